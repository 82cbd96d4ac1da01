import { inertText } from "../../model/inert-text.ts";
import type { CostEstimate, PointStatus, Range, Readiness, ReadinessPoint } from "../../model/readiness.ts";
import { count } from "../text/count.ts";
import { type Paint, paintFor, type Style } from "../text/paint.ts";
import { wrapText } from "../text/wrap-text.ts";

const statusWords: Readonly<Record<PointStatus, { readonly word: string; readonly style: Style }>> = {
  good: { word: "ok", style: "green" },
  advice: { word: "advice", style: "dim" },
  warning: { word: "warning", style: "yellow" },
  failed: { word: "failed", style: "red" },
  unknown: { word: "unknown", style: "magenta" },
};

const markWidth = Math.max(...Object.values(statusWords).map(({ word }) => word.length)) + 2;

/** Tells what was found out before a check, for reading in a terminal: each point in turn, cost, verdict. */
export function readinessText(
  readiness: Readiness,
  options: { readonly width: number; readonly color: boolean },
): string {
  const paint = paintFor(options.color);
  const { points, cost, checks } = readiness;
  const idsText: IdsText = (ids) =>
    ids.length === checks.length && ids.length > 1 ? "every check" : ids.join(", ");
  return `${[
    ...points.map((point) => pointText(point, { width: options.width, paint, idsText })),
    ...(cost === null ? [] : ["", ...costTexts(cost).map((text) => wrapText(text, options.width, 0, 2))]),
    "",
    wrapText(verdictText(readiness), options.width),
  ].join("\n")}\n`;
}

type IdsText = (ids: readonly string[]) => string;

interface Layout {
  readonly width: number;
  readonly paint: Paint;
  readonly idsText: IdsText;
}

function pointText(point: ReadinessPoint, { width, paint, idsText }: Layout): string {
  const { word, style } = statusWords[point.status];
  const under = (text: string): string => wrapText(inertText(text), width, markWidth, markWidth + 2);
  const message = under(point.message).slice(markWidth);
  const { unknown, partly } = point.checks;
  return [
    `${paint(style, word)}${" ".repeat(markWidth - word.length)}${message}`,
    ...(point.remedy === null ? [] : [under(`fix: ${point.remedy}`)]),
    ...(unknown.length === 0 ? [] : [under(`unknown without it: ${idsText(unknown)}`)]),
    ...(partly.length === 0 ? [] : [under(`could tell only a part: ${idsText(partly)}`)]),
  ].join("\n");
}

function rangeText({ least, most }: Range): string {
  const number = (value: number): string => value.toLocaleString("en-US");
  return least === most ? number(least) : `${number(least)} to ${number(most)}`;
}

function costTexts({ calls, isOpen, minutes, people }: CostEstimate): readonly string[] {
  const orMore = isOpen ? " or more" : "";
  const noun = people.most === 1 ? "person" : "people";
  return [
    `A check would cost ${rangeText(calls)} calls${orMore}: one or two for each of ${rangeText(people)} ${noun} whose enrolments it reads, and the rest for lists (estimated).`,
    minutesText(minutes, isOpen),
  ];
}

function minutesText(minutes: Range | null, isOpen: boolean): string {
  if (minutes === null) return "How long that takes cannot be said: Okta sent no rate limits.";
  const noun = minutes.most === 1 ? "minute" : "minutes";
  const time = minutes.most === 0 ? "less than a minute" : `about ${rangeText(minutes)} ${noun}`;
  const orMore = isOpen ? ", or more as not everything could be counted" : "";
  return `At the present rate limits and share it takes ${time} (estimated${orMore}).`;
}

function verdictText({ verdict, points }: Readiness): string {
  if (verdict === "ready") {
    const isCertain = points.every(({ checks }) => checks.unknown.length + checks.partly.length === 0);
    return `A check with this could answer everything${isCertain ? "" : ", except for what a warning names"}.`;
  }
  const open = points.filter(({ status }) => status === "failed" || status === "unknown");
  const unknown = new Set(open.flatMap(({ checks }) => checks.unknown));
  const partly = new Set(open.flatMap(({ checks }) => checks.partly).filter((id) => !unknown.has(id)));
  const affected = [
    ...(unknown.size === 0 ? [] : [`${count(unknown.size, "check")} would be unknown`]),
    ...(partly.size === 0 ? [] : [`${count(partly.size, "check")} could tell only a part`]),
  ];
  const reach = affected.length === 0 ? "" : `: ${affected.join(", ")}`;
  return `${count(open.length, "thing")} to fix first${reach}.`;
}
