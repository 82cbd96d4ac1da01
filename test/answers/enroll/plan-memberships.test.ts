import { describe, expect, test } from "vitest";
import { type PlanRequest, planMemberships } from "../../../src/answers/enroll/plan-memberships.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import type { MembershipPlan } from "../../../src/model/memberships.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aFilling,
  anExemption,
  appliesTo,
  aRequirement,
} from "../../support/baseline-builder.ts";
import {
  aGroup,
  aGroupRule,
  anOrg,
  aPerson,
  idOf,
  type OrgParts,
  partOf,
  without,
} from "../../support/org-builder.ts";

const now = new Date("2026-03-01T00:00:00.000Z");
const [nia, omar, dana, kim] = [
  "nia@acme.example",
  "omar@acme.example",
  "dana@acme.example",
  "kim@acme.example",
];

const asking = (change: Partial<Baseline> = {}): Baseline =>
  aBaseline({
    groups: [aDeclaredGroup("MFA")],
    requirements: [aRequirement("everyone", { memberOf: ["MFA"] })],
    ...change,
  });
const acme = (parts: OrgParts = {}): OrgSnapshot =>
  anOrg({ people: [aPerson(nia), aPerson(omar)], groups: { MFA: [nia] }, ...parts });

const plan = (baseline: Baseline, org: OrgSnapshot, more: Partial<PlanRequest> = {}): MembershipPlan =>
  planMemberships({
    baseline,
    org,
    now,
    includePending: false,
    includeDeclared: true,
    alsoFilled: false,
    adminGroups: new Set(),
    needed: ["users", "groups", "group-members", "group-rules"],
    ...more,
  });

/** Who is to be added to what: `login > group`. */
const added = ({ additions }: MembershipPlan) =>
  additions.map(({ group, user }) => `${user.login} > ${group.name}`);
const refusals = ({ refused }: MembershipPlan) =>
  refused.map(({ reason, group, people }) => [reason, group.name, ...people.map(({ login }) => login)]);

describe("who has to be added", () => {
  test("whoever a requirement applies to and is not in the group, with the requirements that ask for it", () => {
    const baseline = asking({
      requirements: [
        aRequirement("everyone", { memberOf: ["MFA", "Everyone"] }),
        aRequirement("staff", { memberOf: ["MFA"] }),
        aRequirement("factors-only"),
      ],
    });
    expect(plan(baseline, acme())).toEqual({
      additions: [
        {
          group: { id: idOf.group("MFA"), name: "MFA" },
          user: { id: idOf.user(omar), login: omar },
          requirements: ["everyone", "staff"],
          isDeclared: false,
        },
      ],
      refused: [],
      leftOut: [],
      uncertainties: [],
    });
  });

  test.each([
    ["members of a group", appliesTo.groups("Staff"), [dana]],
    ["people of an application, direct and by group", appliesTo.apps("Payroll"), [dana, omar]],
    ["administrators, direct and by group", appliesTo.anyAdmin, [dana, omar]],
    ["nobody with another role", appliesTo.adminRoles("SUPER_ADMIN"), []],
  ])("%s", (_, whom, expected) => {
    const org = acme({
      people: [aPerson(nia), aPerson(omar), aPerson(dana)],
      groups: { MFA: [nia], Staff: [dana, nia] },
      apps: { Payroll: { users: [omar], groups: ["Staff"] } },
      adminRoles: { users: { [omar]: ["APP_ADMIN"] }, groups: { Staff: ["HELP_DESK_ADMIN"] } },
    });
    const baseline = asking({
      groups: [aDeclaredGroup("MFA"), aDeclaredGroup("Staff")],
      requirements: [aRequirement("some", { memberOf: ["MFA"], appliesTo: whom })],
    });
    expect(added(plan(baseline, org))).toEqual(expected.map((login) => `${login} > MFA`));
  });

  test("people within their grace, since it only puts off when their absence counts", () => {
    const org = acme({ people: [aPerson(dana, { created: "2026-02-28T23:00:00.000Z" })] });
    const baseline = asking({
      requirements: [aRequirement("everyone", { memberOf: ["MFA"], withinMs: 86_400_000 })],
    });
    expect(added(plan(baseline, org))).toEqual([`${dana} > MFA`]);
  });

  test.each(["SUSPENDED", "DEPROVISIONED"])("nobody who is %s", (status) => {
    expect(plan(asking(), acme({ people: [aPerson(dana, { status })] })).additions).toEqual([]);
  });

  test.each(["STAGED", "PROVISIONED"])("%s people only when asked for", (status) => {
    const org = acme({ people: [aPerson(dana, { status })] });
    expect(plan(asking(), org)).toMatchObject({
      additions: [],
      leftOut: [
        { user: { login: dana }, group: "MFA", requirement: "everyone", why: "pending", until: null },
      ],
    });
    expect(added(plan(asking(), org, { includePending: true }))).toEqual([`${dana} > MFA`]);
  });

  test("nobody who is exempted, unless another requirement asks for it; an ended exemption exempts nobody", () => {
    const exemptions = [anExemption(omar, "everyone")];
    expect(plan(asking({ exemptions }), acme())).toMatchObject({
      additions: [],
      leftOut: [{ user: { login: omar }, requirement: "everyone", why: "exempted", until: "2026-12-31" }],
    });
    const both = [
      aRequirement("everyone", { memberOf: ["MFA"] }),
      aRequirement("staff", { memberOf: ["MFA"] }),
    ];
    expect(plan(asking({ exemptions, requirements: both }), acme()).additions).toMatchObject([
      { user: { login: omar }, requirements: ["staff"] },
    ]);
    const ended = [anExemption(omar, "everyone", { until: "2026-02-28" })];
    expect(added(plan(asking({ exemptions: ended }), acme()))).toEqual([`${omar} > MFA`]);
  });

  test("declared members, by login or id and whatever their account's status, but not when only some requirements are asked for", () => {
    const groups = [aDeclaredGroup("MFA", { members: [omar.toUpperCase(), idOf.user(dana), nia] })];
    const org = acme({ people: [aPerson(nia), aPerson(omar), aPerson(dana, { status: "SUSPENDED" })] });
    const baseline = asking({ groups, requirements: [] });
    expect(plan(baseline, org).additions).toMatchObject([
      { user: { login: dana }, requirements: [], isDeclared: true },
      { user: { login: omar }, isDeclared: true },
    ]);
    expect(plan(baseline, org, { includeDeclared: false }).additions).toEqual([]);
  });

  test("whoever comes under a requirement only by being added, after the addition that does it", () => {
    const baseline = asking({
      groups: [aDeclaredGroup("MFA"), aDeclaredGroup("Again")],
      requirements: [
        aRequirement("members", { memberOf: ["Again"], appliesTo: appliesTo.groups("MFA") }),
        aRequirement("everyone", { memberOf: ["MFA"] }),
      ],
    });
    const org = acme({ groups: { MFA: [nia], Again: [nia] } });
    expect(added(plan(baseline, org))).toEqual([`${omar} > MFA`, `${omar} > Again`]);
  });

  test("names compare after normalisation, and people are listed in an order that any machine gives", () => {
    const org = acme({
      people: [aPerson("zoë@acme.example"), aPerson("søren@acme.example"), aPerson("李娜@acme.example")],
      groups: { ["MFA é".normalize("NFD")]: [] },
    });
    const baseline = asking({
      groups: [aDeclaredGroup("MFA é".normalize("NFC"))],
      requirements: [aRequirement("everyone", { memberOf: ["MFA é".normalize("NFC")] })],
    });
    expect(added(plan(baseline, org))).toEqual([
      "søren@acme.example > MFA é",
      "zoë@acme.example > MFA é",
      "李娜@acme.example > MFA é",
    ]);
  });
});

describe("what is refused", () => {
  const filled = aDeclaredGroup("MFA", { filledBy: aFilling("Fill", "true") });

  test.each<[string, Baseline, OrgSnapshot, readonly (readonly string[])[]]>([
    ["a group that does not exist", asking(), acme({ groups: {} }), [["missing", "MFA", nia, omar]]],
    [
      "a directory's group of a managed one's name",
      asking(),
      { ...acme(), slices: { ...acme().slices, groups: [aGroup("MFA", "APP_GROUP")] } },
      [["directory", "MFA", nia, omar]],
    ],
    [
      "a directory's group",
      asking({ groups: [aDeclaredGroup("MFA", { managed: false })] }),
      { ...acme(), slices: { ...acme().slices, groups: [aGroup("MFA", "APP_GROUP")] } },
      [["directory", "MFA", omar]],
    ],
    [
      "a built-in group",
      asking({ groups: [aDeclaredGroup("MFA", { managed: false })] }),
      { ...acme(), slices: { ...acme().slices, groups: [aGroup("MFA", "BUILT_IN")] } },
      [["built-in", "MFA", omar]],
    ],
    ["a group that a declared rule fills", asking({ groups: [filled] }), acme(), [["rule", "MFA", omar]]],
    [
      "a group that a live rule fills, declared or not",
      asking(),
      acme({ groupRules: [aGroupRule("By hand", ["MFA"])] }),
      [["rule", "MFA", omar]],
    ],
    [
      "a group that makes administrators",
      asking(),
      acme({ adminRoles: { groups: { MFA: ["HELP_DESK_ADMIN"] } } }),
      [["admin", "MFA", omar]],
    ],
    [
      "a stranger in a closed group",
      asking({ groups: [aDeclaredGroup("MFA", { members: [nia], onlyMembers: true })] }),
      acme(),
      [["closed", "MFA", omar]],
    ],
    [
      "a declared member whom the org does not have",
      asking({ groups: [aDeclaredGroup("MFA", { members: [kim] })], requirements: [] }),
      acme(),
      [["nobody", "MFA", kim]],
    ],
  ])("%s, each with an alternative", (_, baseline, org, expected) => {
    const made = plan(baseline, org);
    expect(refusals(made)).toEqual(expected);
    expect(made.additions).toEqual([]);
    for (const { message, alternative } of made.refused) {
      expect(message).toMatch(/^Group "MFA" .*\.$/);
      expect(alternative).toMatch(/\.$/);
    }
  });

  test.each([
    ["an INACTIVE rule fills nothing", aGroupRule("Fill", ["MFA"], { status: "INACTIVE" })],
    ["a rule for another group", aGroupRule("Fill", ["Staff"])],
    [
      "a rule that leaves the person out by name",
      aGroupRule("Fill", ["MFA"], { excludedUserIds: [idOf.user(omar)] }),
    ],
  ])("not: %s", (_, rule) => {
    expect(added(plan(asking(), acme({ groupRules: [rule] })))).toEqual([`${omar} > MFA`]);
  });

  test("somebody whom only one of two rules leaves out is still refused", () => {
    const groupRules = [
      aGroupRule("One", ["MFA"], { excludedUserIds: [idOf.user(omar)] }),
      aGroupRule("Two", ["MFA"]),
    ];
    expect(refusals(plan(asking(), acme({ groupRules })))).toEqual([["rule", "MFA", omar]]);
  });

  test("not the groups that rules fill when those are asked for", () => {
    const org = acme({ groupRules: [aGroupRule("Fill", ["MFA"])] });
    expect(added(plan(asking({ groups: [filled] }), org, { alsoFilled: true }))).toEqual([`${omar} > MFA`]);
  });

  test("a group that Okta says makes administrators, where roles were not read", () => {
    const org = without(acme(), { adminRoles: "admin-roles" });
    expect(refusals(plan(asking(), org, { adminGroups: new Set([idOf.group("MFA")]) }))).toEqual([
      ["admin", "MFA", omar],
    ]);
  });

  test("a declared member who is known by id alone and already in is no stranger", () => {
    const groups = [aDeclaredGroup("MFA", { members: [idOf.user(kim)] })];
    const org = acme({ groups: { MFA: [kim] } });
    expect(plan(asking({ groups, requirements: [] }), org)).toMatchObject({
      refused: [],
      uncertainties: [],
      additions: [],
    });
  });
});

describe("what could not be told is never nothing to do", () => {
  const noMembers = { ...acme(), slices: { ...acme().slices, groupMembers: {} } };

  test.each<[string, OrgSnapshot, RegExp]>([
    ["people", without(acme(), { users: "users" }), /^users: 403/],
    ["groups", without(acme(), { groups: "groups" }), /group.*not read|^groups: 403/],
    ["the members of the group", noMembers, /^the members of "MFA" were not read$/],
    [
      "group rules",
      without(acme(), { groupRules: "group-rules" }),
      /whether a group rule fills "MFA" was not read/,
    ],
    [
      "one of the people",
      acme({ gaps: [partOf("users")], groups: { MFA: [nia, omar] } }),
      /^not everybody was read/,
    ],
  ])("%s", (_, org, uncertainty) => {
    const made = plan(asking(), org);
    expect(made.additions).toEqual([]);
    expect(made.refused).toEqual([]);
    expect(made.uncertainties.some((one) => uncertainty.test(one))).toBe(true);
  });

  test("whom a requirement applies to, while what is certain is planned", () => {
    const baseline = asking({
      requirements: [
        aRequirement("everyone", { memberOf: ["MFA"] }),
        aRequirement("payroll", { memberOf: ["MFA"], appliesTo: appliesTo.apps("Payrol") }),
      ],
    });
    const made = plan(baseline, acme());
    expect(added(made)).toEqual([`${omar} > MFA`]);
    expect(made.uncertainties).toEqual(['requirement "payroll": no application is called "Payrol"']);
  });
});
