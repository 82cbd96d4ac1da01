import type { Alert } from "../../model/alert.ts";
import type { AlertCounts, AlertReview, CountedAlerts } from "../../model/alert-review.ts";
import { toTheMinute } from "../../model/alert-words.ts";
import { markdownCode, markdownText } from "../escape/markdown-text.ts";
import { clipText } from "../markdown/clip-text.ts";
import { fitComment } from "../markdown/fit-comment.ts";
import { details, leftOut, table } from "../markdown/markdown-parts.ts";
import { count } from "../text/count.ts";
import { jsonText } from "../text/json-text.ts";

export const alertReviewAsJson = (review: AlertReview): string => jsonText(review);

/** How many rows of each table are shown: tried in turn until all fits. */
const caps = [1000, 500, 200, 100, 50, 20, 10, 5, 2, 0];

/** Alerts of some days as Markdown, for a meeting's notes or an issue: names in it are inert. */
export function alertReviewAsMarkdown(review: AlertReview): string {
  const laidOut = (cap: number): string =>
    `${[...headOf(review), ...sectionsOf(review, cap)].filter((part) => part !== "").join("\n\n")}\n`;
  return fitComment(caps, 0, laidOut);
}

const sentence = (text: string): string => markdownText(clipText(text, 400));
const name = (text: string): string => markdownCode(clipText(text, 200));

function headOf({ since, until, orgs, total, managed }: AlertReview): readonly string[] {
  const { opened, closed, open, overdue, medianSecondsToClose } = total;
  return [
    `## Alerts from ${toTheMinute(since)} to ${toTheMinute(until)}`,
    orgs
      .map(({ url, readUntil }) => `- ${sentence(url)}: log read until ${toTheMinute(readUntil)}`)
      .join("\n"),
    `**${opened} opened, ${closed} closed, ${open} still open${overdue === 0 ? "" : `, ${overdue} of them overdue`}.** ` +
      (medianSecondsToClose === null ? "" : `Median time to close: ${lasting(medianSecondsToClose)}.`),
    managed === 0 ? "" : `${count(managed, "change")} by managed actors, recorded and not alerted.`,
  ];
}

function sectionsOf(review: AlertReview, cap: number): readonly string[] {
  const { alerts, until } = review;
  const open = alerts.filter(({ state }) => state !== "resolved");
  const isOverdue = ({ dueAt }: Alert): boolean => dueAt !== null && dueAt < until;
  return [
    listed("Overdue", open.filter(isOverdue), cap, openTable),
    listed(
      "Still open",
      open.filter((alert) => !isOverdue(alert)),
      cap,
      openTable,
    ),
    counted("By detection", "detection", review.byDetection, cap),
    counted("By person", "about", review.byPerson, cap),
    counted("By actor", "done by", review.byActor, cap),
    listed(
      "Closed",
      alerts.filter(({ state }) => state === "resolved"),
      cap,
      closedTable,
      true,
    ),
  ];
}

function listed<Item>(
  title: string,
  items: readonly Item[],
  cap: number,
  tableOf: (items: readonly Item[]) => string,
  isFolded = false,
): string {
  if (items.length === 0) return "";
  const shown = items.slice(0, cap);
  const body = `${shown.length === 0 ? "" : tableOf(shown)}${leftOut(items.length - shown.length)}`.trim();
  return `### ${title} (${items.length})\n\n${isFolded ? details(count(items.length, "alert"), body) : body}`;
}

const counted = (title: string, what: string, rows: readonly CountedAlerts[], cap: number): string =>
  listed(title, rows, cap, (shown) =>
    table(
      [what, ...countHeads],
      shown.map((row) => [name(row.name), ...countCells(row)]),
    ),
  );

const countHeads = ["opened", "closed", "open", "overdue", "median time to close"];

const countCells = ({
  opened,
  closed,
  open,
  overdue,
  medianSecondsToClose,
}: AlertCounts): readonly string[] => [
  ...[opened, closed, open, overdue].map(String),
  medianSecondsToClose === null ? "" : lasting(medianSecondsToClose),
];

const openTable = (alerts: readonly Alert[]): string =>
  table(
    ["severity", "what", "since", "due", "done by", "state"],
    alerts.map(({ severity, title, openedAt, dueAt, actor, state, note }) => [
      severity,
      sentence(title),
      toTheMinute(openedAt),
      dueAt === null ? "" : toTheMinute(dueAt),
      name(actor.name),
      `${state}${note === null ? "" : `: ${sentence(note)}`}`,
    ]),
  );

const closedTable = (alerts: readonly Alert[]): string =>
  table(
    ["severity", "what", "opened", "closed", "why"],
    alerts.map(({ severity, title, openedAt, resolvedAt, resolution }) => [
      severity,
      sentence(title),
      toTheMinute(openedAt),
      toTheMinute(resolvedAt ?? openedAt),
      sentence(resolution ?? ""),
    ]),
  );

const minuteSeconds = 60;
const hourSeconds = 3600;
const daySeconds = 86_400;

/** `45 s`, `12 min`, `5 h`, `2.5 d`. */
function lasting(seconds: number): string {
  if (seconds < 2 * minuteSeconds) return `${seconds} s`;
  if (seconds < 2 * hourSeconds) return `${Math.round(seconds / minuteSeconds)} min`;
  if (seconds < 2 * daySeconds) return `${Math.round(seconds / hourSeconds)} h`;
  return `${Math.round((10 * seconds) / daySeconds) / 10} d`;
}
