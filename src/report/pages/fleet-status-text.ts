import type { FleetStatus, OrgStatus } from "../../model/fleet-status.ts";
import { inertText } from "../../model/inert-text.ts";
import { roughTime } from "../../model/rough-time.ts";
import { csvLine } from "../escape/csv-line.ts";
import { count } from "../text/count.ts";
import { openFindings } from "../text/open-findings.ts";
import { verdictWords } from "../text/verdict-words.ts";
import { wrapText } from "../text/wrap-text.ts";

/** How the orgs of a fleet stand, an org a line, then what is late. */
export function fleetStatusText({ orgs, findings }: FleetStatus, width: number): string {
  const widest = Math.max(...orgs.map(({ name }) => name.length));
  const rows = orgs.map((org) =>
    wrapText(
      inertText(`${org.name.padEnd(widest)}  ${verdictOf(org).padEnd(7)}  ${factsOf(org)}`),
      width,
      0,
      4,
    ),
  );
  const asides = findings.map(({ message, remedy }) =>
    [wrapText(inertText(message), width, 2, 4), wrapText(inertText(remedy), width, 4)].join("\n"),
  );
  const late = asides.length === 0 ? [] : ["", `To look at (${asides.length})`, ...asides];
  return `${[...rows, ...late].join("\n")}\n`;
}

const verdictOf = ({ verdict }: OrgStatus): string =>
  verdict === null ? "NO RUN" : verdictWords[verdict].label;

const factsOf = ({ latest, lastGood, isLate, isOtherBaseline, alerts }: OrgStatus): string =>
  [
    ...(latest === null ? [] : [openFindings(latest.summary)]),
    ...(lastGood === null
      ? ["never judged"]
      : [`judged ${roughTime(lastGood.ageMs / 1000)} ago${isLate ? ", LATE" : ""}`]),
    ...(isOtherBaseline === true ? ["by ANOTHER BASELINE"] : []),
    alerts.open === 0
      ? "no open alert"
      : `${count(alerts.open, "open alert")}${alerts.overdue > 0 ? `, ${alerts.overdue} overdue` : ""}`,
  ].join("; ");

const columns: Readonly<Record<string, (org: OrgStatus) => string | number | null | undefined>> = {
  org: ({ name }) => name,
  url: ({ url }) => url,
  tags: ({ tags }) => tags.join(" "),
  owner: ({ owner }) => owner,
  verdict: ({ verdict }) => verdict,
  late: ({ isLate }) => (isLate ? "yes" : "no"),
  "judged at": ({ lastGood }) => lastGood?.at,
  "open findings": ({ latest }) => latest?.summary.findings,
  unknown: ({ latest }) => latest?.summary.unknown,
  "open alerts": ({ alerts }) => alerts.open,
  "overdue alerts": ({ alerts }) => alerts.overdue,
  "other baseline": ({ isOtherBaseline }) =>
    isOtherBaseline === null ? null : isOtherBaseline ? "yes" : "no",
};

/** The same as CSV, with a header. */
export const fleetStatusCsv = ({ orgs }: FleetStatus): string =>
  [
    csvLine(Object.keys(columns)),
    ...orgs.map((org) => csvLine(Object.values(columns).map((cell) => String(cell(org) ?? "")))),
  ].join("");
