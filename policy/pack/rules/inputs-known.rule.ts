import type { PackRule, Violation } from "../contract/pack-rule.ts";
import { policyLabel, resourceName, ruleLabel, signOnRuleLabel } from "../inputs/declared.ts";
import { notYetKnown } from "../inputs/input.ts";
import type { PolicyInputs } from "../inputs/policy-inputs.ts";
import type { StackInputs } from "../inputs/stack-inputs.ts";

function* judge(stack: StackInputs): Iterable<Violation> {
  for (const policy of stack.policies) {
    yield* unknown(policy.urn, policyLabel(policy), [...unknownFields(policy), ...unknownSettings(policy)]);
  }
  for (const rule of stack.rules) yield* unknown(rule.urn, ruleLabel(rule), unknownFields(rule));
  for (const rule of stack.sessionRules) {
    yield* unknown(rule.urn, signOnRuleLabel("Session rule", rule), unknownFields(rule));
  }
  for (const rule of stack.appRules) {
    yield* unknown(rule.urn, signOnRuleLabel("App rule", rule), unknownFields(rule));
  }
  const named = [
    ...stack.groups,
    ...stack.groupRules,
    ...stack.authenticators,
    ...stack.sessionPolicies,
    ...stack.appPolicies,
  ];
  for (const { urn, name } of named) {
    yield* unknown(urn, `The resource ${resourceName(urn)}`, name === notYetKnown ? ["name"] : []);
  }
}

function* unknown(urn: string, label: string, fields: readonly string[]): Iterable<Violation> {
  if (fields.length === 0) return;
  yield {
    urn,
    message: `${label} was not judged in full; not known before the update: ${fields.join(", ")}.`,
  };
}

const unknownFields = (inputs: object): readonly string[] =>
  Object.entries(inputs).flatMap(([field, value]) => (value === notYetKnown ? [field] : []));

const unknownSettings = ({ settings }: PolicyInputs): readonly string[] =>
  [...settings].flatMap(([ref, setting]) => (setting === notYetKnown ? [ref] : []));

export default {
  id: "inputs-known",
  title: "Everything that the pack judges is known",
  level: "advisory",
  severity: "low",
  rationale:
    "In a preview some values come only from resources that do not exist yet. The rules pass over such a value, and it " +
    "must not be taken for good: here it is named. The update judges it, each policy before it is written.",
  remedy:
    "Nothing, if the update follows with the same pack. In a preview that has to be complete, use plain values.",
  references: ["Pulumi: Policy as code, unknown values in previews"],
  readsBaseline: false,
  judgeStack: judge,
} satisfies PackRule;
