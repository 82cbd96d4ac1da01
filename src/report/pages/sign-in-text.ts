import type { ExplainedEntry, ExplainedSignIn, ShownLevel } from "../../model/explained-sign-in.ts";
import { inertText } from "../../model/inert-text.ts";
import { displayWidth } from "../text/display-width.ts";
import type { Paint, Style } from "../text/paint.ts";
import { wrapText } from "../text/wrap-text.ts";

const levelStyles: Readonly<Record<ShownLevel, Style>> = {
  none: "red",
  "one-factor": "red",
  "open-enrollment": "red",
  "two-factors": "yellow",
  unknown: "yellow",
  blocked: "yellow",
  strong: "green",
  "phishing-resistant": "green",
  denied: "dim",
};

const heads = ["level", "apps", "app policy", "session rule, then app rule", "from"] as const;

/** The pair of rules that decides: `Default Rule, then Contractors`. */
const pairOf = ({ sessionRule, rule }: ExplainedEntry): string =>
  [sessionRule, rule].filter((one) => one !== null).join(", then ");

const cellsOf = (entry: ExplainedEntry): readonly string[] =>
  [
    entry.level,
    String(entry.appCount),
    entry.policy ?? "not shown",
    pairOf(entry) || "not known",
    entry.from ?? "not known",
  ].map(inertText);

const padded = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - displayWidth(text)));

/** How somebody can sign in, a row a policy with its reason below it; the weakest way in decides each. */
export function signInLines(
  { policies, uncertainties }: ExplainedSignIn,
  options: { readonly width: number; readonly paint: Paint },
): readonly string[] {
  const { width, paint } = options;
  const note = (text: string, indent: number) => wrapText(inertText(text), width, indent, indent + 2);
  const rows = policies.map(cellsOf);
  const widths = heads.map((head, column) =>
    Math.max(...[head, ...rows.map((row) => row[column] ?? "")].map(displayWidth)),
  );
  const rowOf = (cells: readonly string[]): string =>
    `  ${cells.map((cell, column) => padded(cell, widths[column] ?? 0)).join("  ")}`.trimEnd();
  return [
    ...(policies.length === 0 ? [] : [paint("dim", rowOf(heads))]),
    ...policies.flatMap((entry, index) => [
      // Coloured after the columns are set: the level is the first word of its row.
      rowOf(rows[index] ?? []).replace(entry.level, () => paint(levelStyles[entry.level], entry.level)),
      note(entry.why, 6),
      ...(entry.assigned === false ? [note("none of its applications is assigned to the person", 6)] : []),
    ]),
    ...uncertainties.map((uncertainty) => note(`unknown: ${uncertainty}`, 2)),
    ...(policies.length === 0 && uncertainties.length === 0
      ? [note("no application can be signed in to", 2)]
      : []),
  ];
}
