import { inertText } from "../../model/inert-text.ts";
import type {
  RequirementResult,
  StandardStatus,
  StandardsReport,
  StandardVerdict,
} from "../../model/standards.ts";
import { statusWords } from "../standards/standards-words.ts";
import { withJson, withTail } from "./json-spans.ts";
import {
  type Checklist,
  type ChecklistRule,
  type ChecklistStatus,
  checklistStatuses,
} from "./open-checklist.ts";

/** A checklist that was filled in. */
export interface FilledChecklist {
  readonly text: string;
  /** Rules by the status that stands there now. */
  readonly counts: Readonly<Record<ChecklistStatus, number>>;
  /** Rules of which the assessor says otherwise: theirs stands. */
  readonly kept: readonly {
    readonly id: string;
    readonly theirs: ChecklistStatus;
    readonly ours: ChecklistStatus;
  }[];
  readonly lacking: readonly string[];
}

const statusOf: Readonly<Record<StandardStatus, ChecklistStatus>> = {
  pass: "not_a_finding",
  open: "open",
  not_reviewed: "not_reviewed",
};

/**
 * Fills in a checklist: status and finding details of each rule that is answered. Everything else stays as it is, byte for
 * byte. A status that the assessor set stays too, and their finding details stand before ours, which replace those of an earlier
 * run. What could not be decided is `not_reviewed`.
 */
export function fillChecklist(checklist: Checklist, report: StandardsReport): FilledChecklist {
  const framework = report.frameworks.find(({ id }) => id === checklist.framework);
  const answers = new Map(framework?.requirements.map((one) => [one.id, one]));
  const filled = checklist.rules.flatMap((rule) => {
    const answer = answers.get(rule.id);
    return answer === undefined
      ? []
      : [{ rule, ours: statusOf[answer.status], ...filledRule(rule, checklist.text, answer, report) }];
  });
  const changes = filled.flatMap(({ rule: { spans }, status, details }) => [
    [spans.status, JSON.stringify(status)] as const,
    [spans.findingDetails, details] as const,
  ]);
  const count = (status: ChecklistStatus) => filled.filter((one) => one.status === status).length;
  return {
    text: withJson(checklist.text, changes),
    counts: Object.fromEntries(checklistStatuses.map((status) => [status, count(status)])) as Record<
      ChecklistStatus,
      number
    >,
    kept: filled.flatMap(({ rule: { id }, status, ours }) =>
      status === ours ? [] : [{ id, theirs: status, ours }],
    ),
    lacking: checklist.lacking,
  };
}

/** Says that the status beside it is not ours. */
const theirsStands = " (the assessor's stands)";

/** Of an earlier run: the status that it gave, so that one which was changed since is known for the assessor's. */
const ownBlock =
  /(?:^|\r?\n\r?\n)=== Plumbline [^\n]*: (\w+)( \(the assessor's stands\))? ===\r?\n(?:[^\n]*\n)*?=== end of Plumbline ===(?=\r?\n|$)/;

function filledRule(
  { status, findingDetails, spans }: ChecklistRule,
  text: string,
  answer: RequirementResult,
  report: StandardsReport,
): { readonly status: ChecklistStatus /** JSON. */; readonly details: string } {
  const own = ownBlock.exec(findingDetails);
  const [whole = "", before, mark] = own ?? [];
  const ours = statusOf[answer.status];
  const isOurs = status === "not_reviewed" || (status === before && mark === undefined);
  const block = blockOf(answer, `${ours}${isOurs ? "" : theirsStands}`, report);
  const cut = own === null ? null : { start: own.index, end: own.index + whole.length };
  const gap = findingDetails.length > whole.length ? "\n\n" : "";
  const { start, end } = spans.findingDetails;
  const written = text.slice(start, end);
  const theirs = written.startsWith('"') ? written : '""';
  return { status: isOurs ? ours : status, details: withTail(theirs, cut, `${gap}${block}`) };
}

const shownEvidence = 20;

function blockOf(answer: RequirementResult, status: string, { tool, org, asOf }: StandardsReport): string {
  const { people } = answer;
  const head = `=== Plumbline ${tool.version}, ${org.url} as of ${asOf}: ${status} ===`;
  return [
    inertText(head),
    ...linesOf("As the standard checks it", answer.asTheStandardChecks),
    ...linesOf("As it holds for people", answer.asItHoldsForPeople),
    ...(people === null
      ? []
      : [`Of ${people.judged} people, ${people.open} open, ${people.unknown} unknown.`]),
    "=== end of Plumbline ===",
  ].join("\n");
}

/** Every line begins with words of ours: no name in the org can end the block, or begin another. */
function linesOf(label: string, { status, reason, evidence }: StandardVerdict): readonly string[] {
  const more = evidence.length - shownEvidence;
  return [
    inertText(`${label}: ${statusWords[status]}: ${reason}`),
    ...evidence
      .slice(0, shownEvidence)
      .map(({ path, name, field, value }) => inertText(`  ${name}: ${field} = ${value} (${path})`)),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
