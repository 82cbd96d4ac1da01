import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import type { AppliedRule, AppliedStack } from "../../src/model/applied-stack.ts";
import type { Slice } from "../../src/model/snapshot.ts";
import { type PlainRef, ruleRef } from "../../src/model/subject.ts";
import { sameName } from "../../src/model/words.ts";
import type { FindingRef } from "../contract/check.ts";
import { groupMissing, stackResourceGone } from "./root-causes.ts";
import { signOnThings } from "./stack-sign-on-things.ts";
import { type Named, type Presence, presenceOf, type StackThing } from "./stack-thing.ts";

/** All that a stack made and can be deleted: groups, group rules, policies of every kind and their rules. */
export function resourcesOf(
  stack: AppliedStack,
  { org: { slices } }: Pick<JudgedOrg, "org">,
): readonly StackThing[] {
  // An application's group of that name is another group (see `liveGroupFor`), not one made in its place.
  const groups = slices.groups?.filter(
    ({ id, type }) => type !== "APP_GROUP" || stack.groups.some((one) => one.id === id),
  );
  return [
    ...stack.groups.map((group) =>
      aThing("group", "groups", `group "${group.name}"`, group, presenceOf(group, groups), [
        groupMissing(group.name),
      ]),
    ),
    ...stack.groupRules.map((rule) =>
      aThing(
        "group-rule",
        "group-rules",
        `group rule "${rule.name}"`,
        rule,
        presenceOf(rule, slices.groupRules),
        [{ check: "group-rule", subject: { type: "group-rule", name: rule.name }, field: "status" }],
      ),
    ),
    ...stack.policies.map((policy) =>
      aThing(
        "policy",
        "policies",
        `enrollment policy "${policy.name}"`,
        policy,
        presenceOf(policy, slices.policies),
        [{ check: "enrollment-policy-missing", subject: { type: "policy", name: policy.name }, field: null }],
      ),
    ),
    ...stack.rules.map((rule) => ruleThing(rule, stack, slices)),
    ...signOnThings(stack, slices),
  ];
}

function aThing(
  type: PlainRef["type"],
  slice: Slice,
  words: string,
  { id, name }: Named,
  presence: Presence,
  causes: readonly FindingRef[],
): StackThing {
  return { subject: { type, name }, field: null, id, words, slice, presence, causes };
}

/** A rule goes with its policy, and comes back with one that was made in the policy's place. */
function ruleThing(rule: AppliedRule, stack: AppliedStack, slices: JudgedOrg["org"]["slices"]): StackThing {
  const owner = stack.policies.find(({ id }) => id === rule.policyId)?.name ?? rule.policyId;
  const policies = slices.policies;
  const live =
    policies?.find(({ id }) => id === rule.policyId) ?? policies?.find(({ name }) => sameName(name, owner));
  // Without its policy there is no rule, whatever was read.
  const rules = policies !== undefined && live === undefined ? [] : live?.rules;
  const subject = ruleRef(owner, rule.name);
  return {
    subject,
    field: null,
    id: rule.id,
    words: `rule "${rule.name}" of enrollment policy "${owner}"`,
    slice: "policy-rules",
    presence: presenceOf(rule, rules),
    causes: [
      { check: "enrollment-policy-missing", subject: { type: "policy", name: owner }, field: null },
      stackResourceGone({ type: "policy", name: owner }),
      { check: "enrollment-rule-missing", subject, field: null },
    ],
  };
}
