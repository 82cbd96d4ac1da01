import type { AppliesTo, Baseline, Requirement } from "../../model/baseline.ts";
import { firstPartyLabels } from "../../model/first-party-apps.ts";
import type { GroupId, UserId } from "../../model/ids.ts";
import type { App, OrgSnapshot, Slice } from "../../model/snapshot.ts";
import { adminRoleTypes, sameName } from "../../model/words.ts";
import { declaredGroupNamed, isEveryoneName, liveGroupsFor } from "../declared/declared-group.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { whyPartial } from "../live/partly-read.ts";

/** Whom a requirement applies to. */
export interface Coverage {
  /** Surely covered. */
  covers(user: UserId): boolean;
  /** Why others may be covered as well, one clause each; empty when everybody is known. */
  readonly uncertainties: readonly string[];
}

const slicesForKind: Readonly<Record<AppliesTo["kind"], readonly Slice[]>> = {
  everyone: [],
  groups: ["groups", "group-members"],
  apps: ["apps", "groups", "group-members"],
  adminRoles: ["admin-roles", "groups", "group-members"],
};

/**
 * The slices that tell whom requirements apply to, beyond the people themselves. A check can do without: those that
 * one requirement lacks must not keep it from judging the others.
 */
export function slicesForCoverage(requirements: readonly Requirement[]): readonly Slice[] {
  return requirements.flatMap(({ appliesTo }) => slicesForKind[appliesTo.kind]);
}

// A role that is neither a standard one nor held by anybody is a misspelling, and a requirement on nobody must not look
// fulfilled.
const standardRoles: ReadonlySet<string> = new Set(adminRoleTypes);

interface Source {
  readonly baseline: Baseline;
  readonly org: OrgSnapshot;
  readonly live: LiveIndex;
}

/** Collects people and groups until Everyone is among them. */
function collect({ live }: Source) {
  const users = new Set<UserId>();
  const uncertainties: string[] = [];
  let everyone = false;
  return {
    uncertainties,
    addEveryone: () => {
      everyone = true;
    },
    addUsers: (ids: Iterable<UserId>) => {
      for (const id of ids) users.add(id);
    },
    /** `membersMatter`: false where the group's members are listed by other means. */
    addGroup: (id: GroupId, membersMatter: boolean) => {
      if (live.isEveryone(id)) everyone = true;
      const members = everyone ? [] : live.membersOf(id);
      for (const user of members ?? []) users.add(user);
      if (members === undefined && membersMatter) {
        uncertainties.push(`the members of "${live.group(id)?.name ?? id}" were not read`);
      }
    },
    done: (): Coverage => ({ covers: (user) => everyone || users.has(user), uncertainties }),
  };
}

function ofGroups(names: readonly string[], source: Source): Coverage {
  const found = collect(source);
  for (const name of names) {
    const groups = liveGroupsFor(declaredGroupNamed(source.baseline, name), source.live);
    if (isEveryoneName(name)) found.addEveryone();
    else if (groups.length === 0) {
      const isRead = source.org.slices.groups !== undefined;
      found.uncertainties.push(isRead ? `no group is called "${name}"` : `group "${name}" was not read`);
    }
    // Of several that bear the name, nobody may be left out.
    for (const { id } of groups) found.addGroup(id, true);
  }
  return found.done();
}

function appsLabelled(label: string, { org }: Source): readonly App[] | string {
  const { apps } = org.slices;
  if (apps === undefined) return `application "${label}" was not read`;
  const found = apps.filter((app) => sameName(app.label, label));
  return found.length > 0 ? found : `no application is called "${label}"`;
}

function ofApps(labels: readonly string[], source: Source): Coverage {
  const found = collect(source);
  const gap = source.org.gaps.find(({ slice }) => slice === "apps");
  for (const label of labels) {
    const apps = appsLabelled(label, source);
    if (typeof apps === "string") {
      found.uncertainties.push(apps);
      continue;
    }
    for (const app of apps) {
      if (firstPartyLabels.has(app.label)) {
        found.uncertainties.push(
          `"${label}" is an application of Okta's own, which nobody is assigned: say for whom by everyone, groups or adminRoles`,
        );
      }
      found.addUsers(app.userIds);
      // Okta's list of an application's people has those who got it through a group as well.
      for (const group of app.groupIds) found.addGroup(group, false);
      if (gap?.ids.length === 0 || gap?.ids.includes(app.id)) {
        found.uncertainties.push(`the people of application "${label}" were not all read (${gap.reason})`);
      }
    }
  }
  return found.done();
}

function ofAdminRoles(roles: readonly string[] | "any", source: Source): Coverage {
  const found = collect(source);
  const { adminRoles } = source.org.slices;
  if (adminRoles === undefined) {
    found.uncertainties.push("admin roles were not read");
    return found.done();
  }
  const { users, groups } = adminRoles;
  const held = new Set<string>();
  const isMeant = (those: readonly string[]): boolean => {
    for (const role of those) held.add(role);
    return roles === "any" ? those.length > 0 : those.some((role) => roles.includes(role));
  };
  for (const [id, those] of Object.entries(users)) if (isMeant(those)) found.addUsers([id as UserId]);
  for (const [id, those] of Object.entries(groups)) if (isMeant(those)) found.addGroup(id as GroupId, true);
  const partial = whyPartial("admin-roles", source.org);
  if (partial !== null) found.uncertainties.push(`admin roles were not all read (${partial})`);
  for (const role of roles === "any" ? [] : roles) {
    if (!held.has(role) && !standardRoles.has(role))
      found.uncertainties.push(`nobody holds a role called ${role}`);
  }
  return found.done();
}

/**
 * Works out whom a requirement applies to. A group, application or role that does not exist leaves an uncertainty: a
 * requirement that applies to nobody because of a misspelling must not look fulfilled.
 */
export function coverageOf(appliesTo: AppliesTo, source: Source): Coverage {
  switch (appliesTo.kind) {
    case "everyone":
      return { covers: () => true, uncertainties: [] };
    case "groups":
      return ofGroups(appliesTo.groups, source);
    case "apps":
      return ofApps(appliesTo.apps, source);
    case "adminRoles":
      return ofAdminRoles(appliesTo.roles, source);
  }
}
