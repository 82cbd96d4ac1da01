import { describe, expect, it } from "vitest";
import { explainPerson } from "../../../src/answers/explain/explain-person.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  anExemption,
  anyOf,
  appliesTo,
  aRequirement,
  theDeclaredDefault,
} from "../../support/baseline-builder.ts";
import {
  anOrg,
  aPerson,
  aPolicy,
  enrolments,
  idOf,
  network,
  type OrgParts,
  theDefaultPolicy,
  without,
} from "../../support/org-builder.ts";

const now = new Date("2026-03-01T00:00:00.000Z");
const dana = "dana@acme.example";

const baseline = aBaseline({
  groups: [aDeclaredGroup("Staff"), aDeclaredGroup("Required")],
  enrollmentPolicies: [aDeclaredPolicy("Staff", ["Staff"]), theDeclaredDefault()],
  requirements: [
    aRequirement("everyone", {
      title: "All",
      memberOf: ["Required"],
      governedBy: ["Staff", "Default Policy"],
      factors: anyOf(["webauthn"]),
    }),
    aRequirement("admins", { appliesTo: appliesTo.anyAdmin, memberOf: ["Staff"], severity: "critical" }),
  ],
});

const orgOf = (parts: OrgParts = {}): OrgSnapshot =>
  anOrg({
    people: [aPerson(dana), aPerson("nia@acme.example")],
    groups: { Staff: [dana], Required: [] },
    policies: [
      aPolicy("Staff", {
        groups: ["Staff"],
        settings: { okta_password: "REQUIRED", webauthn: "OPTIONAL" },
        rules: [{ name: "Office", network: network.in("Corp") }],
      }),
      theDefaultPolicy(),
    ],
    zones: ["Corp"],
    authenticators: { webauthn: "ACTIVE", okta_verify: "ACTIVE" },
    enrolments: { [dana]: enrolments(["okta_password", "webauthn"]) },
    ...parts,
  });

const explain = (org: OrgSnapshot, by: Baseline = baseline, user: string = dana) =>
  explainPerson({ baseline: by, org, now, user });

describe("explaining a person", () => {
  it("tells which policies can win, what was tried, what is enrolled and what is asked", () => {
    expect(explain(orgOf())).toEqual({
      person: { id: idOf.user(dana), login: dana, status: "ACTIVE", standing: "in-scope" },
      policy: {
        outcomes: [
          { policy: "Staff", rule: "Office", network: "in Corp", apps: null, why: "network" },
          { policy: "Default Policy", rule: "Default Rule", network: null, apps: null, why: "network" },
        ],
        path: [
          { policy: "Staff", applies: "maybe", reason: 'rule "Office" matches in Corp' },
          { policy: "Default Policy", applies: "yes", reason: 'rule "Default Rule" matches' },
        ],
        uncertainties: [],
      },
      enrolled: { source: "authenticator-enrollments", factors: ["webauthn"], reason: null },
      signIn: {
        policies: [],
        uncertainties: [expect.stringContaining("not read"), expect.stringContaining("not read")],
      },
      requirements: [
        {
          id: "everyone",
          title: "All",
          severity: "high",
          applies: "yes",
          status: "drift",
          uncertainties: [],
          findings: [
            {
              check: "member-of",
              status: "open",
              message: 'dana@acme.example is not in "Required", which "All" (everyone) asks for.',
              remedy: expect.stringContaining('Add the person to "Required"'),
            },
          ],
          exemption: null,
        },
        {
          id: "admins",
          title: "Requirement admins",
          severity: "critical",
          applies: "no",
          status: "in-line",
          uncertainties: [],
          findings: [],
          exemption: null,
        },
      ],
    });
  });

  it.each([idOf.user(dana), "DANA@acme.example"])("finds the person called %s", (user) => {
    expect(explain(orgOf(), baseline, user)?.person.login).toBe(dana);
  });

  it("is null for nobody of that name, and for somebody who is gone", () => {
    expect(explain(orgOf(), baseline, "dan@acme.example")).toBeNull();
    expect(explain(orgOf({ enrolments: { [dana]: { kind: "gone" } } }))).toBeNull();
  });

  it.each([
    { status: "STAGED", standing: "pending", applies: "yes", verdict: "pending" },
    { status: "SUSPENDED", standing: "out-of-scope", applies: "no", verdict: "in-line" },
    { status: "DEPROVISIONED", standing: "out-of-scope", applies: "no", verdict: "in-line" },
  ])("judges someone $status as $standing", ({ status, standing, applies, verdict }) => {
    const explained = explain(orgOf({ people: [aPerson(dana, { status })] }));
    expect(explained?.person.standing).toBe(standing);
    expect(explained?.requirements[0]).toMatchObject({ applies, status: verdict });
  });

  it("shows the exemption that holds", () => {
    const by = { ...baseline, exemptions: [anExemption(dana, "everyone")] };
    expect(explain(orgOf(), by)?.requirements[0]).toMatchObject({
      status: "exempted",
      findings: [{ status: "exempted" }],
      exemption: { until: "2026-12-31" },
    });
  });

  it("says when it is not known whether a requirement applies", () => {
    const org = without(orgOf({ gaps: [] }), {});
    const gaps = [{ slice: "admin-roles", reason: "500", affected: 1, ids: [idOf.user(dana)] }] as const;
    expect(explain({ ...org, gaps })?.requirements[1]).toMatchObject({
      applies: "unknown",
      status: "unknown",
      uncertainties: ["admin roles were not all read (500)"],
    });
  });

  it("is not troubled by what is unknown about whom else a requirement that does apply covers", () => {
    const by = {
      ...baseline,
      requirements: [
        aRequirement("some", { appliesTo: appliesTo.groups("Staff", "Nobody's"), memberOf: ["Staff"] }),
      ],
    };
    expect(explain(orgOf(), by)?.requirements).toMatchObject([
      { applies: "yes", status: "in-line", uncertainties: [] },
    ]);
  });

  it("is unknown where enrolments were not read, and says why", () => {
    const unread = explain(
      orgOf({
        enrolments: { [dana]: { kind: "unread", reason: "500 E0000009" } },
        groups: { Staff: [dana], Required: [dana] },
      }),
    );
    expect(unread?.enrolled).toEqual({ source: null, factors: [], reason: "500 E0000009" });
    expect(unread?.requirements[0]).toMatchObject({
      status: "unknown",
      findings: [{ check: "factors", status: "unknown" }],
    });
    expect(explain(orgOf({ enrolments: {} }))?.enrolled.reason).toBe("they were not needed");
    const missing = explain(
      without(orgOf({ groups: { Required: [dana] } }), { factors: "factors" }, "stopped"),
    );
    expect(missing?.enrolled.reason).toBe("stopped");
    expect(missing?.requirements[0]).toMatchObject({
      status: "unknown",
      uncertainties: ["factors: stopped"],
    });
  });

  it("names no policy where policies were not read", () => {
    expect(explain(without(orgOf(), { policies: "policies" }, "403"))?.policy).toEqual({
      outcomes: [],
      path: [],
      uncertainties: ["enrollment policies were not read: 403"],
    });
  });

  it("says so when no policy, or a rule that was not read, takes the person", () => {
    expect(explain(orgOf({ policies: [] }))?.policy.outcomes).toEqual([
      { policy: null, rule: null, network: null, apps: null, why: "certain" },
    ]);
    const policies = [aPolicy("Staff", { groups: ["Staff"], rules: null }), theDefaultPolicy()];
    expect(explain(orgOf({ policies }))?.policy).toMatchObject({
      outcomes: [{ policy: "Staff", rule: null, why: "undecidable" }, { policy: "Default Policy" }],
      uncertainties: ['the rules of policy "Staff" were not read'],
    });
  });
});
