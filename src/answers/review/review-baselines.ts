import { jsonPointer } from "../../../policy/source/positions.ts";
import type { PathStep } from "../../../policy/source/tree.ts";
import type { Baseline, LoadedBaseline, SourcePosition } from "../../model/baseline.ts";
import { PlumblineError } from "../../model/errors.ts";
import {
  type Change,
  type ChangeVerdict,
  changeEffects,
  type PeopleEffect,
  type Review,
  type ReviewPeople,
} from "../../model/review.ts";
import type { Severity } from "../../model/words.ts";
import { ratchet } from "./approvals.ts";
import { together } from "./change/order.ts";
import { compareBaselines } from "./compare-baselines.ts";
import { excludedMembers } from "./excluded-members.ts";

/** A baseline to review, and the git ref that it was read from. */
export interface ReviewSide {
  readonly loaded: LoadedBaseline;
  readonly ref: string | null;
}

/** Effects of two baselines on people, where there was an org to count them in. */
export interface CountedPeople {
  readonly people: ReviewPeople;
  readonly effects: readonly PeopleEffect[];
  /** Judgements of changes that the text alone does not decide, by id of the change. */
  readonly verdicts: ReadonlyMap<string, ChangeVerdict>;
}

/**
 * Reviews a changed baseline. Pure.
 *
 * @throws PlumblineError BASELINES_UNRELATED when they have nothing in common by which to compare them
 */
export function reviewBaselines(input: {
  readonly base: ReviewSide;
  readonly head: ReviewSide;
  readonly now: Date;
  readonly version: string;
  readonly severityOf: (detection: string) => Severity | null;
  /** Counts whom it touches, and says which changes explain it. */
  readonly countPeople: (changes: readonly Change[]) => CountedPeople;
}): Review {
  const { base, head, now } = input;
  refuseUnrelated(base.loaded, head.loaded);
  const drafts = compareBaselines(base.loaded.baseline, head.loaded.baseline, input.severityOf);
  const said = drafts.map(({ change, path }) => ({ ...change, at: placeOf(path, head.loaded) }));
  const counted = input.countPeople(said);
  const changes = weakerFirst(said.map((change) => ({ ...change, ...counted.verdicts.get(change.id) })));
  // Effects of a text change stand or fall with it; any other effect is a change of its own.
  const unexplained = counted.effects.filter(
    ({ effect, explainedBy }) => effect === "weaker" && explainedBy.length === 0,
  );
  const all = [...changes, ...unexplained];
  const weaker = all.filter(({ effect }) => effect === "weaker");
  const { approvals, isApproved } = ratchet(base.loaded.baseline, head.loaded.baseline, weaker, now);
  const passes = ({ id, effect }: { readonly id: string; readonly effect: string }): boolean =>
    effect === "weaker" && isApproved(id);
  const count = (wanted: string): number => all.filter(({ effect }) => effect === wanted).length;
  return {
    schemaVersion: 1,
    tool: { name: "plumbline", version: input.version },
    base: sideOf(base),
    head: sideOf(head),
    judgedAt: now.toISOString(),
    summary: {
      verdict: together(all.map(({ effect }) => effect)),
      weaker: count("weaker"),
      stronger: count("stronger"),
      neutral: count("neutral"),
      approved: weaker.filter(passes).length,
      people: counted.people,
    },
    changes: changes.map((change) => ({ ...change, approved: passes(change) })),
    effects: counted.effects.map((effect) => ({
      ...effect,
      approved: effect.explainedBy.length === 0 ? passes(effect) : effect.explainedBy.every(isApproved),
    })),
    warnings: excludedMembers(head.loaded.baseline).map(({ warning, path }) => ({
      ...warning,
      at: placeOf(path, head.loaded),
    })),
    approvals,
  };
}

const weakerFirst = <Item extends Pick<Change, "effect">>(changes: readonly Item[]): readonly Item[] =>
  changes.toSorted((left, right) => changeEffects.indexOf(left.effect) - changeEffects.indexOf(right.effect));

const sideOf = ({ loaded: { path, sha256 }, ref }: ReviewSide): Review["base"] => ({ path, ref, sha256 });

/** Where the file says it; what is not written there, where what is around it is. */
function placeOf(path: readonly PathStep[], { positions }: LoadedBaseline): SourcePosition | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const found = positions.get(jsonPointer(path.slice(0, length)));
    if (found !== undefined) return found;
  }
  return null;
}

const namesOf = ({ groups, enrollmentPolicies, requirements }: Baseline): ReadonlySet<string> =>
  new Set([
    ...groups.map(({ name }) => `group ${name}`),
    ...enrollmentPolicies.filter(({ isDefault }) => !isDefault).map(({ name }) => `policy ${name}`),
    ...requirements.map(({ id }) => `requirement ${id}`),
  ]);

/** Two baselines without one name in common are no two versions of one: every line of a comparison would be noise. */
function refuseUnrelated(base: LoadedBaseline, head: LoadedBaseline): void {
  const [before, after] = [namesOf(base.baseline), namesOf(head.baseline)];
  const few = 2;
  if (before.size < few || after.size < few || [...before].some((name) => after.has(name))) return;
  throw new PlumblineError(
    "BASELINES_UNRELATED",
    `${base.path} and ${head.path} have no group, policy or requirement in common: they are not two versions of one baseline`,
    { remedy: "give two versions of the same baseline, or review the new names in a change of their own" },
  );
}
