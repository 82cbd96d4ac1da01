import type { ChangedBy, Finding, FindingExemption, FindingValue } from "../../model/report.ts";

const valueWords = (value: string | readonly string[]): string => {
  if (typeof value === "string") return value;
  return value.length === 0 ? "nothing" : value.join(", ");
};

const valueLine = (name: string, value: FindingValue): readonly string[] =>
  value === null ? [] : [`${name}: ${valueWords(value)}`];

function exemptionLine({ until, reason, owner }: FindingExemption): string {
  return `Exempted until ${until}: ${reason} (${owner}).`;
}

function changeLine({ status, managed, actor, at, ip, via }: ChangedBy): string {
  if (status === "not applied yet") return "Nobody changed it: the baseline is not applied yet.";
  if (status !== "found") return `Who changed it: ${status}.`;
  const who = `${actor ?? "somebody"}${managed ? " (managed)" : ""}`;
  const where = [via, ip].filter((one) => one !== null).join(", ");
  return `Changed by ${who}${at === null ? "" : ` at ${at}`}${where === "" ? "" : `, through ${where}`}.`;
}

/** What there is to say of a finding beyond its message and remedy, a line each. */
export function moreOf({ expected, actual, exemption, changedBy }: Finding): readonly string[] {
  return [
    ...valueLine("Expected", expected),
    ...valueLine("Actual", actual),
    ...(exemption === null ? [] : [exemptionLine(exemption)]),
    ...(changedBy === null ? [] : [changeLine(changedBy)]),
  ];
}
