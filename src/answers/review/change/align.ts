import type { Baseline } from "../../../model/baseline.ts";
import type { BaselineSignOn } from "../../../model/baseline-sign-on.ts";
import { groupContent, policyContent, requirementContent, ruleContent } from "./content.ts";

/** Something that goes on under another name. */
export type Rename =
  | { readonly kind: "group" | "policy" | "requirement"; readonly from: string; readonly to: string }
  | { readonly kind: "rule"; readonly policy: string; readonly from: string; readonly to: string };

/** The earlier baseline in the names of the later one, so that both can be compared name by name. */
export interface Aligned {
  readonly base: Baseline;
  readonly renames: readonly Rename[];
}

type Names = ReadonlyMap<string, string>;

/**
 * Finds what was only renamed: it is gone under the one name, there under the other, and the same otherwise. Of several
 * that are the same, the first goes with the first.
 */
function renamesIn<Item>(
  before: readonly Item[],
  after: readonly Item[],
  nameOf: (item: Item) => string,
  contentOf: {
    readonly before: (item: Item) => string | null;
    readonly after: (item: Item) => string | null;
  },
): Names {
  const [old, now] = [new Set(before.map(nameOf)), new Set(after.map(nameOf))];
  const fresh = after.filter((item) => !old.has(nameOf(item)));
  const taken = new Set<Item>();
  const names = new Map<string, string>();
  for (const gone of before.filter((item) => !now.has(nameOf(item)))) {
    const content = contentOf.before(gone);
    const match = fresh.find(
      (item) => !taken.has(item) && content !== null && contentOf.after(item) === content,
    );
    if (match === undefined) continue;
    taken.add(match);
    names.set(nameOf(gone), nameOf(match));
  }
  return names;
}

const both = <Item>(content: (item: Item) => string | null) => ({ before: content, after: content });

function withGroupNames(base: Baseline, names: Names): Baseline {
  const now = (name: string): string => names.get(name) ?? name;
  return {
    ...base,
    groups: base.groups.map(({ name, filledBy, ...group }) => ({
      ...group,
      name: now(name),
      filledBy: filledBy && { ...filledBy, exceptGroups: filledBy.exceptGroups.map(now) },
    })),
    enrollmentPolicies: base.enrollmentPolicies.map((policy) => ({
      ...policy,
      groups: policy.groups.map(now),
    })),
    signOn: signOnWithGroups(base.signOn, now),
    requirements: base.requirements.map((requirement) => ({
      ...requirement,
      memberOf: requirement.memberOf.map(now),
      appliesTo:
        requirement.appliesTo.kind === "groups"
          ? { kind: "groups", groups: requirement.appliesTo.groups.map(now) }
          : requirement.appliesTo,
    })),
  };
}

const signOnWithGroups = (
  { sessionPolicies, appPolicies }: BaselineSignOn,
  now: (name: string) => string,
): BaselineSignOn => ({
  sessionPolicies: sessionPolicies.map((policy) => ({ ...policy, groups: policy.groups.map(now) })),
  appPolicies: appPolicies.map((policy) => ({
    ...policy,
    rules: policy.rules.map((rule) => ({
      ...rule,
      people: {
        ...rule.people,
        groups: rule.people.groups.map(now),
        exceptGroups: rule.people.exceptGroups.map(now),
      },
    })),
  })),
});

function withPolicyNames(base: Baseline, names: Names): Baseline {
  const now = (name: string): string => names.get(name) ?? name;
  return {
    ...base,
    enrollmentPolicies: base.enrollmentPolicies.map((policy) => ({ ...policy, name: now(policy.name) })),
    requirements: base.requirements.map((requirement) => ({
      ...requirement,
      governedBy: requirement.governedBy.map(now),
    })),
  };
}

function withRequirementIds(base: Baseline, names: Names): Baseline {
  const now = (id: string): string => names.get(id) ?? id;
  return {
    ...base,
    requirements: base.requirements.map((requirement) => ({ ...requirement, id: now(requirement.id) })),
    exemptions: base.exemptions.map((one) => ({ ...one, requirement: now(one.requirement) })),
  };
}

function withRuleNames(base: Baseline, head: Baseline) {
  const renames: Rename[] = [];
  const enrollmentPolicies = base.enrollmentPolicies.map((policy) => {
    const later = head.enrollmentPolicies.find(({ name }) => name === policy.name)?.rules ?? [];
    const names = renamesIn(policy.rules, later, ({ name }) => name, both(ruleContent));
    for (const [from, to] of names) renames.push({ kind: "rule", policy: policy.name, from, to });
    return {
      ...policy,
      rules: policy.rules.map((rule) => ({ ...rule, name: names.get(rule.name) ?? rule.name })),
    };
  });
  return { base: { ...base, enrollmentPolicies }, renames };
}

const listed = (kind: "group" | "policy" | "requirement", names: Names): readonly Rename[] =>
  [...names].map(([from, to]) => ({ kind, from, to }));

/** Puts the earlier baseline in the names of the later one, where something was renamed and nothing else of it changed. */
export function align(base: Baseline, head: Baseline): Aligned {
  const groups = renamesIn(base.groups, head.groups, ({ name }) => name, {
    before: groupContent(base),
    after: groupContent(head),
  });
  const withGroups = withGroupNames(base, groups);
  const policies = renamesIn(
    withGroups.enrollmentPolicies,
    head.enrollmentPolicies,
    ({ name }) => name,
    both(policyContent),
  );
  const withPolicies = withPolicyNames(withGroups, policies);
  const requirements = renamesIn(
    withPolicies.requirements,
    head.requirements,
    ({ id }) => id,
    both(requirementContent),
  );
  const ruled = withRuleNames(withRequirementIds(withPolicies, requirements), head);
  return {
    base: ruled.base,
    renames: [
      ...listed("group", groups),
      ...listed("policy", policies),
      ...listed("requirement", requirements),
      ...ruled.renames,
    ],
  };
}
