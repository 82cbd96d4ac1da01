import type { Baseline, BaselinePolicy, BaselineRule } from "../../../src/model/baseline.ts";
import { builtInAppPolicyNames } from "../../../src/model/first-party-apps.ts";
import { ruleRef } from "../../../src/model/subject.ts";
import type { PackRule, Violation } from "../contract/pack-rule.ts";
import { withBaseline } from "../contract/with-baseline.ts";
import { declaredPolicy, declaredRule, isCalled } from "../inputs/declared.ts";
import { notYetKnown } from "../inputs/input.ts";
import type { NamedInputs, StackInputs } from "../inputs/stack-inputs.ts";

function* judge(stack: StackInputs, baseline: Baseline): Iterable<Violation> {
  yield* missingPolicies(stack, baseline);
  yield* missingSignOn(stack, baseline);
  for (const { managed, name, filledBy } of baseline.groups) {
    if (managed && isAbsent(name, stack.groups)) yield missing(`Group "${name}"`);
    if (filledBy !== null && isAbsent(filledBy.rule, stack.groupRules)) {
      yield missing(`Group rule "${filledBy.rule}"`);
    }
  }
}

function* missingPolicies(stack: StackInputs, baseline: Baseline): Iterable<Violation> {
  if (hasUnknownName(stack.policies)) return;
  const policies = new Set(stack.policies.map((policy) => declaredPolicy(policy, baseline)));
  const rules = new Set(stack.rules.map((rule) => declaredRule(rule, baseline)));
  for (const policy of baseline.enrollmentPolicies) {
    if (!policies.has(policy)) yield missing(`Enrollment policy "${policy.name}"`);
    else if (!hasUnknownName(stack.rules)) yield* missingRules(policy, rules);
  }
}

/** Policies that Okta makes with an org, and no program can. */
function* missingSignOn(stack: StackInputs, { signOn }: Baseline): Iterable<Violation> {
  for (const { name, isDefault } of signOn.sessionPolicies) {
    if (!isDefault && isAbsent(name, stack.sessionPolicies)) yield missing(`Session policy "${name}"`);
  }
  for (const { name } of signOn.appPolicies) {
    const isBuiltIn = builtInAppPolicyNames.some((one) => isCalled(one, name));
    if (!isBuiltIn && isAbsent(name, stack.appPolicies)) yield missing(`App policy "${name}"`);
  }
}

function* missingRules(
  policy: BaselinePolicy,
  present: ReadonlySet<BaselineRule | null>,
): Iterable<Violation> {
  for (const rule of policy.rules) {
    if (!present.has(rule)) yield missing(`Enrollment rule "${ruleRef(policy.name, rule.name).name}"`);
  }
}

const missing = (what: string): Violation => ({
  urn: null,
  message: `${what} is in the baseline and not in the stack.`,
});

/** A resource whose name is not known yet may be the one that seems to be missing. */
const hasUnknownName = (resources: readonly { readonly name: unknown }[]): boolean =>
  resources.some(({ name }) => name === notYetKnown);

const isAbsent = (wanted: string, resources: readonly NamedInputs[]): boolean =>
  !hasUnknownName(resources) && !resources.some(({ name }) => isCalled(name, wanted));

export default {
  id: "baseline-in-stack",
  title: "Every policy, rule and group of the baseline is in the stack",
  level: "advisory",
  severity: "medium",
  rationale:
    "What is declared and in no stack is compared with the live org but enforced by nobody: the next drift there stays " +
    "until a person repairs it. Authenticators are left out, since some can only be set up by hand.",
  remedy: "Add it to the stack, or remove it from the baseline.",
  references: ["docs/baseline.md"],
  readsBaseline: true,
  judgeStack: withBaseline(judge),
} satisfies PackRule;
