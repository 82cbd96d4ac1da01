import { actorOf } from "../event/actor.ts";
import { personOf, wholeOrg } from "../event/subject.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, omar, pulumi, sampleEvent } from "./sample-event.ts";

const grant = "user.session.impersonation.grant";
const initiate = "user.session.impersonation.initiate";

const actions: Readonly<Record<string, string>> = {
  [grant]: "let Okta's support into the org",
  "user.session.impersonation.extend": "extended the access of Okta's support",
  [initiate]: "began a session of Okta's support",
};

export default {
  id: "support-access",
  title: "Okta's support was let in, or came in",
  why: "A session of Okta's support acts with an administrator's rights. It should belong to a case that somebody of yours opened; stolen support access was used against Okta's customers in 2022 and 2023.",
  remedy:
    "Ask your administrators who opened the case. If nobody did, withdraw the access (Settings > Account) and call Okta. Read in the System Log what was done in the meantime.",
  severity: "high",
  eventTypes: Object.keys(actions),
  closing: "by-hand",
  closedBy: [],
  references: [
    "Okta event types: user.session.impersonation.grant, .extend, .initiate",
    "elastic/detection-rules: Okta User Session Impersonation",
    "panther-analysis: Okta.Support.Access",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an administrator lets them in",
      event: sampleEvent({ eventType: grant, targets: [] }),
      raises: {
        title: "omar@acme.example let Okta's support into the org",
        severity: "high",
        via: "Okta support",
      },
    },
    {
      kind: "positive",
      name: "a session begins as somebody",
      event: sampleEvent({ eventType: initiate, targets: [asTarget(dana)] }),
      raises: { title: "omar@acme.example began a session of Okta's support, as dana@acme.example" },
    },
    {
      kind: "self",
      name: "the one who lets them in is the target as well",
      event: sampleEvent({ eventType: grant, targets: [asTarget(omar)] }),
      raises: { title: "omar@acme.example let Okta's support into the org" },
    },
    {
      kind: "negative",
      name: "the session ends",
      event: sampleEvent({ eventType: "user.session.impersonation.end", targets: [asTarget(dana)] }),
      raises: null,
    },
    {
      kind: "failure",
      name: "they could not come in",
      event: sampleEvent({ eventType: initiate, targets: [asTarget(dana)], result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "a managed actor lets them in",
      event: sampleEvent({ eventType: grant, targets: [], actor: pulumi }),
      raises: { title: "Pulumi let Okta's support into the org", isManaged: true },
    },
  ],
  detect: (event) => {
    const person = personOf(event);
    const actor = actorOf(event);
    const asWhom = person === null || person.id === actor.id ? "" : `, as ${person.name}`;
    return { subject: wholeOrg, title: `${actor.name} ${actions[event.eventType] ?? ""}${asWhom}` };
  },
} satisfies Detection;
