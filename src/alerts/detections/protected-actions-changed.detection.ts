import type { LogEvent } from "../../model/log-event.ts";
import { plainName } from "../event/plain-name.ts";
import { byWhom } from "../event/sentence.ts";
import { wholeOrg } from "../event/subject.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent, thing } from "./sample-event.ts";

const eventType = "security.protected_action.settings.update";
const action = (from: string, to: string) =>
  thing("ProtectedAction", "resetPassword", "Reset passwords for super admins", {
    changeDetails: { from: { status: from }, to: { status: to } },
  });
const title = (by: string) =>
  `protected actions were changed ${by}: Reset passwords for super admins (status ENABLED to DISABLED)`;

export default {
  id: "protected-actions-changed",
  title: "Protected actions were changed",
  why: "A protected action asks an administrator to prove again who they are before they reset a super administrator's password, add an identity provider or grant a role. Whoever stole a session switches that off first. What was only switched on is low.",
  remedy:
    "Ask whoever changed them, and see that they are on (Security > General). If nobody owns it, take the administrator's session and roles away and look at what was done since.",
  severity: "high",
  eventTypes: [eventType],
  closing: "by-hand",
  closedBy: [],
  references: [
    "Okta event types: security.protected_action.settings.update",
    "okta/customer-detections: protected_action_settings_update",
    "Okta help: Protected actions in the Admin Console",
  ],
  samples: [
    {
      kind: "administrator",
      name: "one is switched off",
      event: sampleEvent({ eventType, targets: [action("ENABLED", "DISABLED")] }),
      raises: { title: title("by omar@acme.example in the admin console"), severity: "high" },
    },
    {
      kind: "positive",
      name: "one is switched on",
      event: sampleEvent({ eventType, targets: [action("DISABLED", "ENABLED")] }),
      raises: {
        title:
          "protected actions were changed by omar@acme.example in the admin console: Reset passwords for super admins (status DISABLED to ENABLED)",
        severity: "low",
      },
    },
    {
      kind: "positive",
      name: "the event does not say what changed",
      event: sampleEvent({ eventType, targets: [], apiTokenId: "00Tscript" }),
      raises: {
        title: "protected actions were changed by omar@acme.example with an API token",
        severity: "high",
        via: "API token",
      },
    },
    {
      kind: "self",
      name: "an administrator is named beside it",
      event: sampleEvent({
        eventType,
        targets: [asTarget(dana), action("ENABLED", "DISABLED")],
        actor: dana,
      }),
      raises: { title: title("by dana@acme.example in the admin console"), via: "admin console" },
    },
    {
      kind: "negative",
      name: "somebody is asked to prove who they are",
      event: sampleEvent({ eventType: "security.protected_action.attempt", targets: [] }),
      raises: null,
    },
    {
      kind: "failure",
      name: "it failed",
      event: sampleEvent({ eventType, targets: [action("ENABLED", "DISABLED")], result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app changes them",
      event: sampleEvent({ eventType, targets: [action("ENABLED", "DISABLED")], actor: pulumi }),
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event) => {
    const changes = changesOf(event);
    const told = changes.map(({ action, key, from, to }) => `${action} (${key} ${from} to ${to})`);
    const isOnlyOn = changes.length > 0 && changes.every(({ from, to }) => !isOn(from) && isOn(to));
    return {
      subject: wholeOrg,
      severity: isOnlyOn ? "low" : "high",
      title: `protected actions were changed ${byWhom(event)}${told.length === 0 ? "" : `: ${told.join(", ")}`}`,
    };
  },
} satisfies Detection;

const isOn = (value: string): boolean => /^(enabled|active|true|on)$/i.test(value);

interface Change {
  readonly action: string;
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

const mostChanges = 5;

/** Changes that the targets tell; their shape is not documented, and was not seen on a live org. */
function changesOf({ targets }: LogEvent): readonly Change[] {
  return targets
    .flatMap(({ displayName, alternateId, id, changeDetails }) => {
      const [from, to] = [fields(changeDetails?.from), fields(changeDetails?.to)];
      const keys = [...new Set([...from.keys(), ...to.keys()])];
      const action = plainName([displayName, alternateId, id]);
      return keys.map((key) => ({
        action,
        key: plainName([key]),
        from: from.get(key) ?? "nothing",
        to: to.get(key) ?? "nothing",
      }));
    })
    .filter(({ from, to }) => from !== to)
    .slice(0, mostChanges);
}

function fields(value: unknown): ReadonlyMap<string, string> {
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(Object.entries(value).map(([key, field]) => [key, plainName([String(field)])]));
}
