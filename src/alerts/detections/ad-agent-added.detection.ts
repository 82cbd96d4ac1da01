import type { Severity } from "../../model/words.ts";
import { byWhom } from "../event/sentence.ts";
import { thingOf, wholeOrg } from "../event/subject.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent, thing } from "./sample-event.ts";

const actions: Readonly<Record<string, { readonly what: string; readonly severity: Severity }>> = {
  "system.agent.ad.create": { what: "added", severity: "high" },
  "system.agent.ad.reactivate": { what: "activated again", severity: "high" },
  "system.agent.ad.config_change_detected": {
    what: "found with another configuration on its machine",
    severity: "medium",
  },
};

const eventType = "system.agent.ad.create";
const agent = thing("AD_AGENT", "a53agent", "dc2.acme.example");
const title = (by: string) => `the Active Directory agent "dc2.acme.example" was added ${by}`;

export default {
  id: "ad-agent-added",
  title: "An Active Directory agent was added or changed",
  why: "The agent checks the passwords of everybody who signs in through Active Directory. One that somebody else runs sees these passwords, and can say yes to any.",
  remedy:
    "Ask the Active Directory team whose machine it is. If it is nobody's, deactivate the agent at once, then have everybody who signed in through it change their password.",
  severity: "high",
  eventTypes: Object.keys(actions),
  closing: "by-hand",
  closedBy: ["system.agent.ad.delete", "system.agent.ad.deactivate"],
  references: [
    "Okta event types: system.agent.ad.create, system.agent.ad.config_change_detected",
    "okta/customer-detections: new_ad_agent_created",
    "MITRE ATT&CK T1556.007, Modify Authentication Process: Hybrid Identity",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an administrator adds one",
      event: sampleEvent({ eventType, targets: [agent] }),
      raises: { title: title("by omar@acme.example in the admin console"), severity: "high" },
    },
    {
      kind: "positive",
      name: "its configuration changed",
      event: sampleEvent({ eventType: "system.agent.ad.config_change_detected", targets: [agent] }),
      raises: {
        title:
          'the Active Directory agent "dc2.acme.example" was found with another configuration on its machine by omar@acme.example in the admin console',
        severity: "medium",
      },
    },
    {
      kind: "positive",
      name: "the event names none",
      event: sampleEvent({ eventType, targets: [], apiTokenId: "00Tscript" }),
      raises: {
        title: "an Active Directory agent was added by omar@acme.example with an API token",
        via: "API token",
      },
    },
    {
      kind: "self",
      name: "an administrator is named beside it",
      event: sampleEvent({ eventType, targets: [asTarget(dana), agent], actor: dana }),
      raises: { title: title("by dana@acme.example in the admin console"), via: "admin console" },
    },
    {
      kind: "negative",
      name: "an agent is upgraded",
      event: sampleEvent({ eventType: "system.agent.ad.upgrade", targets: [agent] }),
      raises: null,
    },
    {
      kind: "failure",
      name: "it failed",
      event: sampleEvent({ eventType, targets: [agent], result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app adds it",
      event: sampleEvent({ eventType, targets: [agent], actor: pulumi }),
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event) => {
    const target = event.targets.find(({ type }) => type !== "User");
    const subject = target === undefined ? wholeOrg : thingOf("ad-agent", target);
    const which =
      target === undefined ? "an Active Directory agent" : `the Active Directory agent "${subject.name}"`;
    const { what, severity } = actions[event.eventType] ?? { what: "changed", severity: "high" };
    return { subject, title: `${which} was ${what} ${byWhom(event)}`, severity };
  },
} satisfies Detection;
