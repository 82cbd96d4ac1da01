import type { FleetDiff, OrgDifference } from "../../model/fleet-diff.ts";
import { inertText } from "../../model/inert-text.ts";
import type { ChangeEffect } from "../../model/review.ts";
import { subjectWords } from "../review/change-words.ts";
import { paintFor, type Style } from "../text/paint.ts";
import { valueWords } from "../text/value-words.ts";
import { wrapText } from "../text/wrap-text.ts";

const styles: Readonly<Record<ChangeEffect, Style>> = { weaker: "red", stronger: "green", neutral: "dim" };

/** Differences of two orgs, for reading in a terminal: the baselines, then the orgs as they are. */
export function fleetDiffText(
  { orgs, baselines, live, gaps, notCompared }: FleetDiff,
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
    ...(gaps.length === 0
      ? []
      : ["", paint("bold", `Not read, so what differs there is not known (${gaps.length})`)]),
    ...gaps.map(({ org, slice, reason }) => line(`${org}: ${slice}: ${reason}`, 2)),
    ...(notCompared.length === 0 ? [] : ["", paint("bold", `Not compared (${notCompared.length})`)]),
    ...notCompared.map(({ org, what }) => line(`${org}: ${what}`, 2)),
  ].join("\n")}\n`;
}

/** The value, where the subject does not say it. */
function detail({ where }: Pick<OrgDifference, "where">, value: OrgDifference["from"]): string {
  const isSaid = typeof value === "string" && Object.values(where).includes(value);
  return value === null || isSaid ? "" : `: ${valueWords(value)}`;
}
