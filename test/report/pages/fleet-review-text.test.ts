import { expect, it } from "vitest";
import type { FleetReview, OrgReview } from "../../../src/model/fleet-review.ts";
import { fleetReviewText } from "../../../src/report/pages/fleet-review-text.ts";
import { aBaseline, aDeclaredPolicy } from "../../support/baseline-builder.ts";
import { anOrg, aPerson, aPolicy, enrolments, theDefaultPolicy } from "../../support/org-builder.ts";
import { reviewOf } from "../../support/sample-review.ts";

const org = (name: string, part: Partial<OrgReview> = {}): OrgReview => ({
  name,
  url: `https://${name}.okta.com`,
  tags: [],
  owner: null,
  baseline: `${name}.yaml`,
  exitCode: 0,
  outcome: "unchanged",
  error: null,
  review: null,
  ...part,
});
const declaring = (webauthn: "REQUIRED" | "OPTIONAL") =>
  aBaseline({
    enrollmentPolicies: [
      aDeclaredPolicy("Staff", ["Everyone"], { authenticators: { okta_password: "REQUIRED", webauthn } }),
    ],
  });
const acme = anOrg({
  people: [aPerson("nia@acme.example")],
  policies: [
    aPolicy("Staff", { groups: ["Everyone"], settings: { okta_password: "REQUIRED", webauthn: "REQUIRED" } }),
    theDefaultPolicy(),
  ],
  enrolments: { "nia@acme.example": enrolments(["webauthn"]) },
});
const review = reviewOf(declaring("REQUIRED"), declaring("OPTIONAL"), acme);
const summary = { ...review.summary, verdict: "weaker" as const, weaker: 1, approved: 1 };
const approved = { ...review, summary, changes: review.changes.map((one) => ({ ...one, approved: true })) };
const fleet: FleetReview = {
  schemaVersion: 1,
  tool: { name: "plumbline", version: "0.1.0" },
  fleet: "fleet.yaml",
  base: "main",
  head: "HEAD",
  exitCode: 2,
  orgs: [
    org("acme", { outcome: "reviewed", exitCode: 2, review }),
    org("acme-eu", { outcome: "reviewed", review: approved }),
    org("acme-us"),
    org("acme-dev", {
      outcome: "failed",
      exitCode: 1,
      error: { code: "GIT_FAILED", message: "no git", details: [], remedy: "install it" },
    }),
  ],
};
const options = { width: 100, color: false };

it("says what is weaker in each org, with the id to approve it by", () => {
  const text = fleetReviewText(fleet, options);
  expect(text).toContain("main → HEAD: 3 orgs of 4 with a changed baseline.\n\nWEAKER  acme  acme.yaml\n");
  expect(text).toContain("WEAKER, APPROVED  acme-eu  acme-eu.yaml\n");
  expect(text).toContain("FAILED  acme-dev  acme-dev.yaml\n  error[GIT_FAILED]: no git\n  fix: install it\n");
  expect(text).toMatch(/\n\nUnchanged \(1\): acme-us\n$/);
  expect(text).toContain("1 person would no longer need a strong second factor");
  const weaker = review.changes.filter(({ effect, approved: passes }) => effect === "weaker" && !passes);
  for (const { id } of weaker) expect(text).toContain(`    id: ${id}\n`);
});

it("paints what is good green and what was approved yellow", () => {
  const stronger = {
    ...review,
    summary: { ...review.summary, verdict: "stronger" as const, weaker: 0, approved: 0 },
  };
  const orgs = [
    org("acme", { outcome: "reviewed", review: stronger }),
    org("acme-eu", { review: approved, outcome: "reviewed" }),
  ];
  const text = fleetReviewText({ ...fleet, orgs, head: null }, { ...options, color: true });
  expect(text).toContain("main → the working tree");
  expect(text).toContain("\u001b[32mSTRONGER");
  expect(text).toContain("\u001b[33mWEAKER, APPROVED");
  expect(text).not.toContain("Unchanged");
});
