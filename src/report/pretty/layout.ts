import { inertText } from "../../model/inert-text.ts";
import type { Severity } from "../../model/words.ts";
import type { Paint, Style } from "../text/paint.ts";
import { wrapText } from "../text/wrap-text.ts";

/** `brief`: what is wrong, and who did it. `usual`: and what to do. `full`: everything, every person named. */
export type Detail = "brief" | "usual" | "full";

/** How a block of lines is to be laid out. */
export interface BlockLayout {
  readonly width: number;
  /** Columns before everything. */
  readonly indent: number;
  readonly paint: Paint;
  readonly detail: Detail;
}

const severityStyles: Readonly<Record<Severity, Style>> = {
  critical: "magenta",
  high: "red",
  medium: "yellow",
  low: "dim",
};

const labelColumn = 2;
/** Where sentences begin. */
export const textColumn = 12;
const peopleNamed = 3;

/** A severity, and at the column of sentences what it is of, made inert and wrapped. */
export function labelled(severity: Severity, text: string, layout: BlockLayout, hang = 0): string {
  const { indent, paint } = layout;
  const label = severity.padEnd(textColumn - labelColumn);
  const sentence = wrapped(text, layout, hang).slice(indent + textColumn);
  return `${" ".repeat(indent + labelColumn)}${paint(severityStyles[severity], label)}${sentence}`;
}

/** A text at the column of sentences; what does not fit goes on `hang` columns further. */
export function wrapped(text: string, { width, indent }: BlockLayout, hang = 0): string {
  return wrapText(inertText(text), width, indent + textColumn, indent + textColumn + hang);
}

/** The first few names, in full detail all of them. */
export function nameSome(names: readonly string[], detail: Detail): string {
  if (detail === "full" || names.length <= peopleNamed + 1) return names.join(", ");
  return `${names.slice(0, peopleNamed).join(", ")} and ${names.length - peopleNamed} more`;
}
