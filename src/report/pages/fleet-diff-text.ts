import type { FeaturesDiff, FleetDiff, OrgDifference } from "../../model/fleet-diff.ts";
import { inertText } from "../../model/inert-text.ts";
import type { ChangeEffect } from "../../model/review.ts";
import { subjectWords } from "../review/change-words.ts";
import { type Paint, paintFor, type Style } from "../text/paint.ts";
import { valueWords } from "../text/value-words.ts";
import { wrapText } from "../text/wrap-text.ts";

const styles: Readonly<Record<ChangeEffect, Style>> = { weaker: "red", stronger: "green", neutral: "dim" };

/** Differences of two orgs, for reading in a terminal: the baselines, then the orgs as they are. */
export function fleetDiffText(
  { orgs, baselines, live, features, gaps, notCompared }: FleetDiff,
  options: { readonly width: number; readonly color: boolean },
): string {
  const paint = paintFor(options.color);
  const [first = "", second = ""] = orgs.map(({ name }) => name);
  const line = (text: string, indent: number): string =>
    wrapText(inertText(text), options.width, indent, indent + 2);
  const lines = ({ effect, ...difference }: OrgDifference): readonly string[] => {
    const { from, to } = difference;
    const is = effect === "neutral" ? "" : ` (${effect})`;
    const values =
      from === null
        ? [line(`only in ${second}${detail(difference, to)}${is}`, 4)]
        : to === null
          ? [line(`only in ${first}${detail(difference, from)}${is}`, 4)]
          : [line(`${first}: ${valueWords(from)}`, 4), line(`${second}: ${valueWords(to)}${is}`, 4)];
    return [paint(styles[effect], line(subjectWords(difference), 2)), ...values];
  };
  const section = (
    title: string,
    differences: readonly OrgDifference[],
    nothing = "no difference",
  ): readonly string[] => [
    "",
    paint("bold", `${title} (${differences.length})`),
    ...(differences.length === 0 ? [`  ${nothing}`] : differences.flatMap(lines)),
  ];
  return `${[
    line(`${first} and ${second}; (weaker) and (stronger) is ${second}, compared with ${first}.`, 0),
    ...section("Baselines", baselines),
    ...(live === null
      ? []
      : section("As they are", live, gaps.length === 0 ? undefined : "no difference in what was read")),
    ...(features === null ? [] : featureLines(features, [first, second], { line, bold: paint })),
    ...(gaps.length === 0
      ? []
      : ["", paint("bold", `Not read, so what differs there is not known (${gaps.length})`)]),
    ...gaps.map(({ org, slice, reason }) => line(`${org}: ${slice}: ${reason}`, 2)),
    ...(notCompared.length === 0 ? [] : ["", paint("bold", `Not compared (${notCompared.length})`)]),
    ...notCompared.map(({ org, what }) => line(`${org}: ${what}`, 2)),
  ].join("\n")}\n`;
}

/** Features that may be why the orgs differ: an org has no settings of what it is not offered. */
function featureLines(
  { differences, unread }: FeaturesDiff,
  orgs: readonly [string, string],
  { line, bold }: { readonly line: (text: string, indent: number) => string; readonly bold: Paint },
): readonly string[] {
  if (differences.length + unread.length === 0) return [];
  const [first, second] = orgs;
  const words = (status: string | null): string => status ?? "not offered";
  return [
    "",
    bold("bold", `Features of Early Access and Beta that they have otherwise (${differences.length})`),
    ...differences.map(({ name, from, to }) =>
      line(`${name}: ${first} ${words(from)}, ${second} ${words(to)}`, 2),
    ),
    ...unread.map(({ org, reason }) => line(`not read of ${org}: ${reason}`, 2)),
  ];
}

/** The value, where the subject does not say it. */
function detail({ where }: Pick<OrgDifference, "where">, value: OrgDifference["from"]): string {
  const isSaid = typeof value === "string" && Object.values(where).includes(value);
  return value === null || isSaid ? "" : `: ${valueWords(value)}`;
}
