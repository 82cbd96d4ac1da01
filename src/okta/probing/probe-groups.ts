import type { GroupId } from "../../model/ids.ts";
import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { Count, GroupSize } from "../../model/org-probe.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { App } from "../../model/snapshot.ts";
import { everyoneGroupName } from "../../model/words.ts";
import { groupsThatMatter } from "../reading/groups-that-matter.ts";
import { hasAdminPrivilege, toGroup, wireGroup, wireGroupRule, wireMember } from "../wire/groups.ts";
import type { Prober } from "./prober.ts";

const countedPages = 5;

/** A group with the numbers that Okta gives of it; null where it does not. */
interface NumberedGroup {
  readonly group: ReturnType<typeof toGroup>;
  readonly isAdmin: boolean | null;
  readonly members: number | null;
}

export interface ProbedGroups {
  readonly groups: Count | null;
  readonly groupRules: Count | null;
  readonly listed: readonly NumberedGroup[];
  /** Okta's own number of everybody. */
  readonly everybody: number | null;
}

/** Lists groups with their numbers, and the beginning of the group rules. */
export async function probeGroups(prober: Prober): Promise<ProbedGroups> {
  const query = { limit: "200", expand: "stats" };
  const list = { what: "group", schema: wireGroup, read: { endpoint: "/api/v1/groups", query } };
  const groups = await prober.ask("groups", list, countedPages);
  const read = { endpoint: "/api/v1/groups/rules", query: { limit: "200" } };
  const rules = await prober.ask("group-rules", { what: "group rule", schema: wireGroupRule, read }, 2);
  const listed = (groups?.items ?? []).map((item) => ({
    group: toGroup(item),
    isAdmin: hasAdminPrivilege(item),
    members: item._embedded?.stats?.usersCount ?? null,
  }));
  const everyone = listed.find(({ group }) => group.type === "BUILT_IN" && group.name === everyoneGroupName);
  return {
    groups: groups?.count ?? null,
    groupRules: rules?.count ?? null,
    listed,
    everybody: everyone?.members ?? null,
  };
}

/** Groups that a check would ask for their roles: those that hold some, and all others where Okta does not say. */
export function adminGroups(listed: readonly NumberedGroup[]): readonly NumberedGroup[] {
  return listed.filter(({ group, isAdmin }) => isAdmin ?? group.type !== "BUILT_IN");
}

interface Reasons {
  readonly plan: ReadPlan;
  readonly policies: readonly EnrollmentPolicy[] | null;
  readonly apps: readonly App[];
}

/** The groups whose members a check would read, and whether members can be read, tried at the smallest of them. */
export async function probeMembers(
  prober: Prober,
  { listed }: ProbedGroups,
  { plan, policies, apps }: Reasons,
): Promise<readonly GroupSize[]> {
  const wanted = plan.slices.has("group-members") || plan.slices.has("admin-roles");
  if (!wanted) return [];
  const admins = listed.filter(({ isAdmin }) => isAdmin === true);
  const adminRoles = plan.slices.has("admin-roles")
    ? { users: {}, groups: Object.fromEntries(admins.map(({ group }) => [group.id, []])) }
    : undefined;
  const ids = new Set<GroupId>(
    groupsThatMatter(plan, {
      groups: listed.map(({ group }) => group),
      policies: policies ?? undefined,
      adminRoles,
      apps,
    }),
  );
  const matter = listed.filter(({ group }) => ids.has(group.id));
  const tried = matter[0] ?? listed.find(({ group }) => group.type !== "BUILT_IN") ?? listed[0];
  // Without a group there is nothing to ask about, or that groups cannot be read is said already.
  if (tried !== undefined) {
    const read = { endpoint: "/api/v1/groups/{id}/users", ids: [tried.group.id], query: { limit: "1" } };
    await prober.ask("group-members", { what: "member", schema: wireMember, read });
  }
  return matter.map(({ group, isAdmin, members }) => ({
    name: group.name,
    isAdmin: isAdmin === true,
    members,
  }));
}
