import type { CheckDescription } from "../../model/check-description.ts";
import { jsonText } from "../text/json-text.ts";
import { wrapText } from "../text/wrap-text.ts";

/** One check a line: id, severity, title. */
export function checkList(checks: readonly CheckDescription[]): string {
  const idWidth = Math.max(0, ...checks.map((check) => check.id.length));
  const severityWidth = Math.max(0, ...checks.map((check) => check.severity.length));
  return checks
    .map((check) => `${check.id.padEnd(idWidth)}  ${check.severity.padEnd(severityWidth)}  ${check.title}\n`)
    .join("");
}

/** One check in full: title, why, remedy, sources. */
export function checkDetails(check: CheckDescription, width: number): string {
  const paragraph = (text: string) => wrapText(text, width, 2);
  return `${[
    `${check.id} (severity: ${check.severity})`,
    paragraph(check.title),
    `Why\n${paragraph(check.rationale)}`,
    `Remedy\n${paragraph(check.remedy)}`,
    `Sources\n${check.references.map((reference) => wrapText(`- ${reference}`, width, 2, 4)).join("\n")}`,
  ].join("\n\n")}\n`;
}

/** The checks as JSON: `{"checks": [...]}`. */
export function checksAsJson(checks: readonly CheckDescription[]): string {
  const plain = checks.map(({ id, title, severity, rationale, remedy, references }) => ({
    id,
    title,
    severity,
    rationale,
    remedy,
    references,
  }));
  return jsonText({ checks: plain });
}
