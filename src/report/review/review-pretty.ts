import type { Approval } from "../../model/baseline.ts";
import { inertText } from "../../model/inert-text.ts";
import type { RenderOptions } from "../../model/reporter.ts";
import type { Change, ChangeEffect, PeopleEffect, Review } from "../../model/review.ts";
import { type Paint, paintFor, type Style } from "../text/paint.ts";
import { wrapText } from "../text/wrap-text.ts";
import { changeWords, reasonWords } from "./change-words.ts";
import { effectWords } from "./effect-words.ts";
import { peopleWords, sideName, unapproved, verdictCounts, verdictLabel } from "./review-verdict.ts";
import { warningWords } from "./warning-words.ts";

const styles: Readonly<Record<ChangeEffect, Style>> = { weaker: "red", stronger: "green", neutral: "dim" };
const narrowest = 40;
const widest = 120;

type Line = (text: string, indent: number) => string;

/** A review for reading in a terminal: the answer first, then what is weaker, for whom, and the rest. */
export function reviewPretty(review: Review, { color, width }: RenderOptions): string {
  const columns = Math.min(Math.max(width, narrowest), widest);
  const paint = paintFor(color);
  const line: Line = (text, indent) => wrapText(inertText(text), columns, indent, indent + 2);
  const of = (wanted: ChangeEffect) => review.changes.filter(({ effect }) => effect === wanted);
  const section = (title: string, blocks: readonly string[]): readonly string[] =>
    blocks.length === 0 ? [] : ["", paint("bold", `${title} (${blocks.length})`), ...blocks];
  return `${[
    ...headLines(review, columns, paint),
    ...section(
      "What it means for people",
      review.effects.map((effect) => effectBlock(effect, line, paint)),
    ),
    ...section(
      "Weaker",
      of("weaker").map((change) => changeBlock(change, line, paint)),
    ),
    ...section(
      "Stronger",
      of("stronger").map((change) => changeBlock(change, line, paint)),
    ),
    ...section(
      "Neutral",
      of("neutral").map((change) => line(changeWords(change), 2)),
    ),
    ...section(
      "Warnings",
      review.warnings.map((one) =>
        line(`${warningWords(one)}${one.at === null ? "" : ` (${one.at.file}:${one.at.line})`}`, 2),
      ),
    ),
    ...approvalLines(review, line, paint),
  ].join("\n")}\n`;
}

function headLines(review: Review, columns: number, paint: Paint): readonly string[] {
  const label = verdictLabel(review);
  const isBad = unapproved(review.summary) > 0;
  const style: Style = isBad ? "red" : review.summary.verdict === "weaker" ? "yellow" : "green";
  const sentence = `${sideName(review.base)} → ${sideName(review.head)}: ${verdictCounts(review)}.`;
  const hang = label.length + 2;
  return [
    `${paint(style, label)}  ${wrapText(inertText(sentence), columns, hang).slice(hang)}`,
    wrapText(inertText(`${peopleWords(review)}.`), columns),
  ];
}

function changeBlock(change: Change & { readonly approved: boolean }, line: Line, paint: Paint): string {
  const where = change.at === null ? "" : ` (${change.at.file}:${change.at.line})`;
  const mark = change.approved ? "approved: " : "";
  return [
    paint(styles[change.effect], line(`${mark}${changeWords(change)}`, 2)),
    line(`${reasonWords(change)}${where}`, 4),
    // On one line, so that it can be copied.
    ...(change.effect === "weaker" ? [paint("dim", `    id: ${inertText(change.id)}`)] : []),
  ].join("\n");
}

const mostNamed = 10;

function effectBlock(
  effect: PeopleEffect & { readonly approved: boolean },
  line: Line,
  paint: Paint,
): string {
  const { people, explainedBy } = effect;
  const named = people
    .slice(0, mostNamed)
    .map(({ login, admin }) => (admin ? `${login} (administrator)` : login));
  const more = people.length > mostNamed ? ` and ${people.length - mostNamed} more` : "";
  const isOwn = effect.effect === "weaker" && explainedBy.length === 0;
  return [
    paint(styles[effect.effect], line(`${effect.approved ? "approved: " : ""}${effectWords(effect)}`, 2)),
    line(`${named.join(", ")}${more}`, 4),
    ...(isOwn
      ? [line("no change of the text explains it", 4), paint("dim", `    id: ${inertText(effect.id)}`)]
      : []),
  ].join("\n");
}

const approvalWords = ({ change, owner, reason, ticket, until }: Approval): string =>
  `${change}: ${reason} (${owner}, ${ticket}, until ${until})`;

function approvalLines({ approvals, summary }: Review, line: Line, paint: Paint): readonly string[] {
  const { used, unused, ended } = approvals;
  const lines = [
    ...used.map((one) =>
      line(
        `used: ${approvalWords(one)}${one.isNew ? "; NEW IN THIS CHANGE: whoever merges it approves it" : ""}`,
        2,
      ),
    ),
    ...unused.map((one) => line(`unused: ${approvalWords(one)}`, 2)),
    ...ended.map((one) => line(`ended, lets nothing pass: ${approvalWords(one)}`, 2)),
  ];
  const missing = unapproved(summary);
  const hint =
    missing === 0
      ? []
      : [
          "",
          line(
            `To let what is weaker pass, add approvals with the ids above to the changed baseline (change, reason, owner, ticket, until).`,
            0,
          ),
        ];
  return [...(lines.length === 0 ? [] : ["", paint("bold", "Approvals"), ...lines]), ...hint];
}
