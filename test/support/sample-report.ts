import type { ReportToKeep } from "../../src/ledger/keep-report.ts";
import type { ChangedBy, Finding, Report, RequirementCount } from "../../src/model/report.ts";
import type { RunView } from "../../src/model/run-view.ts";
import { severities } from "../../src/model/words.ts";

/** A finding on Dana, who has only a text message; override what the test is about. */
export function sampleFinding(over: Partial<Finding> = {}): Finding {
  return {
    fingerprint: "f-dana-factors",
    check: "factors",
    severity: "high",
    status: "open",
    subject: { type: "user", id: "00udana0000000000001", name: "dana@acme.example" },
    requirement: "everyone",
    field: "factors",
    expected: ["webauthn"],
    actual: ["phone_number:sms"],
    message: "dana@acme.example has no acceptable factor.",
    remedy: "Ask dana@acme.example to enroll a security key.",
    causedBy: null,
    changedBy: null,
    exemption: null,
    ...over,
  };
}

/** A finding on a named person. */
export function personFinding(name: string, over: Partial<Finding> = {}): Finding {
  return sampleFinding({
    fingerprint: `f-${name}`,
    subject: { type: "user", id: `00u${name.replace(/\W/g, "").padEnd(17, "0")}`, name },
    message: `${name} has no acceptable factor.`,
    remedy: `Ask ${name} to enroll a security key.`,
    ...over,
  });
}

/** A finding on a policy that can be the cause of others. */
export function policyFinding(over: Partial<Finding> = {}): Finding {
  return sampleFinding({
    fingerprint: "f-order",
    check: "enrollment-policy-order",
    subject: { type: "policy", id: "00padmins", name: "Admins" },
    requirement: null,
    field: "order",
    expected: ["Admins", "Staff"],
    actual: ["Staff", "Admins"],
    message: 'Policy "Admins" is tried after "Staff".',
    remedy: 'Move "Admins" above "Staff".',
    ...over,
  });
}

/** Event of a change that Nia made. */
export const changedByNia: ChangedBy = {
  status: "found",
  managed: false,
  actor: "Nia Okafor",
  at: "2026-11-22T08:00:00.000Z",
  ip: "203.0.113.7",
  via: "admin console",
};

/** A requirement that everybody meets; override what the test is about. */
export function aRequirementCount(over: Partial<RequirementCount> = {}): RequirementCount {
  return {
    id: "everyone",
    title: "Everyone has a key",
    severity: "high",
    appliesTo: 12,
    drift: 0,
    unknown: 0,
    pending: 0,
    exempted: 0,
    ...over,
  };
}

/** A report with these findings; counts and verdict follow from them. */
export function sampleReport(findings: readonly Finding[] = [], over: Partial<Report> = {}): Report {
  const withStatus = (status: Finding["status"]) => findings.filter((finding) => finding.status === status);
  const open = withStatus("open");
  const unknown = withStatus("unknown").length + (over.gaps?.length ?? 0);
  const bySeverity = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const severity of severities)
    bySeverity[severity] = open.filter((one) => one.severity === severity).length;
  return {
    schemaVersion: 1,
    tool: { name: "plumbline", version: "0.1.0" },
    org: { url: "https://acme.okta.com", id: "00oacme", engine: "identity" },
    baseline: { path: "policy/baseline.yaml", sha256: "ab".repeat(32) },
    startedAt: "2026-11-23T10:00:00.000Z",
    finishedAt: "2026-11-23T10:00:07.000Z",
    source: "live",
    summary: {
      verdict: open.length > 0 ? "drift" : unknown > 0 ? "unknown" : "in-line",
      findings: open.length,
      exempted: withStatus("exempted").length,
      unknown: withStatus("unknown").length,
      checks: 2,
      pending: withStatus("pending").length,
      bySeverity,
      people: { inScope: 437, examined: 437, pending: 2, suspended: 3, deprovisioned: 5, gone: 0 },
    },
    outcomes: [
      { check: "enrollment-policy-order", status: "in-line", reason: null },
      { check: "factors", status: open.length > 0 ? "drift" : "in-line", reason: null },
    ],
    findings,
    gaps: [],
    cost: { requests: 512, byEndpoint: { "/api/v1/users": 3 }, throttledMs: 0 },
    ...over,
  };
}

/** A report to be kept without anybody's view. */
export const aloneReport = (report: Report): ReportToKeep => ({ report, view: null, figures: null });

/** A view of a run with nobody in it. */
export const emptyView: RunView = {
  requirements: [],
  groups: [],
  people: [],
  policies: [],
  exemptions: [],
  approvals: [],
};
