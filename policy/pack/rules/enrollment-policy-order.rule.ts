import type { Baseline } from "../../../src/model/baseline.ts";
import type { PackRule, Violation } from "../contract/pack-rule.ts";
import { withBaseline } from "../contract/with-baseline.ts";
import { declaredPolicy, declaredRule, policyLabel, ruleLabel } from "../inputs/declared.ts";
import type { StackInputs } from "../inputs/stack-inputs.ts";

/** Something that the baseline places too. */
interface Placed {
  readonly urn: string;
  readonly label: string;
  readonly priority: number;
  /** Its place in the baseline. */
  readonly declared: number;
}

function* judge(stack: StackInputs, baseline: Baseline): Iterable<Violation> {
  for (const placed of ordersOf(stack, baseline)) {
    const sorted = [...placed].sort((left, right) => left.priority - right.priority);
    for (const [index, item] of sorted.entries()) {
      const before = sorted[index - 1];
      if (before === undefined || before.declared <= item.declared) continue;
      yield {
        urn: item.urn,
        message: `${item.label} comes after ${before.label}; the baseline has it before.`,
      };
    }
  }
}

/** The declared policies of each org, and the declared rules of each policy. */
function ordersOf(stack: StackInputs, baseline: Baseline): Iterable<readonly Placed[]> {
  const orders = new Map<string, Placed[]>();
  const place = (order: string, placed: Placed) => orders.set(order, [...(orders.get(order) ?? []), placed]);
  for (const policy of stack.policies) {
    const { urn, priority, isDefault } = policy;
    const declared = declaredPolicy(policy, baseline);
    if (declared === null || isDefault || typeof priority !== "number") continue;
    const index = baseline.enrollmentPolicies.indexOf(declared);
    place(`org ${policy.provider}`, { urn, priority, label: policyLabel(policy), declared: index });
  }
  for (const rule of stack.rules) {
    const { urn, priority, policy } = rule;
    const declared = declaredRule(rule, baseline);
    if (policy === null || declared === null || typeof priority !== "number") continue;
    const index = declaredPolicy(policy, baseline)?.rules.indexOf(declared) ?? 0;
    place(`policy ${policy.urn}`, { urn, priority, label: ruleLabel(rule), declared: index });
  }
  return orders.values();
}

export default {
  id: "enrollment-policy-order",
  title: "Enrollment policies and their rules are in the order of the baseline",
  level: "mandatory",
  severity: "critical",
  rationale:
    "The first policy that applies to a person is the one in effect: a lenient policy moved ahead of a strict one makes " +
    "the strict one void for everybody in both, while every setting of it still looks right.",
  remedy:
    "Give the policies priorities in the order of the baseline; if the change was meant, change the baseline.",
  references: ["Okta Developer: Policies (developer.okta.com/docs/concepts/policies, policy priority)"],
  readsBaseline: true,
  judgeStack: withBaseline(judge),
} satisfies PackRule;
