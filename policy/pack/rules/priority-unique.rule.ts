import type { PackRule, Violation } from "../contract/pack-rule.ts";
import { policyLabel, ruleLabel } from "../inputs/declared.ts";
import type { Input } from "../inputs/input.ts";
import type { StackInputs } from "../inputs/stack-inputs.ts";

/** Something that has a place in an order of its own. */
interface Placed {
  readonly urn: string;
  readonly label: string;
  /** Priorities are unique within an order: of an org's policies, or of a policy's rules. */
  readonly order: string;
  readonly priority: Input<number>;
}

function* judge({ policies, rules }: StackInputs): Iterable<Violation> {
  const placed: readonly Placed[] = [
    // Okta keeps its default policy last by itself.
    ...policies
      .filter(({ isDefault }) => !isDefault)
      .map((policy) => ({ ...policy, label: policyLabel(policy), order: `org ${policy.provider}` })),
    ...rules.flatMap((rule) =>
      typeof rule.policyId === "string"
        ? [{ ...rule, label: ruleLabel(rule), order: `policy ${rule.policyId}` }]
        : [],
    ),
  ];
  const holders = new Map<string, Placed>();
  for (const item of placed) {
    if (typeof item.priority !== "number") continue;
    const place = `${item.order} ${item.priority}`;
    const holder = holders.get(place);
    if (holder === undefined) holders.set(place, item);
    else
      yield {
        urn: item.urn,
        message: `${item.label} has priority ${item.priority}, as has ${holder.label}.`,
      };
  }
}

export default {
  id: "priority-unique",
  title: "No two enrollment policies, and no two rules of a policy, have the same priority",
  level: "mandatory",
  severity: "high",
  rationale:
    "The first policy that applies to a person is the one in effect. Of two with one priority Okta moves one, by the " +
    "order of the writes: which of them governs people is then chance, and each update moves them again.",
  remedy: "Number policies from 1 without repeats, and the rules of each policy likewise.",
  references: [
    "Okta API reference: Policies (priority)",
    "terraform-provider-okta issues 832 and 1028 (provided priority was not valid)",
  ],
  readsBaseline: false,
  judgeStack: judge,
} satisfies PackRule;
