import type { AppliedSignOnPolicy, AppliedSignOnRule, AppliedStack } from "../../src/model/applied-stack.ts";
import type { OrgSlices, Slice } from "../../src/model/snapshot.ts";
import { ruleRef } from "../../src/model/subject.ts";
import { sameName } from "../../src/model/words.ts";
import type { FindingRef } from "../contract/check.ts";
import { stackResourceGone } from "./root-causes.ts";
import { presenceOf, type StackThing } from "./stack-thing.ts";

interface LivePolicy {
  readonly id: string;
  readonly name: string;
  readonly rules: readonly { readonly id: string; readonly name: string }[] | null;
}

/** Policies of one kind: what the stack made, and what is live. */
interface Family {
  /** How the ids of its checks begin. */
  readonly checks: "session" | "app";
  readonly words: string;
  /** Where a baseline declares them. */
  readonly field: string;
  readonly slice: Slice;
  readonly policies: readonly AppliedSignOnPolicy[];
  readonly rules: readonly AppliedSignOnRule[];
  readonly live: readonly LivePolicy[] | null | undefined;
}

/** Session policies and app sign-in policies that a stack made, with their rules. */
export function signOnThings(stack: AppliedStack, slices: OrgSlices): readonly StackThing[] {
  const families: readonly Family[] = [
    {
      checks: "session",
      words: "session policy",
      field: "signOn.sessionPolicies",
      slice: "session-policies",
      policies: stack.sessionPolicies,
      rules: stack.sessionRules,
      live: slices.sessionPolicies,
    },
    {
      checks: "app",
      words: "app sign-in policy",
      field: "signOn.appPolicies",
      slice: "app-policies",
      policies: stack.appPolicies,
      rules: stack.appRules,
      live: slices.appPolicies,
    },
  ];
  return families.flatMap((family) => [
    ...family.policies.map((policy) => policyThing(policy, family)),
    ...family.rules.map((rule) => ruleThing(rule, family)),
  ]);
}

const policyMissing = (checks: Family["checks"], name: string): FindingRef => ({
  check: `${checks}-policy-missing`,
  subject: { type: "policy", name },
  field: null,
});

const policyThing = (
  policy: AppliedSignOnPolicy,
  { checks, words, field, slice, live }: Family,
): StackThing => ({
  subject: { type: "policy", name: policy.name },
  field,
  id: policy.id,
  words: `${words} "${policy.name}"`,
  slice,
  presence: presenceOf(policy, live),
  causes: [policyMissing(checks, policy.name)],
});

/** A policy that Okta made with the org is none of the stack's, and only its rules are. */
function ruleThing(
  rule: AppliedSignOnRule,
  { checks, words, field, slice, policies, live }: Family,
): StackThing {
  const made = policies.find(({ id }) => id === rule.policyId)?.name;
  const byId = live?.find(({ id }) => id === rule.policyId);
  const owner = made ?? byId?.name ?? rule.policyId;
  const policy = byId ?? live?.find(({ name }) => sameName(name, owner));
  const subject = ruleRef(owner, rule.name);
  return {
    subject,
    field,
    id: rule.id,
    words: `rule "${rule.name}" of ${words} "${owner}"`,
    slice,
    // Without its policy there is no rule, whatever was read.
    presence: presenceOf(rule, live !== undefined && policy === undefined ? [] : policy?.rules),
    causes: [
      policyMissing(checks, owner),
      { ...stackResourceGone({ type: "policy", name: owner }), field },
      { check: `${checks}-rule-missing`, subject, field: null },
    ],
  };
}
