import { byWhom } from "../event/sentence.ts";
import { targetOf, thingOf, wholeOrg } from "../event/subject.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent, thing } from "./sample-event.ts";

const actions: Readonly<Record<string, string>> = {
  "system.idp.lifecycle.create": "was created",
  "system.idp.lifecycle.update": "was changed",
  "system.idp.lifecycle.activate": "was activated",
  "system.idp.lifecycle.deactivate": "was deactivated",
  "system.idp.lifecycle.delete": "was deleted",
  "system.idp.key.create": "was given a key",
  "system.idp.key.update": "had a key changed",
  "system.idp.key.delete": "had a key deleted",
};
const lessens: ReadonlySet<string> = new Set([
  "system.idp.lifecycle.deactivate",
  "system.idp.lifecycle.delete",
  "system.idp.key.delete",
]);

const eventType = "system.idp.lifecycle.create";
const partner = thing("AppInstance", "0oapartner", "Partner");
const title = (by: string) => `the identity provider "Partner" was created ${by}`;

export default {
  id: "idp-changed",
  title: "An identity provider was added or changed",
  why: "Whoever holds an identity provider that the org trusts, or a key of one, signs in as anybody it vouches for, second factor and all. One that is taken away locks people out and counts for less.",
  remedy:
    "Ask whoever did it which change it belongs to. A new provider, or one whose issuer or certificate changed, lets its owner sign in as your people: without a change request deactivate it (Security > Identity Providers) and end sessions that it began.",
  severity: "high",
  eventTypes: Object.keys(actions),
  closing: "by-hand",
  closedBy: [],
  references: [
    "Okta event types: system.idp.lifecycle.*, system.idp.key.*",
    "panther-analysis: Okta.Identity.Provider.Created.Modified",
    "MITRE ATT&CK T1484.002, Domain or Tenant Policy Modification: Trust Modification",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an administrator adds one",
      event: sampleEvent({ eventType, targets: [partner] }),
      raises: { title: title("by omar@acme.example in the admin console"), severity: "high" },
    },
    {
      kind: "positive",
      name: "one is deleted",
      event: sampleEvent({ eventType: "system.idp.lifecycle.delete", targets: [partner] }),
      raises: {
        title: 'the identity provider "Partner" was deleted by omar@acme.example in the admin console',
        severity: "medium",
      },
    },
    {
      kind: "positive",
      name: "the event names none",
      event: sampleEvent({ eventType: "system.idp.key.create", targets: [] }),
      raises: { title: "an identity provider was given a key by omar@acme.example in the admin console" },
    },
    {
      kind: "self",
      name: "an administrator is named beside it",
      event: sampleEvent({ eventType, targets: [asTarget(dana), partner], actor: dana }),
      raises: { title: title("by dana@acme.example in the admin console"), via: "admin console" },
    },
    {
      kind: "negative",
      name: "its secret was read and nothing changed",
      event: sampleEvent({ eventType: "system.idp.lifecycle.read_client_secret", targets: [partner] }),
      raises: null,
    },
    {
      kind: "failure",
      name: "it failed",
      event: sampleEvent({ eventType, targets: [partner], result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app adds it",
      event: sampleEvent({ eventType, targets: [partner], actor: pulumi }),
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event) => {
    const target = targetOf(event, ["AppInstance"]) ?? event.targets.find(({ type }) => type !== "User");
    const subject = target === undefined ? wholeOrg : thingOf("identity-provider", target);
    const what = target === undefined ? "an identity provider" : `the identity provider "${subject.name}"`;
    return {
      subject,
      title: `${what} ${actions[event.eventType] ?? "was changed"} ${byWhom(event)}`,
      severity: lessens.has(event.eventType) ? "medium" : "high",
    };
  },
} satisfies Detection;
