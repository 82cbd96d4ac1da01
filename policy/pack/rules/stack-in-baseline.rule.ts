import type { Baseline } from "../../../src/model/baseline.ts";
import type { PackRule, Violation } from "../contract/pack-rule.ts";
import { withBaseline } from "../contract/with-baseline.ts";
import {
  declaredPolicy,
  declaredRule,
  isCalled,
  nameOf,
  policyLabel,
  ruleLabel,
} from "../inputs/declared.ts";
import { notYetKnown } from "../inputs/input.ts";
import type { NamedInputs, StackInputs } from "../inputs/stack-inputs.ts";

function* judge(stack: StackInputs, baseline: Baseline): Iterable<Violation> {
  for (const policy of stack.policies) {
    if (policy.name === notYetKnown || declaredPolicy(policy, baseline) !== null) continue;
    yield { urn: policy.urn, message: `${policyLabel(policy)} is not in the baseline.` };
  }
  for (const rule of stack.rules) {
    const isOpen = rule.name === notYetKnown || rule.policy?.name === notYetKnown;
    if (isOpen || declaredRule(rule, baseline) !== null) continue;
    const why =
      rule.policy === null ? "belongs to a policy that is not in this stack" : "is not in the baseline";
    yield { urn: rule.urn, message: `${ruleLabel(rule)} ${why}.` };
  }
  const managed = baseline.groups.filter((group) => group.managed);
  yield* undeclared(
    "Group",
    stack.groups,
    managed.map(({ name }) => name),
  );
  yield* undeclared(
    "Group rule",
    stack.groupRules,
    managed.flatMap(({ filledBy }) => filledBy?.rule ?? []),
  );
  yield* undeclared(
    "Session policy",
    stack.sessionPolicies,
    baseline.signOn.sessionPolicies.map(({ name }) => name),
  );
  yield* undeclared(
    "App policy",
    stack.appPolicies,
    baseline.signOn.appPolicies.map(({ name }) => name),
  );
  yield* undeclared("Authenticator", stack.authenticators, Object.keys(baseline.authenticators));
}

function* undeclared(
  kind: string,
  resources: readonly NamedInputs[],
  declared: readonly string[],
): Iterable<Violation> {
  for (const { name, urn } of resources) {
    if (name === notYetKnown || declared.some((wanted) => isCalled(name, wanted))) continue;
    yield { urn, message: `${kind} ${nameOf(name, urn)} is not in the baseline.` };
  }
}

export default {
  id: "stack-in-baseline",
  title: "Everything in the stack is in the baseline",
  level: "advisory",
  severity: "medium",
  rationale:
    "What only the stack knows is never compared with the live org, and no review of the baseline sees it change. An " +
    "undeclared policy can also take people away from a declared one.",
  remedy: "Declare it in the baseline, or remove it from the stack.",
  references: ["docs/baseline.md"],
  readsBaseline: true,
  judgeStack: withBaseline(judge),
} satisfies PackRule;
