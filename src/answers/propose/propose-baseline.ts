import type { Check } from "../../../checks/contract/check.ts";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import type { Baseline } from "../../model/baseline.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { Finding } from "../../model/report.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { acceptInText } from "./accept-in-text.ts";
import { editsFor } from "./edits-for.ts";
import { type LiveDeclarations, liveDeclarations } from "./live-declarations.ts";

/** A baseline that was checked, and what was found. */
export interface ProposalRequest {
  /** Of the baseline's own file. */
  readonly text: string;
  readonly baseline: Baseline;
  /** The baseline that a text of that file comes to, with all that it extends; throws BASELINE_INVALID. */
  readonly parse: (text: string) => Baseline;
  readonly org: OrgSnapshot;
  readonly checks: readonly Check[];
  readonly now: Date;
  readonly findings: readonly Finding[];
  /** Who made it so, in words; null where that is not known. */
  readonly who: (finding: Finding) => string | null;
  /** The last day of what is accepted: `YYYY-MM-DD`, UTC. */
  readonly until: string;
}

/** A baseline as it would be if the drift were meant. */
export interface ProposedBaseline {
  readonly text: string;
  readonly declared: readonly Finding[];
  readonly accepted: readonly Finding[];
  /** Open findings that are neither: on people, or of the stack, or not applied yet. */
  readonly left: readonly Finding[];
}

/** A text on its way. */
interface Draft {
  readonly text: string;
  readonly baseline: Baseline;
}

/**
 * Writes a baseline as it would be if the drift were meant, an edit a finding, each under a comment that says who did
 * it. An edit stays only if the baseline is whole with it, its finding is gone and the check finds nothing else instead.
 * Drift that cannot be declared is accepted until a day, with an owner to be named. Requirements are never touched and
 * nobody is exempted: that the org was changed on purpose does not make people who lack a factor safe. Pure.
 */
export function proposeBaseline(request: ProposalRequest): ProposedBaseline {
  const { findings, text, baseline } = request;
  const live = liveDeclarations(request.org);
  const meant = findings.filter((finding) => isProposable(finding, request.checks));
  let draft: Draft = { text, baseline };
  let waiting: readonly Finding[] = meant;
  // A group can go only when no policy names it any more, so what was refused is tried again after the others.
  for (let before = Number.POSITIVE_INFINITY; waiting.length > 0 && waiting.length < before; ) {
    before = waiting.length;
    const refused: Finding[] = [];
    for (const finding of waiting) {
      const next = declare(finding, draft, live, request);
      if (next === null) refused.push(finding);
      else draft = next;
    }
    waiting = refused;
  }
  const followed = openIn(draft.baseline, request.checks, request).filter(
    ({ fingerprint }) => !findings.some((known) => known.fingerprint === fingerprint),
  );
  const accepted = [...waiting, ...followed.filter((finding) => isProposable(finding, request.checks))];
  return {
    text: acceptInText(draft.text, accepted, {
      until: request.until,
      comment: (finding) => commentOn(finding, request),
    }),
    declared: meant.filter((finding) => !waiting.includes(finding)),
    accepted,
    left: findings.filter((finding) => finding.status === "open" && !meant.includes(finding)),
  };
}

/** Whether it is about the org or the baseline, and somebody may have meant it. */
function isProposable({ check, status, changedBy }: Finding, checks: readonly Check[]): boolean {
  if (status !== "open" || changedBy?.status === "not applied yet") return false;
  return checks.some(
    ({ id, about, needsStack }) => id === check && about !== "people" && needsStack !== true,
  );
}

function declare(
  finding: Finding,
  draft: Draft,
  live: LiveDeclarations,
  request: ProposalRequest,
): Draft | null {
  const judging = request.checks.filter(({ id }) => id === finding.check);
  const open = (baseline: Baseline): ReadonlySet<string> =>
    new Set(openIn(baseline, judging, request).map(({ fingerprint }) => fingerprint));
  const before = open(draft.baseline);
  // An edit for another finding may have settled it.
  if (!before.has(finding.fingerprint)) return draft;
  for (const edit of editsFor(finding, draft, live, commentOn(finding, request))) {
    const baseline = edit === null ? null : parsed(edit, request);
    if (edit === null || baseline === null) continue;
    const after = open(baseline);
    const isSettled = !after.has(finding.fingerprint) && [...after].every((one) => before.has(one));
    if (isSettled) return { text: edit, baseline };
  }
  return null;
}

/** Open and unknown findings: an uncertainty in place of a difference settles nothing. */
const openIn = (
  baseline: Baseline,
  checks: readonly Check[],
  { org, now }: ProposalRequest,
): readonly Finding[] =>
  evaluate({
    checks: checks.filter(({ needsStack }) => needsStack !== true),
    baseline,
    org,
    now,
  }).findings.filter(({ status }) => status === "open" || status === "unknown");

function parsed(text: string, { parse }: ProposalRequest): Baseline | null {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof PlumblineError && error.code === "BASELINE_INVALID") return null;
    throw error;
  }
}

/** `PROPOSED enrollment-rule (by omar@acme.example, …): Rule "…" has the enroll action NEVER; …` */
function commentOn(finding: Finding, { who }: ProposalRequest): string {
  const words = who(finding);
  return `PROPOSED ${finding.check}${words === null ? "" : ` (${words})`}: ${finding.message}`;
}
