import type { RenderOptions } from "../../model/reporter.ts";
import type { Change, PeopleEffect, Review, ReviewWarning } from "../../model/review.ts";
import { type AnnotationLevel, workflowCommand } from "../escape/workflow-command.ts";
import { repositoryPath } from "../text/baseline-place.ts";
import { changeWords, reasonWords } from "./change-words.ts";
import { effectWords } from "./effect-words.ts";
import { peopleWords, sideName, unapproved, verdictCounts, verdictLabel } from "./review-verdict.ts";
import { warningWords } from "./warning-words.ts";

/** GitHub shows ten annotations of a level for a step; with no more than ten in all, none is lost. */
const shownByGitHub = 10;
const mostNamed = 20;

/** Annotations on the lines of the changed baseline: what is weaker, then people, then the verdict. */
export function reviewGithub(review: Review, _options: RenderOptions): string {
  const weaker = review.changes.filter(({ effect }) => effect === "weaker");
  const people = review.effects.filter(
    ({ effect, kind }) => effect === "weaker" || kind === "people-locked-out",
  );
  const notApprovedFirst = weaker.toSorted((one, two) => Number(one.approved) - Number(two.approved));
  const all = [
    ...notApprovedFirst.map((change) => () => ofChange(change, review)),
    ...people.map((effect) => () => ofEffect(effect, review)),
    ...review.warnings.map((warning) => () => ofWarning(warning, review)),
  ];
  const lines = all.slice(0, shownByGitHub - 1).map((annotate) => annotate());
  return [...lines, summary(review, all.length - lines.length)].join("");
}

function ofChange(change: Change & { readonly approved: boolean }, { head }: Review): string {
  const { at, approved, id } = change;
  const place = {
    file: repositoryPath(at?.file ?? head.path),
    line: at?.line ?? 1,
    col: at?.column ?? 1,
    title: approved ? "weaker, approved" : "weaker",
  };
  return workflowCommand(approved ? "warning" : "error", place, [
    `${changeWords(change)}: ${reasonWords(change)}`,
    `id: ${id}`,
  ]);
}

function ofEffect(effect: PeopleEffect & { readonly approved: boolean }, { head }: Review): string {
  const isOwn = effect.effect === "weaker" && effect.explainedBy.length === 0 && !effect.approved;
  const names = effect.people.slice(0, mostNamed).map(({ login }) => login);
  const hidden = effect.people.length - names.length;
  return workflowCommand(
    isOwn ? "error" : "warning",
    { file: repositoryPath(head.path), line: 1, col: 1, title: "people" },
    [
      effectWords(effect),
      `${names.join(", ")}${hidden > 0 ? ` and ${hidden} more` : ""}`,
      ...(isOwn ? [`id: ${effect.id}`] : []),
    ],
  );
}

function ofWarning(warning: ReviewWarning, { head }: Review): string {
  const { file, line, column } = warning.at ?? { file: head.path, line: 1, column: 1 };
  const place = { file: repositoryPath(file), line, col: column, title: "may be a slip" };
  return workflowCommand("warning", place, [warningWords(warning)]);
}

function summary(review: Review, leftOut: number): string {
  const { verdict } = review.summary;
  const level: AnnotationLevel =
    unapproved(review.summary) > 0 ? "error" : verdict === "weaker" ? "warning" : "notice";
  return workflowCommand(level, { title: `Plumbline review: ${verdictLabel(review)}` }, [
    `${sideName(review.base)} to ${sideName(review.head)}: ${verdictCounts(review)}. ${peopleWords(review)}.`,
    ...(leftOut > 0 ? [`Left out here: ${leftOut}; the full review has them.`] : []),
  ]);
}
