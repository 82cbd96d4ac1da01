import { declaresNothing } from "../../src/evaluator/declared/declares-nothing.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import { judge } from "../../src/evaluator/judgement.ts";
import { dropGone } from "../../src/evaluator/people/standing.ts";
import { holdAgainst } from "../../src/evaluator/sign-on/disagreements.ts";
import type { AppliedStack } from "../../src/model/applied-stack.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import type { CheckId } from "../../src/model/check-ids.ts";
import type { SilentChange } from "../../src/model/proof.ts";
import type { CheckOutcome, Finding, Report, ReportGap, StackState } from "../../src/model/report.ts";
import type { Simulation } from "../../src/model/simulation.ts";
import type { OrgSnapshot, Slice } from "../../src/model/snapshot.ts";
import type { Check, FindingDraft } from "../contract/check.ts";
import { type FindAcceptance, type FindExemption, findAcceptances, findExemptions } from "./exempt.ts";
import { fingerprintOf } from "./finding-identity.ts";
import { inReportOrder } from "./finding-order.ts";
import { type Caused, linkCauses } from "./link-causes.ts";
import { whyMissing } from "./missing-slices.ts";
import { nameNotApplied } from "./not-applied-yet.ts";
import { remadeCauses } from "./remade-causes.ts";
import { slicesRead } from "./slices-read.ts";
import { summarise } from "./summarise.ts";

/** Parts of a report that judging makes. */
export type Evaluation = Pick<Report, "summary" | "outcomes" | "findings" | "gaps">;

/** One check with what it said. */
interface Judged {
  readonly check: Check;
  readonly outcome: CheckOutcome;
  /** The baseline (or the stack, or the org) gave it something to judge. */
  readonly hadSomething: boolean;
  /** Reasons why it could not judge at all, one clause each. */
  readonly uncertainties: readonly string[];
  readonly caused: readonly Caused[];
}

/** Deviations that the baseline lets stand. */
interface Spared {
  readonly exemptionFor: FindExemption;
  readonly acceptanceFor: FindAcceptance;
}

const byId = (left: Check, right: Check): number => (left.id < right.id ? -1 : Number(left.id > right.id));

function finish(check: Check, draft: FindingDraft, { exemptionFor, acceptanceFor }: Spared): Caused {
  const { subject, field, requirement = null, path } = draft;
  const usual = check.severity === "the requirement's" ? "high" : check.severity;
  const status = draft.status ?? "open";
  // An unknown cannot have been accepted, but for what a standard asks: somebody looked where Okta's API does not show it.
  const mayBeAccepted = status === "open" || check.about === "standard";
  const exemption =
    exemptionFor(subject, requirement) ?? (mayBeAccepted ? acceptanceFor(check.id, subject) : null);
  const finding: Finding = {
    fingerprint: fingerprintOf({ check: check.id, subject, requirement, field }),
    check: check.id,
    severity: draft.severity ?? usual,
    status: exemption === null ? status : "exempted",
    subject,
    requirement,
    field,
    expected: draft.expected,
    actual: draft.actual,
    message: draft.message,
    remedy: draft.remedy ?? check.remedy,
    causedBy: null,
    changedBy: null,
    exemption,
    ...(path !== undefined && { path }),
  };
  return { finding, causes: draft.causes ?? [] };
}

function outcomeOf(
  check: CheckId,
  caused: readonly Caused[],
  uncertainties: readonly string[],
): CheckOutcome {
  const reasons = [...new Set(uncertainties)];
  if (caused.some(({ finding }) => finding.status === "open")) {
    return { check, status: "drift", reason: reasons.length > 0 ? reasons.join("; ") : null };
  }
  const unknown = caused.filter(({ finding }) => finding.status === "unknown").length;
  if (unknown > 0) reasons.push(`${unknown} ${unknown === 1 ? "finding" : "findings"} could not be decided`);
  if (reasons.length === 0) return { check, status: "in-line", reason: null };
  return { check, status: "unknown", reason: reasons.join("; ") };
}

function whatIsMissing(slices: readonly Slice[], org: OrgSnapshot): readonly string[] {
  return [...new Set(slices)].flatMap((slice) => {
    const reason = whyMissing(slice, org);
    return reason === null ? [] : [`${slice}: ${reason}`];
  });
}

function run(check: Check, input: JudgedOrg, spared: Spared): Judged {
  const needed = check.needs(input.baseline, input.stack);
  const missing = whatIsMissing(needed, input.org);
  const asksNothing = check.looksForUndeclared === true && declaresNothing(input.baseline);
  const hadSomething = check.about === "standard" || (needed.length > 0 && !asksNothing);
  if (missing.length > 0) {
    const outcome = outcomeOf(check.id, [], missing);
    return { check, outcome, hadSomething, uncertainties: missing, caused: [] };
  }
  const caused: Caused[] = [];
  const uncertainties: string[] = [];
  for (const result of check.evaluate(input)) {
    if ("unknown" in result) uncertainties.push(result.unknown);
    else caused.push(finish(check, result, spared));
  }
  const blurred = whatIsMissing(check.sharpenedBy?.(input.baseline, input.stack) ?? [], input.org);
  const outcome = outcomeOf(check.id, caused, [...uncertainties, ...blurred]);
  return {
    check,
    outcome,
    hadSomething: hadSomething || caused.length + uncertainties.length > 0,
    uncertainties,
    caused,
  };
}

const nothing = "nothing was judged: the baseline gives the checks nothing to compare";

/** A run in which no check had anything to judge is no good news: each of them says so. */
function sayIfNothing(judged: readonly Judged[]): readonly Judged[] {
  if (judged.some(({ hadSomething }) => hadSomething)) return judged;
  return judged.map((one) => ({ ...one, outcome: outcomeOf(one.check.id, one.caused, [nothing]) }));
}

function gapsOf(org: OrgSnapshot, needed: ReadonlySet<Slice>): readonly ReportGap[] {
  // Identity providers are asked for only where they decide about somebody's way in.
  const isNeeded = (slice: Slice) =>
    needed.has(slice) || (slice === "idps" && needed.has("session-policies"));
  const known = org.gaps.filter(({ slice }) => isNeeded(slice));
  const silent = [...needed].filter(
    (slice) => whyMissing(slice, org) !== null && !known.some((gap) => gap.slice === slice),
  );
  return [
    ...known.map(({ slice, reason, affected }) => ({ slice, reason, affected })),
    ...silent.map((slice) => ({ slice, reason: whyMissing(slice, org) ?? "", affected: 0 })),
  ];
}

/** Unknowns of the baseline itself: it was made of an org of which that could not be read. */
const unreadGaps = ({ unread }: Baseline): readonly ReportGap[] =>
  unread.map((slice) => ({
    slice,
    reason: "the baseline was adopted without it: adopt again, then remove it from `unread`",
    affected: 0,
  }));

/**
 * Judges an org by a baseline with the given checks: runs them, applies exemptions, links causes, orders and counts.
 * Pure: the same input gives the same answer. A check that needs a slice that is missing is not run, and unknown.
 */
export function evaluate(input: {
  readonly checks: readonly Check[];
  readonly baseline: Baseline;
  readonly org: OrgSnapshot;
  readonly now: Date;
  /** When people last came back, by user id; nobody did where it is left out. */
  readonly reactivated?: ReadonlyMap<string, string>;
  /** State that a stack wrote last, and whether by this very baseline. */
  readonly stack?: { readonly applied: AppliedStack; readonly status: StackState["status"] } | null;
  /** Answers of Okta's own simulation about a sample. */
  readonly simulation?: Simulation;
  /** People who changed without an event; left out where nothing is remembered. */
  readonly silentChanges?: readonly SilentChange[];
}): Evaluation {
  const { baseline, now } = input;
  const stack = input.stack?.applied ?? null;
  const { org, gone } = dropGone(input.org);
  const judgement = judge(baseline, org);
  const spared: Spared = {
    exemptionFor: findExemptions(baseline.exemptions, judgement.live, now),
    acceptanceFor: findAcceptances(baseline.accepted, now),
  };
  const reactivated = input.reactivated ?? new Map<string, string>();
  const { simulation, silentChanges } = input;
  const also = {
    ...(simulation !== undefined && { simulation }),
    ...(silentChanges !== undefined && { silentChanges }),
  };
  const checks = input.checks.filter(
    (check) =>
      (check.needsMemory !== true || silentChanges !== undefined) &&
      (check.about !== "standard" || baseline.standards.includes(check.standard)),
  );
  const asked: JudgedOrg = { baseline, org, now, reactivated, judgement, stack, ...also };
  const judged = sayIfNothing(checks.toSorted(byId).map((check) => run(check, asked, spared)));
  const caused = remadeCauses(asked)(judged.flatMap((one) => one.caused));
  const linked = linkCauses(inReportOrder(caused));
  const findings = input.stack?.status === "not applied yet" ? nameNotApplied(linked, checks, asked) : linked;
  const outcomes = judged.map(({ outcome }) => outcome);
  const gaps = [...gapsOf(org, slicesRead(checks, baseline, stack)), ...unreadGaps(baseline)];
  const summary = {
    ...summarise({ findings, judged, gaps, org, gone, judgement }),
    ...(simulation !== undefined && { verified: holdAgainst(simulation, org, judgement).counts }),
  };
  return { summary, outcomes, findings, gaps };
}
