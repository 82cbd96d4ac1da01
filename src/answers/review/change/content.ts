import { appsInWords } from "../../../evaluator/declared/app-condition.ts";
import type {
  Baseline,
  BaselineGroup,
  BaselinePolicy,
  BaselineRule,
  Requirement,
} from "../../../model/baseline.ts";
import { personKey } from "./person-key.ts";

const sorted = (items: readonly string[]): readonly string[] => [...items].sort();

/**
 * Content of a group: what it is, and everything that names it. A group that is kept elsewhere is nothing
 * but its name: under another name it may well be another group.
 */
export function groupContent({
  enrollmentPolicies,
  requirements,
}: Baseline): (group: BaselineGroup) => string | null {
  return ({ name, managed, filledBy, members, onlyMembers }) => {
    if (!managed) return null;
    return JSON.stringify([
      filledBy?.when ?? null,
      sorted((filledBy?.exceptUsers ?? []).map(personKey)),
      sorted(filledBy?.exceptGroups ?? []),
      sorted(members.map(personKey)),
      onlyMembers,
      sorted(enrollmentPolicies.filter(({ groups }) => groups.includes(name)).map((policy) => policy.name)),
      sorted(requirements.filter(({ memberOf }) => memberOf.includes(name)).map(({ id }) => id)),
      sorted(
        requirements
          .filter(({ appliesTo }) => appliesTo.kind === "groups" && appliesTo.groups.includes(name))
          .map(({ id }) => id),
      ),
    ]);
  };
}

/** Content of a rule, whatever it is called. */
export const ruleContent = ({ enroll, network, apps, exceptUsers }: BaselineRule): string =>
  JSON.stringify([
    enroll,
    network.kind,
    network.kind === "anywhere" ? [] : sorted(network.zones),
    appsInWords(apps),
    sorted(exceptUsers.map(personKey)),
  ]);

/** Content of a policy, whatever it is called; null for the one that cannot be renamed. */
export const policyContent = ({
  isDefault,
  groups,
  authenticators,
  terms,
  unlisted,
  rules,
}: BaselinePolicy): string | null =>
  isDefault
    ? null
    : JSON.stringify([
        sorted(groups),
        sorted(Object.entries(authenticators).map(([ref, setting]) => `${ref}=${setting}`)),
        sorted(Object.entries(terms).map(([ref, one]) => `${ref}=${JSON.stringify(one)}`)),
        unlisted,
        rules.map(ruleContent),
      ]);

/** Content of a requirement, whatever it is called. */
export const requirementContent = ({
  appliesTo,
  memberOf,
  governedBy,
  factors,
  signIn,
  recovery,
  withinMs,
  severity,
}: Requirement) => {
  const whom =
    appliesTo.kind === "everyone"
      ? []
      : appliesTo.kind === "groups"
        ? sorted(appliesTo.groups)
        : appliesTo.kind === "apps"
          ? sorted(appliesTo.apps)
          : appliesTo.roles === "any"
            ? "any"
            : sorted(appliesTo.roles);
  const what = factors?.kind === "anyOf" ? sorted(factors.anyOf) : null;
  return JSON.stringify([
    appliesTo.kind,
    whom,
    sorted(memberOf),
    sorted(governedBy),
    factors?.kind ?? null,
    what,
    factors?.atLeast ?? null,
    signIn,
    recovery,
    withinMs,
    severity,
  ]);
};
