import { toTheMinute } from "../../model/alert-words.ts";
import type { ChangedBy, Finding, FindingExemption, FindingValue } from "../../model/report.ts";
import { valueWords } from "../text/value-words.ts";

/** A name and what is to be said under it. */
export interface Fact {
  readonly name: string;
  readonly text: string;
}

function valueFact(name: string, value: FindingValue): readonly Fact[] {
  if (value === null) return [];
  return [{ name, text: valueWords(value) }];
}

function exemptionText({ until, reason, owner }: FindingExemption): string {
  return `until ${until}: ${reason} (${owner})`;
}

function changeText({ status, managed, actor, at, ip, via, did }: ChangedBy): string {
  if (status === "not applied yet") return "by nobody: the baseline is not applied yet";
  if (status !== "found") return `by whom is not known: ${status}`;
  const who = `${actor ?? "somebody"}${managed ? " (managed)" : ""}`;
  const where = [via, ip].filter((one) => one !== null).join(", ");
  const what = did === undefined ? "" : `: ${did}`;
  return `by ${who}${at === null ? "" : `, ${toTheMinute(at)}`}${where === "" ? "" : `, through ${where}`}${what}`;
}

/** Facts about a finding beyond its message and remedy. */
export function factsOf({ expected, actual, exemption, changedBy }: Finding): readonly Fact[] {
  return [
    ...valueFact("Expected", expected),
    ...valueFact("Actual", actual),
    ...(exemption === null ? [] : [{ name: "Exempted", text: exemptionText(exemption) }]),
    ...(changedBy === null ? [] : [{ name: "Changed", text: changeText(changedBy) }]),
  ];
}
