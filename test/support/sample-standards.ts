import type { JudgedFramework, NotReached } from "../../src/model/kept-standard.ts";
import type { RequirementResult, StandardsReport, StandardVerdict } from "../../src/model/standards.ts";

export const aVerdict = (change: Partial<StandardVerdict> = {}): StandardVerdict => ({
  status: "pass",
  reason: "the first rule ends a session after 15 minutes without use",
  evidence: [
    {
      path: "/api/v1/policies/00p1/rules/0pr1",
      name: "Default Policy / Workforce",
      field: "actions.signon.session.maxSessionIdleMinutes",
      value: "15",
    },
  ],
  ...change,
});

export const aResult = (id: string, change: Partial<RequirementResult> = {}): RequirementResult => ({
  id,
  aliases: ["OKTA-APP-000020"],
  title: "A session ends after 15 minutes without use",
  severity: "medium",
  decidedBy: "GET /api/v1/policies?type=OKTA_SIGN_ON",
  status: "pass",
  asTheStandardChecks: aVerdict(),
  asItHoldsForPeople: aVerdict(),
  people: null,
  ...change,
});

/** Answers to a standard of three requirements: one is met, one open for people alone, one could not be decided. */
export const aStandardsReport = (change: Partial<StandardsReport> = {}): StandardsReport => ({
  schemaVersion: 1,
  tool: { name: "plumbline", version: "0.1.0" },
  org: { url: "https://acme.okta.com", id: "00oAcme", engine: "identity" },
  startedAt: "2026-11-23T10:00:00.000Z",
  finishedAt: "2026-11-23T10:00:09.000Z",
  source: "live",
  asOf: "2026-11-23T10:00:00.000Z",
  frameworks: [
    {
      id: "stig",
      title: "DISA Okta Identity as a Service (IDaaS) STIG",
      version: "V1R2",
      published: "2026-01-05",
      counts: { pass: 1, open: 1, notReviewed: 1 },
      requirements: [
        aResult("V-273186"),
        aResult("V-273193", {
          status: "open",
          severity: "high",
          asItHoldsForPeople: aVerdict({
            status: "open",
            reason: "a lower rule lets 3 people in with one factor",
          }),
          people: { judged: 51, open: 3, unknown: 1 },
        }),
        aResult("V-273202", {
          status: "not_reviewed",
          severity: "high",
          asTheStandardChecks: aVerdict({
            status: "not_reviewed",
            reason: "grant okta.logStreams.read",
            evidence: [],
          }),
          asItHoldsForPeople: aVerdict({
            status: "not_reviewed",
            reason: "grant okta.logStreams.read",
            evidence: [],
          }),
        }),
      ],
    },
  ],
  gaps: [],
  cost: { requests: 9, byEndpoint: {}, throttledMs: 0 },
  ...change,
});

/** The answers of a report as they are kept, with whom they do not reach: nobody unless given. */
export const judgedIn = (
  { frameworks }: StandardsReport,
  notReached: NotReached = { answers: [], people: [] },
): readonly JudgedFramework[] => frameworks.map((result) => ({ result, notReached }));
