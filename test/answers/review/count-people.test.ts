import { describe, expect, it } from "vitest";
import enrollmentPolicyOrder from "../../../checks/enrollment-policy-order.check.ts";
import groupMembers from "../../../checks/group-members.check.ts";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { compareBaselines } from "../../../src/answers/review/compare-baselines.ts";
import { countPeople } from "../../../src/answers/review/count-people.ts";
import { applyBaseline } from "../../../src/answers/review/people/apply-baseline.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  aDeclaredRule,
  anExemption,
  anyOf,
  appliesTo,
  aRequirement,
} from "../../support/baseline-builder.ts";
import {
  anOrg,
  aPerson,
  aPolicy,
  enrolments,
  type OrgParts,
  theDefaultPolicy,
  without,
} from "../../support/org-builder.ts";

const now = new Date("2026-11-23T10:00:00.000Z");
const strong = { okta_password: "REQUIRED", webauthn: "REQUIRED" } as const;
const usual = { okta_password: "REQUIRED", okta_verify: "REQUIRED", okta_email: "OPTIONAL" } as const;

const admins = aDeclaredPolicy("Admins", ["MFA Admins"], { authenticators: strong });
const staff = aDeclaredPolicy("Staff", ["MFA Required"], { authenticators: usual });
const baseline = aBaseline({
  groups: [aDeclaredGroup("MFA Admins", { members: ["nia@acme.example"] }), aDeclaredGroup("MFA Required")],
  enrollmentPolicies: [admins, staff],
  requirements: [
    aRequirement("admins", { appliesTo: appliesTo.groups("MFA Admins"), governedBy: ["Admins"] }),
  ],
});
const policies = (...list: Baseline["enrollmentPolicies"]): Baseline => ({
  ...baseline,
  enrollmentPolicies: list,
});

const parts: OrgParts = {
  people: ["nia", "omar", "dana", "kim"].map((name) => aPerson(`${name}@acme.example`)),
  groups: {
    "MFA Admins": ["nia@acme.example", "omar@acme.example"],
    "MFA Required": ["nia@acme.example", "omar@acme.example", "dana@acme.example"],
  },
  policies: [
    aPolicy("Admins", { groups: ["MFA Admins"], settings: strong, priority: 1 }),
    aPolicy("Staff", { groups: ["MFA Required"], settings: usual, priority: 2 }),
    theDefaultPolicy(),
  ],
  adminRoles: { users: { "nia@acme.example": ["SUPER_ADMIN"] } },
  authenticators: { okta_verify: "ACTIVE", webauthn: "ACTIVE", okta_email: "ACTIVE" },
  enrolments: {
    "nia@acme.example": enrolments(["webauthn"]),
    "omar@acme.example": enrolments(["okta_verify"]),
    "dana@acme.example": enrolments(["okta_verify"]),
    "kim@acme.example": enrolments([]),
  },
};
const org = anOrg(parts);

function effects(after: Baseline, snapshot: OrgSnapshot = org, before: Baseline = baseline) {
  const changes = compareBaselines(before, after).map(({ change }) => change);
  const counted = countPeople({ base: before, head: after }, snapshot, now)(changes);
  return {
    ...counted,
    told: counted.effects.map(
      ({ id, effect, people }) =>
        `${effect} ${id}: ${people.map(({ login }) => login.split("@")[0]).join(" ")}`,
    ),
  };
}

describe("what a changed baseline comes to for people", () => {
  it("is nothing where nothing changes, or only a name", () => {
    expect(effects(baseline).told).toEqual([]);
    const renamed = JSON.parse(JSON.stringify(baseline).replaceAll("MFA Admins", "Administrators"));
    expect(effects(renamed).told).toEqual([]);
    expect(effects(renamed).people.uncertainties).toEqual([]);
  });

  it("names those whom a swap of two policies puts under the weaker one", () => {
    const { told, effects: found } = effects(policies(staff, admins));
    expect(told).toEqual([
      "weaker people-lose-phishing-resistance: nia omar",
      "weaker people-weak-factor/okta_email: nia omar",
      "weaker people-moved/Admins/Staff: nia omar",
      "stronger people-enroll/okta_verify: nia",
    ]);
    expect(found[0]).toMatchObject({ admins: 1, explainedBy: ["enrollment-policy-order/Staff/Admins"] });
  });

  it("names who has to enroll what is newly required, and who could not", () => {
    const before = policies({ ...admins, authenticators: { ...strong, webauthn: "OPTIONAL" } }, staff);
    expect(effects(baseline, org, before).told).toEqual([
      "stronger people-enroll/webauthn: omar",
      "stronger people-gain-phishing-resistance: nia omar",
      "stronger people-gain-second-factor: nia omar",
    ]);
    const shut = policies({ ...admins, rules: [aDeclaredRule({ enroll: "NEVER" })] }, staff);
    expect(effects(shut, org, before).told).toContain("neutral people-locked-out: omar");
  });

  it("tells who leaves a requirement's scope, or is exempted from it until that day", () => {
    const exempted = { ...baseline, exemptions: [anExemption("omar@acme.example", "admins")] };
    expect(effects(exempted).told).toEqual(["weaker people-lose-requirement/admins: omar"]);
    const ended = {
      ...baseline,
      exemptions: [anExemption("omar@acme.example", "admins", { until: "2026-11-22" })],
    };
    expect(effects(ended).told).toEqual([]);
  });

  it("takes those out of a group who are declared no longer, and leaves others in", () => {
    const [first, ...rest] = baseline.groups;
    const fewer = { ...baseline, groups: [{ ...(first ?? aDeclaredGroup("")), members: [] }, ...rest] };
    expect(effects(fewer).told).toContain("weaker people-moved/Admins/Staff: nia");
  });

  it("names whom a method that is switched off leaves without a factor", () => {
    const asks: Baseline = {
      ...baseline,
      authenticators: { okta_verify: "ACTIVE" },
      requirements: [aRequirement("push", { factors: anyOf(["okta_verify:push"]) })],
    };
    const snapshot = anOrg({
      ...parts,
      enrolments: { ...parts.enrolments, "dana@acme.example": enrolments(["okta_verify:push"]) },
    });
    const declares = (push: "ACTIVE" | "INACTIVE") => ({
      ...asks,
      authenticatorMethods: { okta_verify: { push } },
    });
    const lost = (after: Baseline, before: Baseline = asks) =>
      effects(after, snapshot, before).effects.filter(({ kind }) => kind === "people-lose-factors");
    expect(lost(declares("INACTIVE"))).toMatchObject([
      {
        id: "people-lose-factors/push",
        effect: "weaker",
        people: [{ login: "dana@acme.example", certain: true }],
        explainedBy: ["authenticator-method/okta_verify/push"],
      },
    ]);
    expect(lost(declares("ACTIVE"))).toEqual([]);
    expect(lost(asks, declares("INACTIVE"))).toEqual([]);
    const split: Baseline = { ...asks, authenticators: { okta_verify_push: "INACTIVE" } };
    expect(lost(split)).toMatchObject([{ people: [{ login: "dana@acme.example" }] }]);
  });

  it("calls people weaker off whom no change of the text explains", () => {
    // A group that only seems renamed: the org has both, with other people in them.
    const both = anOrg({
      people: org.slices.users?.people ?? [],
      groups: {
        "MFA Admins": ["nia@acme.example", "omar@acme.example"],
        Administrators: [],
        "MFA Required": ["nia@acme.example", "omar@acme.example"],
      },
      policies: [...(org.slices.policies ?? [])],
    });
    const renamed: Baseline = JSON.parse(JSON.stringify(baseline).replaceAll("MFA Admins", "Administrators"));
    const { effects: found } = effects(renamed, both);
    expect(found[0]).toMatchObject({ kind: "people-lose-phishing-resistance", explainedBy: [] });
    expect(found[0]?.people.map(({ login }) => login)).toEqual(["omar@acme.example"]);
  });

  it("never takes a group for empty that the org does not have", () => {
    const added: Baseline = {
      ...baseline,
      groups: [...baseline.groups, aDeclaredGroup("Interns")],
      enrollmentPolicies: [aDeclaredPolicy("Interns", ["Interns"], { authenticators: usual }), admins, staff],
    };
    const { people, told, effects: found } = effects(added);
    expect(people.uncertainties).toContain('the members of "Interns" were not read');
    expect(told).toContain("weaker people-lose-phishing-resistance: nia omar");
    expect(found[0]?.people.map(({ certain }) => certain)).toEqual([false, false]);
  });

  it("says that it could not count without people or policies", () => {
    const { people } = effects(policies(staff, admins), without(org, { policies: "policies" }));
    expect(people).toMatchObject({
      counted: false,
      uncertainties: ["the snapshot has no enrollment policies"],
    });
  });

  it("says whose enrolments were not read", () => {
    const unread = { ...org, slices: { ...org.slices, factors: {} } };
    expect(effects(policies(staff, admins), unread).people.uncertainties).toEqual([
      "the enrolments of 2 whom it touches were not read",
    ]);
  });
});

describe("a baseline in force", () => {
  it("is what its own checks find in line, and leaves what nobody declared where it was", () => {
    const live = anOrg({
      people: org.slices.users?.people ?? [],
      groups: { "MFA Admins": [], "MFA Required": [] },
      policies: [
        aPolicy("Staff", { groups: ["MFA Required"], priority: 1 }),
        aPolicy("Old", { groups: ["MFA Required"], priority: 2 }),
        theDefaultPolicy(),
      ],
    });
    const applied = applyBaseline(baseline, baseline, live);
    expect(applied.slices.policies?.map(({ name, priority }) => `${priority} ${name}`)).toEqual([
      "1 Admins",
      "2 Staff",
      "3 Old",
      "4 Default Policy",
    ]);
    const { findings } = evaluate({
      checks: [enrollmentPolicyOrder, groupMembers],
      baseline,
      org: applied,
      now,
    });
    expect(findings).toEqual([]);
  });
});
