import { errorLines } from "../../model/error-lines.ts";
import type { FleetReview, OrgReview } from "../../model/fleet-review.ts";
import { inertText } from "../../model/inert-text.ts";
import type { Review } from "../../model/review.ts";
import { changeWords } from "../review/change-words.ts";
import { effectWords } from "../review/effect-words.ts";
import { peopleWords, unapproved, verdictCounts, verdictLabel } from "../review/review-verdict.ts";
import { count } from "../text/count.ts";
import { type Paint, paintFor, type Style } from "../text/paint.ts";
import { wrapText } from "../text/wrap-text.ts";

type Line = (text: string, indent: number) => string;

/** Effects of a change on each org, for reading in a terminal: counts, effects on people, and what is weaker. */
export function fleetReviewText(
  fleet: FleetReview,
  options: { readonly width: number; readonly color: boolean },
): string {
  const paint = paintFor(options.color);
  const line: Line = (text, indent) => wrapText(inertText(text), options.width, indent, indent + 2);
  const unchanged = fleet.orgs.filter(({ outcome }) => outcome === "unchanged");
  const touched = fleet.orgs.filter(({ outcome }) => outcome !== "unchanged");
  const { base, head } = fleet;
  const sides = `${base} → ${head ?? "the working tree"}`;
  const names = unchanged.map(({ name }) => name).join(", ");
  return `${[
    line(`${sides}: ${count(touched.length, "org")} of ${fleet.orgs.length} with a changed baseline.`, 0),
    ...touched.flatMap((org) => ["", ...orgLines(org, line, paint)]),
    ...(unchanged.length === 0 ? [] : ["", line(`Unchanged (${unchanged.length}): ${names}`, 0)]),
  ].join("\n")}\n`;
}

function orgLines({ name, baseline, review, error }: OrgReview, line: Line, paint: Paint): readonly string[] {
  const label = review === null ? "FAILED" : verdictLabel(review);
  const head = `${paint(styleOf(review), label)}  ${paint("bold", inertText(name))}  ${inertText(baseline)}`;
  return [
    head,
    ...(error === null ? [] : errorLines(error).map((text) => line(text, 2))),
    ...(review === null ? [] : reviewLines(review, line)),
  ];
}

function styleOf(review: Review | null): Style {
  if (review === null || unapproved(review.summary) > 0) return "red";
  return review.summary.verdict === "weaker" ? "yellow" : "green";
}

function reviewLines(review: Review, line: Line): readonly string[] {
  const weaker = review.changes.filter(({ effect, approved }) => effect === "weaker" && !approved);
  return [
    line(`${verdictCounts(review)}. ${peopleWords(review)}.`, 2),
    ...review.effects.map((effect) => line(effectWords(effect), 2)),
    ...weaker.flatMap((change) => [
      line(`weaker: ${changeWords(change)}`, 2),
      `    id: ${inertText(change.id)}`,
    ]),
  ];
}
