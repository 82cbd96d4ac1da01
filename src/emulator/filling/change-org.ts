import { z } from "zod";
import type { OrgStore } from "../state/org-store.ts";
import type { EmulatedUser } from "../state/state.ts";
import { fillDevices } from "./fill-devices.ts";
import { fillRoles } from "./fill-roles.ts";
import { fillUser } from "./fill-user.ts";
import { stateSchema, type WrittenState } from "./state-schema.ts";

/** Change to an org outside the API, in the form of a state; parts left out stay as they are. */
export const changeSchema = z.strictObject({
  users: stateSchema.shape.users,
  groups: stateSchema.shape.groups,
  devices: stateSchema.shape.devices,
  /** Written to the log as they are. */
  logEvents: stateSchema.shape.logEvents,
});
export type OrgChange = z.infer<typeof changeSchema>;

type WrittenUser = NonNullable<WrittenState["users"]>[number];
type WrittenGroup = NonNullable<WrittenState["groups"]>[number];

/**
 * Changes people, groups and devices without an event, and without `lastUpdated` telling it. Of somebody who is there
 * only what is said of them changes; whoever is not there is made. Groups are meant by id or name, and only their
 * `members` change. A device takes the place of the one with its id.
 */
export function changeOrg(org: OrgStore, change: OrgChange): void {
  const { users = [], groups = [], devices, logEvents = [] } = change;
  for (const user of users) org.putUser(changedUser(org, user));
  for (const group of groups) changeMembers(org, group);
  const user = (name: string) => org.findUser(name)?.id ?? name;
  for (const device of fillDevices(devices, org.ids, { user })) org.devices.put(device);
  org.log.push(...logEvents);
}

function changedUser(org: OrgStore, written: WrittenUser): EmulatedUser {
  const before = org.findUser(written.id ?? written.login ?? "");
  const { customRoles, resourceSets, engine } = org.initial;
  const known = {
    customRoles: customRoles.map((role) => ({ ...role, permissions: [...role.permissions] })),
    resourceSets: resourceSets.map((set) => ({ ...set, resources: [...set.resources] })),
  };
  const login = written.login ?? before?.profile.login ?? "";
  const filled = fillUser({ ...written, login }, engine, org.ids, fillRoles(known, org.ids));
  if (before === undefined) return filled;
  const { profile: _profile, id: _id, ...rest } = filled;
  const said = Object.entries(rest).filter(([name]) => name in written);
  return { ...before, ...Object.fromEntries(said), profile: { ...before.profile, ...written.profile } };
}

function changeMembers(org: OrgStore, { id, name, members }: WrittenGroup): void {
  const group = org.groups.all().find((one) => one.id === id || one.name === name);
  if (group === undefined || members === undefined) return;
  const wanted = new Set(members.flatMap((login) => org.findUser(login)?.id ?? []));
  for (const user of [...org.membersAfter(group, null)]) {
    if (!wanted.has(user.id)) org.removeMember(group.id, user.id);
  }
  for (const userId of wanted) org.addMember(group.id, userId);
}
