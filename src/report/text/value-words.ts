import type { FindingValue } from "../../model/report.ts";

/** Describes what was expected or is: a list with commas; an empty one is `nothing`. */
export function valueWords(value: NonNullable<FindingValue>): string {
  return typeof value === "string" ? value : value.length === 0 ? "nothing" : value.join(", ");
}
