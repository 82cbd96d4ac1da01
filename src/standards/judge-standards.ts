import { whyMissing } from "../../checks/runner/missing-slices.ts";
import { type Judgement, judge } from "../evaluator/judgement.ts";
import { whyPartial } from "../evaluator/live/partly-read.ts";
import { dropGone } from "../evaluator/people/standing.ts";
import type { Baseline } from "../model/baseline.ts";
import type { JudgedFramework } from "../model/kept-standard.ts";
import type { OrgSnapshot, Slice } from "../model/snapshot.ts";
import {
  type FrameworkResult,
  type PeopleAffected,
  type RequirementResult,
  type StandardStatus,
  type StandardVerdict,
  standardStatuses,
} from "../model/standards.ts";
import type {
  Framework,
  JudgedForPeople,
  PeopleFound,
  StandardRequirement,
  StandardsInput,
} from "./contract/framework.ts";
import { notReviewed } from "./contract/verdicts.ts";
import { type Gathered, gatherNotReached } from "./not-reached.ts";
import { answerOfChecks } from "./people/answer-of-checks.ts";
import { askedBaseline } from "./people/asked-baseline.ts";

/** The worse of two answers. */
const worseOf = (one: StandardStatus, other: StandardStatus): StandardStatus =>
  standardStatuses.find((status) => status === one || status === other) ?? "not_reviewed";

/** Slices that the Classic Engine does not have as the standards mean them. */
const identityOnly: ReadonlySet<Slice> = new Set(["authenticators", "app-policies", "app-mappings"]);

/** Why a requirement cannot be decided by what was read; null where all of it is there, be it in parts. */
function whyUndecided(needs: readonly Slice[], org: OrgSnapshot): string | null {
  if (org.org.engine === "classic" && needs.some((slice) => identityOnly.has(slice))) {
    return "the requirement is about the Identity Engine, and this org is on the Classic Engine";
  }
  const missing = needs.flatMap((slice) => {
    const why = whyMissing(slice, org);
    return why === null ? [] : [`${slice}: ${why}`];
  });
  return missing.length === 0 ? null : `not read: ${[...new Set(missing)].join("; ")}`;
}

/** A list of which parts are missing proves what it shows, and never that all is well. */
function unlessPartial<Verdict extends StandardVerdict>(
  verdict: Verdict,
  needs: readonly Slice[],
  org: OrgSnapshot,
): Verdict {
  if (verdict.status !== "pass") return verdict;
  const partial = needs.flatMap((slice) => {
    const why = whyPartial(slice, org);
    return why === null ? [] : [`not all of ${slice} was read (${why})`];
  });
  if (partial.length === 0) return verdict;
  return {
    ...verdict,
    status: "not_reviewed",
    reason: `${partial.join("; ")}; of what was: ${verdict.reason}`,
  };
}

function literally(requirement: StandardRequirement, input: StandardsInput): StandardVerdict {
  const { needs } = requirement;
  const undecided = whyUndecided(needs, input.org);
  if (undecided !== null) return notReviewed(undecided);
  return unlessPartial(requirement.asTheStandardChecks(input), needs, input.org);
}

function forPeople(
  requirement: StandardRequirement,
  input: StandardsInput,
  first: StandardVerdict,
): JudgedForPeople {
  const { asItHoldsForPeople: asked } = requirement;
  switch (asked.kind) {
    case "same":
      return { ...first, people: null };
    case "checks":
      return ofChecks(requirement, input);
    case "judged": {
      const undecided = whyUndecided(asked.needs, input.org);
      if (undecided !== null) return { ...notReviewed(undecided), people: null };
      return unlessPartial(asked.judge(input), asked.needs, input.org);
    }
  }
}

/** The baseline that was made of the requirements bears each under its id. */
function ofChecks({ id, needs }: StandardRequirement, input: StandardsInput): JudgedForPeople {
  const asked = input.baseline.requirements.find((one) => one.id === id);
  const undecided = whyUndecided(needs, input.org);
  if (asked === undefined || undecided !== null) {
    return { ...notReviewed(undecided ?? "nothing is asked of people"), people: null };
  }
  return answerOfChecks(asked, input);
}

function resultOf(
  requirement: StandardRequirement,
  input: StandardsInput,
  gathered: Gathered | null,
): RequirementResult {
  const { id, aliases, title, severity, decidedBy } = requirement;
  const asTheStandardChecks = literally(requirement, input);
  const { people, ...asItHoldsForPeople } = forPeople(requirement, input, asTheStandardChecks);
  gathered?.add(id, people);
  const status = worseOf(asTheStandardChecks.status, asItHoldsForPeople.status);
  const verdicts = { status, asTheStandardChecks, asItHoldsForPeople, people: countsOf(people) };
  return { id, aliases, title, severity, decidedBy, ...verdicts };
}

const countsOf = (people: PeopleFound | null): PeopleAffected | null =>
  people === null ? null : { judged: people.judged, open: people.open.size, unknown: people.unknown.size };

/** Everything that an org is judged by. */
type Asked = readonly [
  frameworks: readonly Framework[],
  org: OrgSnapshot,
  now: Date,
  exemptions?: Baseline["exemptions"] | null,
  known?: Judgement | null,
];

/**
 * Judges an org by standards, both as they are checked and as they hold for people. Pure.
 *
 * @param asked - standards, org, time, the register of exceptions (null: none was given), and what is worked out of the org already
 */
export const judgeStandards = (...asked: Asked): readonly FrameworkResult[] =>
  judgeEach(asked, () => null).map(([result]) => result);

/** The same, with the people whom a requirement does not reach. */
export const judgeByPeople = (...asked: Asked): readonly JudgedFramework[] =>
  judgeEach(asked, gatherNotReached).map(([result, gathered]) => ({ result, notReached: gathered.result() }));

/** Judges each standard, and gathers on the way whom it does not reach, where somebody does. */
function judgeEach<Gathering extends Gathered | null>(
  [frameworks, given, now, exemptions = null, known = null]: Asked,
  gather: () => Gathering,
): readonly (readonly [FrameworkResult, Gathering])[] {
  const { org } = dropGone(given);
  const { engine } = org.org;
  // It is the same whatever is asked for: of a large org one is enough.
  const judgement = known ?? judge(askedBaseline([], engine), org);
  return frameworks.map(({ id, title, version, published, requirements }) => {
    const baseline = askedBaseline(requirements, engine, exemptions ?? []);
    const judged = { baseline, org, now, reactivated: new Map(), judgement, stack: null };
    const input: StandardsInput = { ...judged, hasRegister: exemptions !== null };
    const gathered = gather();
    const results = requirements.map((one) => resultOf(one, input, gathered));
    const count = (status: StandardStatus) => results.filter((one) => one.status === status).length;
    const counts = { pass: count("pass"), open: count("open"), notReviewed: count("not_reviewed") };
    return [{ id, title, version, published, counts, requirements: results }, gathered];
  });
}
