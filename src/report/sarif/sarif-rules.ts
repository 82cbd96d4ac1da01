import type { ReportingConfiguration, ReportingDescriptor } from "sarif";
import type { CheckDescription } from "../../model/check-description.ts";
import type { Report } from "../../model/report.ts";
import { type Severity, severities } from "../../model/words.ts";
import { sarifMessage } from "./sarif-message.ts";

/** SARIF level of each severity. */
export const levelOf: Readonly<Record<Severity, ReportingConfiguration.level>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
};

/** Scores that GitHub names critical, high, medium and low again (its docs, "security-severity"). */
const scores: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
};

const documentation = "https://www.npmjs.com/package/okta-plumbline";

/** The checks that were run, as rules; one that nobody describes still has its id. */
export function sarifRules(report: Report, checks: readonly CheckDescription[]): ReportingDescriptor[] {
  const described = new Map(checks.map((check) => [check.id, check]));
  return report.outcomes.map(({ check }) => {
    const one = described.get(check);
    return one === undefined ? { id: check } : ruleOf(one);
  });
}

function ruleOf({
  id,
  title,
  severity,
  rationale,
  remedy,
  references,
}: CheckDescription): ReportingDescriptor {
  // A check on people has its requirements' severity; findings say which.
  const usual = severities.find((one) => one === severity) ?? "high";
  const sources = references.map((reference) => `- ${reference}`).join("\n");
  return {
    id,
    shortDescription: sarifMessage(title),
    fullDescription: sarifMessage(rationale),
    help: {
      text: `${remedy}\n\nSources:\n${sources}`,
      markdown: `**Remedy.** ${remedy}\n\n**Why.** ${rationale}\n\n**Sources**\n\n${sources}`,
    },
    helpUri: documentation,
    defaultConfiguration: { level: levelOf[usual] },
    properties: { tags: ["security", "mfa"], "security-severity": scores[usual], precision: "very-high" },
  };
}
