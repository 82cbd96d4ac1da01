import type { Approval } from "../../model/baseline.ts";
import type { RenderOptions } from "../../model/reporter.ts";
import type { Change, ChangeEffect, PeopleEffect, Review, ReviewWarning } from "../../model/review.ts";
import { markdownCode, markdownText } from "../escape/markdown-text.ts";
import { clipText } from "../markdown/clip-text.ts";
import { fitComment } from "../markdown/fit-comment.ts";
import { repositoryPath } from "../text/baseline-place.ts";
import { count } from "../text/count.ts";
import { changeWords, reasonWords } from "./change-words.ts";
import { effectWords } from "./effect-words.ts";
import { peopleWords, sideName, unapproved, verdictCounts, verdictLabel } from "./review-verdict.ts";
import { warningWords } from "./warning-words.ts";

/** How many entries of a list, and people of an entry, are shown: tried in turn, until all fits. */
const caps: readonly number[] = [200, 100, 50, 20, 10, 5, 2, 0];

const longestSentence = 600;
const longestName = 200;
const sentence = (text: string): string => markdownText(clipText(text, longestSentence));
const name = (text: string): string => markdownCode(clipText(text, longestName));

/** Whole where it can be: whoever approves copies it. */
const longestId = 1000;
const idText = (id: string): string => markdownCode(clipText(id, longestId));

/**
 * A comment on the pull request. Its first line says which comment it is, so that whoever posts it can find the one before
 * and replace it; the answer and what is weaker come first, the rest is folded.
 */
export function reviewMarkdown(review: Review, _options: RenderOptions): string {
  return fitComment(caps, 0, (cap) => laidOut(review, cap));
}

function laidOut(review: Review, cap: number): string {
  const of = (effect: ChangeEffect) => review.changes.filter((change) => change.effect === effect);
  const alarming = review.effects.filter(
    ({ effect, kind }) => effect === "weaker" || kind === "people-locked-out",
  );
  const others = review.effects.filter((effect) => !alarming.includes(effect));
  return `${[
    marker(review),
    ...head(review),
    list("People who are worse off", alarming, cap, (effect) => effectEntry(effect, cap)),
    list("Weaker", of("weaker"), cap, changeEntry),
    list("Warnings", review.warnings, cap, warningEntry),
    approvals(review, cap),
    folded("What else it means for people", others, cap, (effect) => effectEntry(effect, cap)),
    folded("Stronger", of("stronger"), cap, changeEntry),
    folded("Neutral", of("neutral"), cap, (change) => `- ${sentence(changeWords(change))}`),
    foot(review),
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

/** The same for every review of this baseline, and never the end of the comment that it is. */
function marker({ head }: Review): string {
  const plain = clipText(repositoryPath(head.path), longestName)
    .replace(/[^\w./:-]/g, "_")
    .replace(/--+/g, "-");
  return `<!-- plumbline review: ${plain} -->`;
}

function head(review: Review): readonly string[] {
  const isBad = unapproved(review.summary) > 0;
  const icon = isBad ? "❌" : review.summary.verdict === "weaker" ? "⚠️" : "✅";
  const isNew = review.approvals.used.filter((approval) => approval.isNew).length;
  return [
    `## ${icon} Plumbline review: ${verdictLabel(review)}`,
    `${name(sideName(review.base))} → ${name(sideName(review.head))}: ${verdictCounts(review)}.`,
    `${sentence(peopleWords(review))}.`,
    ...(isNew === 0
      ? []
      : [
          `> **${count(isNew, "approval")} made in this very change:** whoever merges it approves what is weaker.`,
        ]),
  ];
}

const more = (hidden: number): string => (hidden > 0 ? `\n\n… and ${hidden} more, left out here.` : "");

function body<Item>(items: readonly Item[], cap: number, entryOf: (item: Item) => string): string {
  const shown = items.slice(0, cap).map(entryOf);
  return `${shown.join("\n")}${more(items.length - shown.length)}`.trim();
}

function list<Item>(
  title: string,
  items: readonly Item[],
  cap: number,
  entryOf: (item: Item) => string,
): string {
  return items.length === 0 ? "" : `### ${title} (${items.length})\n\n${body(items, cap, entryOf)}`;
}

function folded<Item>(
  title: string,
  items: readonly Item[],
  cap: number,
  entryOf: (item: Item) => string,
): string {
  if (items.length === 0) return "";
  return `<details><summary>${title} (${items.length})</summary>\n\n${body(items, cap, entryOf)}\n\n</details>`;
}

function changeEntry(change: Change & { readonly approved: boolean }): string {
  const { at, approved, effect, id } = change;
  const where = at === null ? "" : ` (${name(`${repositoryPath(at.file)}:${at.line}`)})`;
  const mark = effect === "weaker" ? (approved ? "⚠️ approved: " : "❌ ") : "";
  const approve = effect === "weaker" ? `\n  <br>${idText(id)}` : "";
  return `- ${mark}**${sentence(changeWords(change))}**${where}: ${sentence(reasonWords(change))}${approve}`;
}

function warningEntry(warning: ReviewWarning): string {
  const { at } = warning;
  const where = at === null ? "" : ` (${name(`${repositoryPath(at.file)}:${at.line}`)})`;
  return `- ${sentence(warningWords(warning))}${where}`;
}

function effectEntry(effect: PeopleEffect & { readonly approved: boolean }, cap: number): string {
  const { people, explainedBy, approved, id } = effect;
  const shown = people
    .slice(0, cap)
    .map(({ login, admin }) => `${name(login)}${admin ? " (administrator)" : ""}`);
  const hidden = people.length - shown.length;
  const names = `${shown.join(", ")}${hidden > 0 ? ` … and ${hidden} more` : ""}`;
  const isWeaker = effect.effect === "weaker";
  const mark = isWeaker ? (approved ? "⚠️ approved: " : "❌ ") : "";
  const isOwn = isWeaker && explainedBy.length === 0;
  const own = isOwn ? `\n  <br>No change of the text explains it: ${idText(id)}` : "";
  // Many names are folded, so that the next entry is not out of sight.
  const few = 10;
  const who =
    people.length <= few ? `: ${names}` : `\n  <details><summary>Who</summary>\n\n  ${names}\n\n  </details>`;
  return `- ${mark}**${sentence(effectWords(effect))}**${who}${own}`;
}

function approvals({ approvals: { used, unused, ended }, summary }: Review, cap: number): string {
  const entry = (label: string) => (approval: Approval) => `- ${label} ${approvalWords(approval)}`;
  const entries = [
    ...used.map((one) => entry(one.isNew ? "**used, new in this change:**" : "used:")(one)),
    ...unused.map(entry("unused:")),
    ...ended.map(entry("ended, lets nothing pass:")),
  ];
  const missing = unapproved(summary);
  const hint =
    missing === 0
      ? ""
      : `To let what is weaker pass, add ${count(missing, "approval")} with ${missing === 1 ? "its id" : "the ids above"} to the changed baseline: change, reason, owner, ticket, until.`;
  return [list("Approvals", entries, cap, (one) => one), hint].filter((part) => part !== "").join("\n\n");
}

const approvalWords = ({ change, reason, owner, ticket, until }: Approval): string =>
  `${name(change)}: ${sentence(`${reason} (${owner}, ${ticket}, until ${until})`)}`;

function foot({ tool, judgedAt, base, head }: Review): string {
  const hashes = `${base.sha256.slice(0, 12)} → ${head.sha256.slice(0, 12)}`;
  return `<sub>Judged as of ${judgedAt.slice(0, 10)} UTC by Plumbline ${tool.version}; baselines ${hashes}.</sub>`;
}
