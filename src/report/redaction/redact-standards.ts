import type { RequirementResult, StandardsReport, StandardVerdict } from "../../model/standards.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { redactOrg } from "./redact-report.ts";

/** The answers to standards with every name and id of the org replaced. */
export function redactStandards(report: StandardsReport, pseudonyms: Pseudonyms): StandardsReport {
  const { within } = pseudonyms;
  const verdict = ({ status, reason, evidence }: StandardVerdict): StandardVerdict => ({
    status,
    reason: within(reason),
    evidence: evidence.map(({ path, name, field, value }) => ({
      path: within(path),
      name: within(name),
      field,
      value: within(value),
    })),
  });
  const requirement = (one: RequirementResult): RequirementResult => ({
    ...one,
    asTheStandardChecks: verdict(one.asTheStandardChecks),
    asItHoldsForPeople: verdict(one.asItHoldsForPeople),
  });
  return {
    ...report,
    org: redactOrg(report.org, pseudonyms),
    frameworks: report.frameworks.map((one) => ({
      ...one,
      requirements: one.requirements.map(requirement),
    })),
    gaps: report.gaps.map(({ slice, reason, affected }) => ({ slice, reason: within(reason), affected })),
  };
}
