import { describe, expect, it } from "vitest";
import { planReads } from "../../../checks/runner/plan-reads.ts";
import { dependenceOf } from "../../../src/answers/readiness/dependence.ts";
import { enrolmentNeed } from "../../../src/answers/readiness/enrolment-need.ts";
import { wholeBaseline } from "../../../src/answers/readiness/whole-baseline.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import type { OrgCounts } from "../../../src/model/org-probe.ts";
import { slices, slicesOfStandards } from "../../../src/model/snapshot.ts";
import { aBaseline, aDeclaredGroup, aRequirement } from "../../support/baseline-builder.ts";

const checks = (await loadChecks()).filter(
  ({ needsStack, needsMemory, about }) => needsStack !== true && needsMemory !== true && about !== "standard",
);

describe("a baseline that asks for everything", () => {
  it.each(["identity", "classic"] as const)("makes every check need something (%s)", (engine) => {
    const whole = wholeBaseline(engine);
    // Identity providers are read where somebody signs in at one, user types where a rule names some; Classic shows nothing of
    // applications' policies.
    const ids = checks.map(({ id }) => id).filter((id) => engine === "identity" || !id.startsWith("app-"));
    expect(dependenceOf(checks, whole).all.unknown).toEqual(ids);
    const left: readonly string[] = [
      "logs",
      "idps",
      "user-types",
      ...slicesOfStandards,
      ...(engine === "classic" ? ["app-policies"] : []),
    ];
    expect([...planReads(checks, whole).slices].sort()).toEqual(
      slices.filter((slice) => !left.includes(slice)).sort(),
    );
  });
});

describe("what a missing slice costs", () => {
  it("is nothing where the baseline asks for nothing of it", () => {
    const dependence = dependenceOf(checks, aBaseline({ groups: [aDeclaredGroup("MFA Required")] }));
    expect(dependence.without(["groups"])).toEqual({
      unknown: ["group-missing"],
      partly: ["enrollment-policy-unmanaged"],
    });
    expect(dependence.without(["apps"])).toEqual({ unknown: [], partly: [] });
  });
});

const counts = (change: Partial<OrgCounts> = {}): OrgCounts => ({
  people: {
    atLeast: 100,
    isAll: true,
    total: null,
    byStatus: { ACTIVE: 80, LOCKED_OUT: 10, STAGED: 6, SUSPENDED: 4 },
  },
  deprovisioned: null,
  groups: null,
  groupRules: null,
  membersOfGroups: [
    { name: "Payroll", isAdmin: false, members: 30 },
    { name: "Warehouse", isAdmin: false, members: 50 },
    { name: "Admins", isAdmin: true, members: 5 },
  ],
  policies: null,
  signOnPolicies: [],
  hiddenAppPolicies: { least: 0, most: 0 },
  methodLists: 0,
  zones: null,
  assignees: { atLeast: 3, isAll: true },
  adminGroups: 1,
  apps: null,
  namedApps: [],
  wantedApps: [
    { label: "Payslips", users: { atLeast: 40, isAll: true }, groups: { atLeast: 1, isAll: true } },
  ],
  ...change,
});

const strong = { kind: "anyOf", anyOf: ["webauthn"], atLeast: 1 } as const;

describe("people whose enrolments are read", () => {
  it.each([
    ["everyone", { kind: "everyone" }, 90, 90],
    // Ten of the hundred cannot sign in, and may all be in the larger group.
    ["groups", { kind: "groups", groups: ["Payroll", "Warehouse"] }, 40, 80],
    ["Everyone among groups", { kind: "groups", groups: ["Everyone"] }, 90, 90],
    ["apps", { kind: "apps", apps: ["Payslips"] }, 30, 40],
    ["any admin", { kind: "adminRoles", roles: "any" }, 0, 8],
    ["some admins", { kind: "adminRoles", roles: ["SUPER_ADMIN"] }, 0, 8],
  ] as const)("for %s", (_whom, appliesTo, least, most) => {
    const baseline = aBaseline({ requirements: [aRequirement("strong", { appliesTo, factors: strong })] });
    expect(enrolmentNeed(baseline, counts()).people).toEqual({ least, most });
  });

  it("are nobody where no requirement is about factors", () => {
    const baseline = aBaseline({
      requirements: [aRequirement("strong", { factors: null, memberOf: ["Payroll"] })],
    });
    expect(enrolmentNeed(baseline, counts())).toEqual({
      people: { least: 0, most: 0 },
      mayNeedFactorsToo: false,
    });
  });

  it("are taken from Okta's own number where not all were counted, by the share of those that were", () => {
    const people = { atLeast: 1000, isAll: false, total: 100_000, byStatus: { ACTIVE: 900, SUSPENDED: 100 } };
    const baseline = aBaseline({
      requirements: [aRequirement("strong", { appliesTo: { kind: "everyone" }, factors: strong })],
    });
    expect(enrolmentNeed(baseline, counts({ people })).people).toEqual({ least: 90_000, most: 90_000 });
  });

  it("may need a second call where a method decides", () => {
    const push = { kind: "anyOf", anyOf: ["okta_verify:push"], atLeast: 1 } as const;
    const baseline = aBaseline({ requirements: [aRequirement("strong", { factors: push })] });
    expect(enrolmentNeed(baseline, counts()).mayNeedFactorsToo).toBe(true);
  });
});
