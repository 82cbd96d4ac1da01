import type { AlertSubject } from "../../model/alert.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { plainName } from "../event/plain-name.ts";
import { byWhom } from "../event/sentence.ts";
import { personOf, thingOf, wholeOrg, whomOf } from "../event/subject.ts";
import type { Detection } from "./detection.ts";
import { resourceSetTarget, roleTarget } from "./role-targets.ts";
import { asTarget, dana, pulumi, sampleEvent, thing } from "./sample-event.ts";

const eventType = "user.account.privilege.grant";
const bindingType = "iam.resourceset.bindings.add";
const targets = [asTarget(dana)];
const helpDesk = { privilegeGranted: "Help Desk administrator" };
const title = (by: string) => `dana@acme.example holds admin roles (Help Desk administrator), granted ${by}`;

export default {
  id: "admin-granted",
  title: "Somebody or something got an admin role",
  why: "An administrator can reset anybody's factors and change the policies that ask for them. The event lists all that is held now, groups included: taking away one role of several looks the same. A super or org administrator counts as critical.",
  remedy:
    "Ask whoever granted it which request it belongs to. Without one, take the role away (Security > Administrators), end the holder's sessions, and look in the System Log at what they did with it.",
  severity: "high",
  eventTypes: [
    eventType,
    "user.privileged_account.privilege.grant",
    "group.privilege.grant",
    "app.oauth2.client.privilege.grant",
    bindingType,
  ],
  closing: "by-hand",
  closedBy: [
    "user.account.privilege.revoke",
    "user.privileged_account.privilege.revoke",
    "app.oauth2.client.privilege.revoke",
    "user.lifecycle.deactivate",
  ],
  references: [
    "Okta event types: user.account.privilege.grant, group.privilege.grant, iam.resourceset.bindings.add, app.oauth2.client.privilege.grant",
    "elastic/detection-rules: Administrator Privileges Assigned to an Okta Group",
    "MITRE ATT&CK T1098.003, Account Manipulation: Additional Cloud Roles",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an administrator makes somebody one",
      event: sampleEvent({ eventType, targets, debugData: helpDesk }),
      raises: { title: title("by omar@acme.example in the admin console"), severity: "high" },
    },
    {
      kind: "positive",
      name: "a super administrator is critical",
      event: sampleEvent({ eventType, targets, debugData: { privilegeGranted: "Super administrator" } }),
      raises: {
        title:
          "dana@acme.example holds admin roles (Super administrator), granted by omar@acme.example in the admin console",
        severity: "critical",
      },
    },
    {
      kind: "positive",
      name: "a group, with all who are in it",
      event: sampleEvent({
        eventType: "group.privilege.grant",
        targets: [thing("UserGroup", "00gdesk", "Help desk")],
        debugData: helpDesk,
      }),
      raises: {
        title:
          "the group Help desk holds admin roles (Help Desk administrator), granted by omar@acme.example in the admin console",
      },
    },
    {
      kind: "positive",
      name: "a custom role is bound to somebody",
      event: sampleEvent({
        eventType: bindingType,
        targets: [
          thing("CUSTOM_ROLE", "cr0desk", "Desk"),
          thing("RESOURCE_SET", "iamEmea", "EMEA"),
          ...targets,
        ],
      }),
      raises: {
        title:
          'dana@acme.example holds the admin role "Desk" on the resource set "EMEA", granted by omar@acme.example in the admin console',
        severity: "high",
      },
    },
    {
      kind: "positive",
      name: "a binding that names its role alone",
      event: sampleEvent({
        eventType: bindingType,
        targets: [thing("ROLE", "SUPER_ADMIN", "Super Administrator")],
      }),
      raises: {
        title:
          'somebody holds the admin role "Super Administrator", granted by omar@acme.example in the admin console',
        severity: "critical",
      },
    },
    {
      kind: "self",
      name: "an administrator makes themself more",
      event: sampleEvent({ eventType, targets, debugData: helpDesk, actor: dana }),
      raises: { title: title("by the person's own hand"), via: "self" },
    },
    {
      kind: "negative",
      name: "the event says that nothing is held any more",
      event: sampleEvent({ eventType, targets, debugData: { privilegeGranted: "" } }),
      raises: null,
    },
    {
      kind: "failure",
      name: "the grant failed",
      event: sampleEvent({ eventType, targets, debugData: helpDesk, result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app grants it",
      event: sampleEvent({ eventType, targets, debugData: helpDesk, actor: pulumi }),
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event) => {
    const granted = event.debugData["privilegeGranted"];
    if (granted === "") return null;
    const { subject, who } = holderOf(event);
    const bound = boundRole(event);
    const roles = typeof granted === "string" ? ` (${plainName([granted])})` : "";
    const what = bound === null ? `admin roles${roles}` : bound;
    return {
      subject,
      title: `${who} holds ${what}, granted ${byWhom(event)}`,
      severity: /\b(super|org\w*) admin/i.test(what) ? "critical" : "high",
    };
  },
} satisfies Detection;

/** `the admin role "Desk" on the resource set "EMEA"`, of a binding that names its role; null of anything else. */
function boundRole(event: LogEvent): string | null {
  const role = event.eventType === bindingType ? roleTarget(event) : null;
  if (role === null) return null;
  const set = resourceSetTarget(event);
  const where = set === null ? "" : ` on the resource set "${thingOf("resource-set", set).name}"`;
  return `the admin role "${thingOf("admin-role", role).name}"${where}`;
}

function holderOf(event: LogEvent): { readonly subject: AlertSubject; readonly who: string } {
  const person = personOf(event);
  if (person !== null) return { subject: person, who: person.name };
  if (event.targets.some(({ type }) => type === "User"))
    return { subject: wholeOrg, who: whomOf(event).name };
  const group = event.targets.find(({ type }) => /^(user)?group$/i.test(type));
  if (group !== undefined) {
    const subject = thingOf("group", group);
    return { subject, who: `the group ${subject.name}` };
  }
  // The target that an app's grant names is not verified against a live org.
  const others = event.targets.filter((one) => one !== roleTarget(event) && one !== resourceSetTarget(event));
  const [first] = others;
  if (first === undefined) return { subject: wholeOrg, who: "somebody" };
  const subject = thingOf("admin", first);
  return { subject, who: subject.name };
}
