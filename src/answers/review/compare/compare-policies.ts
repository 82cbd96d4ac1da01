import type { BaselinePolicy } from "../../../model/baseline.ts";
import type { ChangeVerdict } from "../../../model/review.ts";
import { type DraftChange, draftChange } from "../change/draft-change.ts";
import { judgeSetting, verdict } from "../change/order.ts";
import { heldBy, judgeMove, type Move } from "../change/policy-move.ts";
import { compareRules } from "./compare-rules.ts";
import { compareTerms } from "./compare-terms.ts";
import { type CompareOne, type Comparison, sortOut, sortOutNames } from "./comparison.ts";

/** Enrollment policies: which there are, for whom, what they say, in which order. */
export const comparePolicies: CompareOne = function* (comparison) {
  const { base, head, scopes } = comparison;
  const sorted = sortOut(base.enrollmentPolicies, head.enrollmentPolicies, ({ name }) => name);
  for (const policy of sorted.removed) {
    yield draftChange(
      "enrollment-policy-removed",
      { policy: policy.name },
      { from: policy.name, to: null, verdict: scopes.lose(policy), path: ["enrollmentPolicies"] },
    );
  }
  for (const { item, index } of sorted.added) {
    yield draftChange(
      "enrollment-policy-added",
      { policy: item.name },
      { from: null, to: item.name, verdict: scopes.gain(item), path: ["enrollmentPolicies", index] },
    );
  }
  for (const { from, to, index } of sorted.kept) {
    yield* comparePolicy(from, to, index, comparison);
    yield* compareTerms(from, to, index);
    yield* compareRules(from, to, index, comparison);
  }
  yield* compareOrder(comparison);
};

function* comparePolicy(
  from: BaselinePolicy,
  to: BaselinePolicy,
  index: number,
  { scopes }: Comparison,
): Generator<DraftChange> {
  const policy = to.name;
  const at = (field: string): readonly (string | number)[] => ["enrollmentPolicies", index, field];
  if (from.description !== to.description) {
    yield draftChange(
      "enrollment-policy-description",
      { policy },
      {
        from: from.description,
        to: to.description,
        verdict: verdict("neutral", "words-only"),
        path: at("description"),
      },
    );
  }
  const groups = sortOutNames(from.groups, to.groups);
  for (const group of groups.removed) {
    yield draftChange(
      "enrollment-policy-groups",
      { policy, group },
      { from: group, to: null, verdict: scopes.lose(from), path: at("groups") },
    );
  }
  for (const { item: group, index: place } of groups.added) {
    yield draftChange(
      "enrollment-policy-groups",
      { policy, group },
      { from: null, to: group, verdict: scopes.gain(to), path: [...at("groups"), place] },
    );
  }
  for (const ref of new Set([...Object.keys(from.authenticators), ...Object.keys(to.authenticators)])) {
    const [before, after] = [heldBy(from, ref), heldBy(to, ref)];
    if (before === after) continue;
    yield draftChange(
      "enrollment-policy-authenticator",
      { policy, authenticator: ref },
      {
        from: before,
        to: after,
        verdict: judgeSetting(ref, before, after),
        path: [...at("authenticators"), ref],
      },
    );
  }
  if (from.unlisted !== to.unlisted) {
    const says =
      to.unlisted === "ignore" ? verdict("weaker", "no-longer-held") : verdict("stronger", "newly-held");
    yield draftChange(
      "enrollment-policy-unlisted",
      { policy },
      { from: from.unlisted, to: to.unlisted, verdict: says, path: at("unlisted") },
    );
  }
}

/** One change for each two policies that changed places: whoever is in the groups of both is under the other one now. */
function* compareOrder({ base, head }: Comparison): Generator<DraftChange> {
  const places = new Map(base.enrollmentPolicies.map((policy, place) => [policy.name, { policy, place }]));
  for (const [index, now] of head.enrollmentPolicies.entries()) {
    const was = places.get(now.name);
    if (was === undefined || now.isDefault) continue;
    for (const later of head.enrollmentPolicies.slice(index + 1)) {
      const before = places.get(later.name);
      if (before === undefined || before.place > was.place) continue;
      yield draftChange(
        "enrollment-policy-order",
        { policy: now.name, other: later.name },
        {
          from: [later.name, now.name],
          to: [now.name, later.name],
          verdict: orderVerdict(judgeMove(before.policy, now, head.org.engine), later.name, now.name),
          path: ["enrollmentPolicies", index],
        },
      );
    }
  }
}

function orderVerdict(move: Move, from: string, to: string): ChangeVerdict {
  if (move === "neutral") return verdict("neutral", "to-equal-policy", [from, to]);
  return move === "stronger"
    ? verdict("stronger", "to-stronger-policy", [to])
    : verdict("weaker", "to-weaker-policy", [from]);
}
