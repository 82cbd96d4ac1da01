import type { Location, Result } from "sarif";
import { inertText } from "../../model/inert-text.ts";
import type { Finding, Report } from "../../model/report.ts";
import type { RenderOptions } from "../../model/reporter.ts";
import { severities } from "../../model/words.ts";
import { baselinePlace } from "../text/baseline-place.ts";
import { groupByCause } from "../text/group-by-cause.ts";
import { fileUri } from "./file-uri.ts";
import { sarifMessage } from "./sarif-message.ts";
import { levelOf } from "./sarif-rules.ts";

/** GitHub refuses a file with more results in a run (its docs, "SARIF results exceed limit"). */
const mostResults = 25_000;

/** Results, and how many findings have none because there are too many. */
export interface SarifResults {
  readonly results: Result[];
  readonly leftOut: number;
}

/** Findings as results: the open ones by severity, causes before the rest of it; then what is not open. */
export function sarifResults(report: Report, options: RenderOptions): SarifResults {
  const causes = new Set(groupByCause(report.findings).causes.map(({ cause }) => cause));
  const rank = (finding: Finding): number =>
    finding.status === "open"
      ? 2 * severities.indexOf(finding.severity) + Number(!causes.has(finding))
      : 2 * severities.length;
  const ordered = report.findings.toSorted((left, right) => rank(left) - rank(right));
  const ruleIndex = new Map(report.outcomes.map(({ check }, index) => [check, index]));
  const shown = ordered.slice(0, mostResults);
  return {
    results: shown.map((finding) => ({
      ruleId: finding.check,
      ...(ruleIndex.has(finding.check) ? { ruleIndex: ruleIndex.get(finding.check) } : {}),
      ...weightOf(finding),
      message: sarifMessage(sentenceOf(finding)),
      locations: [locationOf(finding, report, options)],
      partialFingerprints: fingerprintsOf(finding),
      ...suppressionsOf(finding),
      properties: propertiesOf(finding),
    })),
    leftOut: ordered.length - shown.length,
  };
}

/**
 * Weighs a finding. One that could not be decided keeps the level of a problem: as `open`, which is SARIF's
 * word for it, a viewer leaves it out, and an alert that was there before would be closed as fixed.
 */
function weightOf({ status, severity }: Finding): Required<Pick<Result, "kind" | "level">> {
  if (status === "pending") return { kind: "informational", level: "none" };
  return { kind: "fail", level: status === "unknown" ? "warning" : levelOf[severity] };
}

function sentenceOf({ status, message, remedy }: Finding): string {
  return `${status === "unknown" ? "Could not be decided: " : ""}${message} Fix: ${remedy}`;
}

function locationOf(finding: Finding, report: Report, options: RenderOptions): Location {
  const { file, line, column } = baselinePlace(finding, report, options);
  const { type, name } = finding.subject;
  return {
    physicalLocation: {
      artifactLocation: { uri: fileUri(file) },
      region: { startLine: line, startColumn: column },
    },
    logicalLocations: [
      { name: inertText(name), fullyQualifiedName: inertText(`${type}/${name}`), kind: type },
    ],
  };
}

/** GitHub tells alerts at one line apart by this one hash, which it would otherwise take of the line's text. */
function fingerprintsOf({ fingerprint }: Finding): Record<string, string> {
  return { "plumblineFinding/v1": fingerprint, primaryLocationLineHash: fingerprint };
}

function suppressionsOf({ exemption }: Finding): Pick<Result, "suppressions"> {
  if (exemption === null) return {};
  const { until, reason, owner } = exemption;
  const justification = inertText(`${reason} (until ${until}, ${owner})`);
  return { suppressions: [{ kind: "external", status: "accepted", justification }] };
}

function propertiesOf({ severity, status, requirement, field, expected, actual, causedBy }: Finding): object {
  return { severity, status, requirement, field, expected, actual, causedBy };
}
