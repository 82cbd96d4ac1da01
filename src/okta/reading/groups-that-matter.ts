import type { GroupId } from "../../model/ids.ts";
import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { AppPolicy, LivePeople, PasswordPolicy, SessionPolicy } from "../../model/live-sign-on.ts";
import type { LifecyclePolicy } from "../../model/live-standards.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { AdminRoles, App, Group } from "../../model/snapshot.ts";
import { everyoneGroupName, sameName } from "../../model/words.ts";

/** Reasons for a group's members to matter. */
export interface GroupReasons {
  readonly groups: readonly Group[];
  readonly policies: readonly EnrollmentPolicy[] | undefined;
  readonly adminRoles: AdminRoles | undefined;
  readonly apps: readonly App[] | undefined;
  readonly sessionPolicies?: readonly SessionPolicy[] | undefined;
  readonly appPolicies?: readonly AppPolicy[] | undefined;
  readonly passwordPolicies?: readonly PasswordPolicy[] | undefined;
  readonly lifecyclePolicies?: readonly LifecyclePolicy[] | undefined;
}

/** Whether an expression may ask who is in a group: it has the group's id or name in quotes. */
const asksAbout = (expression: string, { id, name }: Group): boolean =>
  [id, name].some((one) => expression.includes(`'${one}'`) || expression.includes(`"${one}"`));

/** Groups that sign-on policies are for, and that their rules mean or leave out. */
function groupsOfSignOn(reasons: GroupReasons): readonly GroupId[] {
  const { sessionPolicies = [], appPolicies = [], passwordPolicies = [] } = reasons;
  const ruled: readonly (AppPolicy | PasswordPolicy)[] = [...appPolicies, ...passwordPolicies];
  const rules = ruled.flatMap((policy): readonly { readonly people: LivePeople }[] => policy.rules ?? []);
  const expressions = appPolicies.flatMap((policy) =>
    (policy.rules ?? []).flatMap(({ expression }) => expression ?? []),
  );
  return [
    ...reasons.groups.filter((group) => expressions.some((one) => asksAbout(one, group))).map(({ id }) => id),
    ...sessionPolicies.flatMap(({ groupIds }) => groupIds),
    ...passwordPolicies.flatMap(({ groupIds }) => groupIds),
    ...rules.flatMap(({ people }) => [...people.groupIds, ...people.exceptGroupIds]),
  ];
}

const groupsOfAutomation = ({ conditions, rules }: LifecyclePolicy): readonly GroupId[] =>
  [{ conditions }, ...(rules ?? [])].flatMap((one) => one.conditions.groupIds);

const isEveryone = ({ type, name }: Group): boolean => type === "BUILT_IN" && name === everyoneGroupName;

/**
 * Groups whose members must be read, each once, in the order in which Okta lists groups: those that a live policy
 * includes, that a sign-on rule means or leaves out, that an automation is for, that the plan names, that hold admin roles, or that a planned application is assigned to. Never
 * Everyone, whose members are everybody; and none that was deleted, which has no members to read.
 */
export function groupsThatMatter(plan: ReadPlan, reasons: GroupReasons): readonly GroupId[] {
  const ids = new Set<string>([
    ...(reasons.policies ?? []).flatMap(({ groupIds }) => groupIds),
    ...Object.keys(reasons.adminRoles?.groups ?? {}),
    ...(reasons.apps ?? []).flatMap(({ groupIds }) => groupIds),
    ...groupsOfSignOn(reasons),
    ...(reasons.lifecyclePolicies ?? []).flatMap(groupsOfAutomation),
  ]);
  const isNamed = (group: Group): boolean =>
    plan.everything === true || plan.groupNames.some((name) => sameName(name, group.name));
  return reasons.groups
    .filter((group) => !isEveryone(group) && (ids.has(group.id) || isNamed(group)))
    .map(({ id }) => id);
}
