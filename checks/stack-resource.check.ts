import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { whyPartial } from "../src/evaluator/live/partly-read.ts";
import type { AppliedStack } from "../src/model/applied-stack.ts";
import type { Slice } from "../src/model/snapshot.ts";
import type { StackThing } from "./causes/stack-thing.ts";
import { resourcesOf } from "./causes/stack-things.ts";
import type { Check, CheckResult } from "./contract/check.ts";

/** A policy of any kind. */
interface OwnerOfRules {
  readonly id: string;
  readonly name: string;
  readonly rules: readonly unknown[] | null;
}

function slicesOf(stack: AppliedStack | null): readonly Slice[] {
  if (stack === null) return [];
  return [
    ...(stack.groups.length > 0 ? (["groups"] as const) : []),
    ...(stack.groupRules.length > 0 ? (["group-rules"] as const) : []),
    ...(stack.policies.length > 0 ? (["policies"] as const) : []),
    ...(stack.rules.length > 0 ? (["policy-rules"] as const) : []),
    ...(stack.sessionPolicies.length + stack.sessionRules.length > 0 ? (["session-policies"] as const) : []),
    ...(stack.appPolicies.length + stack.appRules.length > 0 ? (["app-policies"] as const) : []),
  ];
}

function* judge(thing: StackThing, { org }: JudgedOrg): Generator<CheckResult> {
  const { presence, subject, field, words, id, causes } = thing;
  if (presence.kind === "there" || presence.kind === "unread") return;
  const partial = whyPartial(thing.slice, org);
  const draft = { subject: { ...subject, id: null }, field, expected: id, causes } as const;
  if (partial !== null) {
    yield {
      ...draft,
      status: "unknown",
      actual: null,
      message: `Cannot tell whether ${words} still exists as the stack made it (${id}): not everything could be read (${partial}).`,
    };
  } else if (presence.kind === "remade") {
    yield {
      ...draft,
      actual: presence.id,
      message: `The ${words} of the stack (${id}) is gone; another one of its name (${presence.id}), which the stack did not make, is in its place.`,
      remedy:
        "Delete the one that was made by hand, then run `pulumi up --refresh`; or keep it: take the old one " +
        "out of the state (`pulumi state delete`) and import the new one.",
    };
  } else {
    yield { ...draft, actual: "absent", message: `The ${words} of the stack (${id}) is gone.` };
  }
}

export default {
  id: "stack-resource",
  about: "configuration",
  title: "Everything that the stack made still exists (with --stack)",
  severity: "high",
  rationale:
    "What Pulumi made and somebody deleted is drift even where the baseline no longer asks for it, or where one of the " +
    "same name was made by hand: Pulumi still believes in the old one, and its next run fails or makes a second. " +
    "Things are held against the org by Okta's id. Without `--stack` there is nothing to judge.",
  remedy:
    "Run `pulumi up --refresh`: Pulumi learns that it is gone, and makes it again. Without the refresh it does nothing.",
  references: [
    "Pulumi docs: pulumi stack export, pulumi refresh",
    "NIST SP 800-53 Rev. 5 CM-3, Configuration Change Control",
  ],
  needsStack: true,
  needs: () => [],
  // Each kind of thing is judged by what was read of it.
  sharpenedBy: (_baseline, stack) => slicesOf(stack),

  *evaluate(input): Generator<CheckResult> {
    if (input.stack === null) return;
    const things = resourcesOf(input.stack, input);
    const seen = things.filter(({ presence }) => presence.kind !== "unread");
    if (seen.length > 0 && seen.every(({ presence }) => presence.kind !== "there")) {
      yield {
        unknown: `nothing that the stack made is in this org, so that ${input.stack.file} may be the stack of another one`,
      };
      return;
    }
    const { policies, sessionPolicies, appPolicies } = input.org.slices;
    const rules = [...input.stack.rules, ...input.stack.sessionRules, ...input.stack.appRules];
    const owners = new Set<string>(rules.map(({ policyId }) => policyId));
    const live: readonly OwnerOfRules[] = [
      ...(policies ?? []),
      ...(sessionPolicies ?? []),
      ...(appPolicies ?? []),
    ];
    for (const policy of live) {
      if (owners.has(policy.id) && policy.rules === null)
        yield { unknown: `the rules of policy "${policy.name}" were not read` };
    }
    for (const thing of things) yield* judge(thing, input);
  },
} satisfies Check;
