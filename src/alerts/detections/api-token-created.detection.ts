import { byWhom } from "../event/sentence.ts";
import { thingOf, wholeOrg } from "../event/subject.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent, thing } from "./sample-event.ts";

const eventType = "system.api_token.create";
const token = thing("Token", "00Tbackup", "backup");
const title = (by: string) => `the API token "backup" was created ${by}`;

export default {
  id: "api-token-created",
  title: "An API token was created",
  why: "A token does whatever its owner may, without a second factor and long after they signed out; when it is stolen nobody notices. One that works from anywhere is worth more to a thief.",
  remedy:
    "Ask its owner what it is for, whether a service app would do, and from which networks it is used. If nobody knows it, revoke it (Security > API > Tokens) and look at what it did.",
  severity: "medium",
  eventTypes: [eventType, "system.api_token.enable"],
  closing: "by-hand",
  closedBy: ["system.api_token.revoke"],
  references: [
    "Okta event types: system.api_token.create, system.api_token.revoke",
    "okta/customer-detections: API tokens without network restrictions",
    "MITRE ATT&CK T1098.001, Account Manipulation: Additional Cloud Credentials",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an administrator creates one",
      event: sampleEvent({ eventType, targets: [token] }),
      raises: { title: title("by omar@acme.example in the admin console"), severity: "medium" },
    },
    {
      kind: "positive",
      name: "it works from anywhere",
      event: sampleEvent({ eventType, targets: [token], debugData: { networkConnection: "ANYWHERE" } }),
      raises: {
        title: `${title("by omar@acme.example in the admin console")}; it works from anywhere`,
        severity: "high",
      },
    },
    {
      kind: "self",
      name: "an administrator creates one for themself",
      event: sampleEvent({ eventType, targets: [token, asTarget(dana)], actor: dana }),
      raises: { title: title("by dana@acme.example in the admin console"), via: "admin console" },
    },
    {
      kind: "positive",
      name: "the event names no token",
      event: sampleEvent({ eventType, targets: [] }),
      raises: {
        title: "an API token was created by omar@acme.example in the admin console",
      },
    },
    {
      kind: "negative",
      name: "it is revoked",
      event: sampleEvent({ eventType: "system.api_token.revoke", targets: [token] }),
      raises: null,
    },
    {
      kind: "failure",
      name: "it failed",
      event: sampleEvent({ eventType, targets: [token], result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app creates it",
      event: sampleEvent({ eventType, targets: [token], actor: pulumi }),
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event) => {
    const target = event.targets.find(({ type }) => type !== "User");
    const subject = target === undefined ? wholeOrg : thingOf("api-token", target);
    const which = target === undefined ? "an API token" : `the API token "${subject.name}"`;
    const isOpenToAll = event.debugData["networkConnection"] === "ANYWHERE";
    const done = event.eventType === eventType ? "created" : "enabled";
    return {
      subject,
      title: `${which} was ${done} ${byWhom(event)}${isOpenToAll ? "; it works from anywhere" : ""}`,
      severity: isOpenToAll ? "high" : "medium",
    };
  },
} satisfies Detection;
