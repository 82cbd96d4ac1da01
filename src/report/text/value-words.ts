import { type FindingValue, isList } from "../../model/report.ts";

/** Describes what was expected or is: a list with commas, an empty one is `nothing`; values by name, each with its name. */
export function valueWords(value: NonNullable<FindingValue>): string {
  if (typeof value === "string") return value;
  if (isList(value)) return value.length === 0 ? "nothing" : value.join(", ");
  return Object.entries(value)
    .filter(([, part]) => part !== null)
    .map(([name, part]) => `${name}: ${typeof part === "object" ? (part?.join(" + ") ?? "") : part}`)
    .join(", ");
}
