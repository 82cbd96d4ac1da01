import type { LogEvent, LogTarget } from "../../model/log-event.ts";
import type { Severity } from "../../model/words.ts";
import { plainName } from "../event/plain-name.ts";
import { byWhom } from "../event/sentence.ts";
import { thingOf, wholeOrg } from "../event/subject.ts";
import type { Detection } from "./detection.ts";
import { resourceSetTarget, roleTarget } from "./role-targets.ts";
import { asTarget, dana, pulumi, sampleEvent, thing } from "./sample-event.ts";

interface Action {
  readonly of: "role" | "resource set";
  /** The action, as the end of `the custom role "X" was …`. */
  readonly what: string;
  readonly severity: Severity;
}

/** Only what lets people do more; what takes away is nobody's alarm. */
const actions: Readonly<Record<string, Action>> = {
  "iam.role.create": { of: "role", what: "created", severity: "medium" },
  "iam.role.permissions.add": { of: "role", what: "given more permissions", severity: "high" },
  "iam.role.permission.conditions.delete": {
    of: "role",
    what: "freed from a condition on a permission",
    severity: "high",
  },
  "iam.resourceset.create": { of: "resource set", what: "created", severity: "low" },
  "iam.resourceset.resources.add": { of: "resource set", what: "widened", severity: "high" },
  "iam.resourceset.resources.update": { of: "resource set", what: "changed", severity: "medium" },
};

const eventType = "iam.role.permissions.add";
const role = thing("CUSTOM_ROLE", "cr0desk", "Desk");
const permission = thing("PERMISSION", "okta.users.credentials.manage", "okta.users.credentials.manage");
const title = (by: string) =>
  `the custom role "Desk" was given more permissions (okta.users.credentials.manage) ${by}`;

export default {
  id: "admin-role-widened",
  title: "A custom admin role or a resource set was widened",
  why: "Everybody who holds the role can do more from now on, and nobody was granted anything: a help desk that may suddenly reset factors, or a role for one group that now reaches all of them.",
  remedy:
    "Ask whoever changed it which request it belongs to, and look at who holds the role (Security > Administrators). Without a request, take the permission or the resource out again.",
  severity: "high",
  eventTypes: Object.keys(actions),
  closing: "by-hand",
  closedBy: ["iam.role.delete", "iam.resourceset.delete"],
  references: [
    "Okta event types: iam.role.permissions.add, iam.role.permission.conditions.delete, iam.resourceset.resources.add",
    "Okta help: Custom administrator roles",
    "MITRE ATT&CK T1098.003, Account Manipulation: Additional Cloud Roles",
  ],
  samples: [
    {
      kind: "administrator",
      name: "a permission is added",
      event: sampleEvent({ eventType, targets: [role, permission] }),
      raises: { title: title("by omar@acme.example in the admin console"), severity: "high" },
    },
    {
      kind: "positive",
      name: "resources are added to a set",
      event: sampleEvent({
        eventType: "iam.resourceset.resources.add",
        targets: [thing("RESOURCE_SET", "iamEmea", "EMEA"), thing("GROUP", "00gAll", "Everyone")],
      }),
      raises: {
        title: 'the resource set "EMEA" was widened (Everyone) by omar@acme.example in the admin console',
        severity: "high",
      },
    },
    {
      kind: "positive",
      name: "a condition on a permission is gone",
      event: sampleEvent({ eventType: "iam.role.permission.conditions.delete", targets: [role] }),
      raises: {
        title:
          'the custom role "Desk" was freed from a condition on a permission by omar@acme.example in the admin console',
      },
    },
    {
      kind: "positive",
      name: "the event names nothing",
      event: sampleEvent({ eventType, targets: [], apiTokenId: "00Tscript" }),
      raises: {
        title: "a custom role was given more permissions by omar@acme.example with an API token",
        via: "API token",
      },
    },
    {
      kind: "self",
      name: "an administrator is named beside it",
      event: sampleEvent({ eventType, targets: [asTarget(dana), role, permission], actor: dana }),
      raises: { title: title("by dana@acme.example in the admin console"), via: "admin console" },
    },
    {
      kind: "negative",
      name: "a permission is taken away",
      event: sampleEvent({ eventType: "iam.role.permissions.delete", targets: [role, permission] }),
      raises: null,
    },
    {
      kind: "failure",
      name: "it failed",
      event: sampleEvent({ eventType, targets: [role, permission], result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app widens it",
      event: sampleEvent({ eventType, targets: [role, permission], actor: pulumi }),
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event) => {
    const action = actions[event.eventType];
    if (action === undefined) return null;
    const target = widenedThing(event, action.of);
    const which = action.of === "role" ? "custom role" : "resource set";
    const subject =
      target === null ? wholeOrg : thingOf(action.of === "role" ? "admin-role" : "resource-set", target);
    const named = target === null ? `a ${which}` : `the ${which} "${subject.name}"`;
    return {
      subject,
      severity: action.severity,
      title: `${named} was ${action.what}${byWhat(event, target)} ${byWhom(event)}`,
    };
  },
} satisfies Detection;

function widenedThing(event: LogEvent, of: Action["of"]): LogTarget | null {
  const found = of === "role" ? roleTarget(event) : resourceSetTarget(event);
  return found ?? event.targets.find(({ type }) => type !== "User") ?? null;
}

const mostNamed = 5;

/** Other things that came with it: those that the event names. */
function byWhat({ targets }: LogEvent, widened: LogTarget | null): string {
  const others = targets.filter((target) => target !== widened && target.type !== "User");
  const names = others
    .slice(0, mostNamed)
    .map(({ displayName, alternateId, id }) => plainName([displayName, alternateId, id]));
  const more = others.length > mostNamed ? `, and ${others.length - mostNamed} more` : "";
  return names.length === 0 ? "" : ` (${names.join(", ")}${more})`;
}
