import { describe, expect, it } from "vitest";
import type { Check } from "../../checks/contract/check.ts";
import unmanaged from "../../checks/enrollment-policy-unmanaged.check.ts";
import rule from "../../checks/enrollment-rule.check.ts";
import factors from "../../checks/factors.check.ts";
import { evaluate } from "../../checks/runner/evaluate.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import type { OrgSlices, OrgSnapshot, Slice } from "../../src/model/snapshot.ts";
import {
  aBaseline,
  aDeclaredPolicy,
  aDeclaredRule,
  anyOf,
  appliesTo,
  aRequirement,
} from "../support/baseline-builder.ts";
import { anOrg, aPerson, aPolicy, enrolments, without } from "../support/org-builder.ts";

const now = new Date("2026-03-01T12:00:00.000Z");
const dana = "dana@acme.example";
const people = [aPerson(dana)];

interface Case {
  readonly what: string;
  readonly check: Check;
  readonly baseline: Baseline;
  readonly org: OrgSnapshot;
  readonly missing: Partial<Record<keyof OrgSlices, Slice>>;
  /** Subject and field of what is found all the same. */
  readonly found: readonly string[];
}

const everyone = aRequirement("everyone", { factors: anyOf(["webauthn"]) });
const admins = aRequirement("admins", {
  appliesTo: appliesTo.adminRoles("any"),
  factors: anyOf(["webauthn"]),
});
const weak = {
  people,
  authenticators: { webauthn: "ACTIVE" },
  enrolments: { [dana]: enrolments(["okta_email"]) },
};

const cases: readonly Case[] = [
  {
    what: "a rule set to NEVER, without the zones that another rule names",
    check: rule,
    baseline: aBaseline({
      enrollmentPolicies: [
        aDeclaredPolicy("Staff", ["Staff"], {
          rules: [
            aDeclaredRule({ name: "Always" }),
            aDeclaredRule({ name: "In the office", network: { kind: "in", zones: ["Corp"] } }),
          ],
        }),
      ],
    }),
    org: anOrg({ policies: [aPolicy("Staff", { rules: [{ name: "Always", enroll: "NEVER" }] })] }),
    missing: { zones: "zones" },
    found: ["Staff / Always enroll"],
  },
  {
    what: "a policy that nobody declared, without the people it may take",
    check: unmanaged,
    baseline: aBaseline(),
    org: anOrg({ people, policies: [aPolicy("Temp")] }),
    missing: { users: "users" },
    found: ["Temp null"],
  },
  {
    what: "a person without a factor, without the admin roles that another requirement is about",
    check: factors,
    baseline: aBaseline({ requirements: [everyone, admins] }),
    org: anOrg(weak),
    missing: { adminRoles: "admin-roles" },
    found: [`${dana} factors`],
  },
  {
    what: "a person without a factor, where Okta's unfiltered view shows it without any policy",
    check: factors,
    baseline: aBaseline({ requirements: [everyone] }),
    org: anOrg(weak),
    missing: { policies: "policies" },
    found: [`${dana} factors`],
  },
];

describe("a slice that only sharpens the answer", () => {
  it.each(cases)("does not hide $what", ({ check, baseline, org, missing, found }) => {
    const { findings, gaps, outcomes } = evaluate({
      checks: [check],
      baseline,
      org: without(org, missing, "403 no permission"),
      now,
    });
    const open = findings.filter(({ status }) => status === "open");
    expect(open.map(({ subject, field }) => `${subject.name} ${field}`)).toEqual(found);
    expect(gaps).toMatchObject(Object.values(missing).map((slice) => ({ slice })));
    expect(outcomes).toMatchObject([
      { status: "drift", reason: expect.stringContaining("403 no permission") },
    ]);
  });

  it("keeps a check from calling in line what it could not see sharply", () => {
    const org = anOrg({
      people,
      authenticators: { webauthn: "ACTIVE" },
      enrolments: { [dana]: enrolments(["webauthn"]) },
    });
    const { outcomes, summary } = evaluate({
      checks: [factors],
      baseline: aBaseline({ requirements: [everyone, admins] }),
      org: without(org, { adminRoles: "admin-roles" }, "403 no permission"),
      now,
    });
    expect(outcomes).toMatchObject([{ check: "factors", status: "unknown" }]);
    expect(summary.verdict).toBe("unknown");
  });
});
