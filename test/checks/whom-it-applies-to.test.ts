import { describe, expect, it } from "vitest";
import factors from "../../checks/factors.check.ts";
import memberOf from "../../checks/member-of.check.ts";
import { evaluate } from "../../checks/runner/evaluate.ts";
import type { AppliesTo } from "../../src/model/baseline.ts";
import type { OrgSnapshot, Person } from "../../src/model/snapshot.ts";
import { aBaseline, aDeclaredGroup, anyOf, appliesTo, aRequirement } from "../support/baseline-builder.ts";
import { aGroup, anOrg, aPerson, enrolments, idOf, type OrgParts } from "../support/org-builder.ts";

const now = new Date("2026-03-01T12:00:00.000Z");
const [nia, omar, dana] = ["nia@acme.example", "omar@acme.example", "dana@acme.example"];

const org = (parts: OrgParts = {}): OrgSnapshot =>
  anOrg({
    people: [nia, omar, dana].map((login) => aPerson(login)),
    groups: { Required: [], Staff: [nia], Admins: [omar] },
    adminRoles: { users: { [nia]: ["SUPER_ADMIN"], [dana]: [] }, groups: { Admins: ["HELP_DESK_ADMIN"] } },
    apps: { Payroll: { users: [nia], groups: ["Admins"] }, Wiki: { groups: ["Everyone"] } },
    ...parts,
  });

/** Whoever it applies to is found by not being in a group that nobody is in. */
const judge = (who: AppliesTo, snapshot: OrgSnapshot) => {
  const baseline = aBaseline({
    groups: [aDeclaredGroup("Staff")],
    requirements: [aRequirement("some", { appliesTo: who, memberOf: ["Required"] })],
  });
  const { findings, outcomes } = evaluate({ checks: [memberOf], baseline, org: snapshot, now });
  return { people: findings.map(({ subject }) => subject.name), reason: outcomes[0]?.reason ?? null };
};

const unreadMembers = (snapshot: OrgSnapshot, name: string): OrgSnapshot => {
  const { [idOf.group(name)]: _, ...groupMembers } = snapshot.slices.groupMembers ?? {};
  return { ...snapshot, slices: { ...snapshot.slices, groupMembers } };
};

const gapIn = (slice: "apps" | "admin-roles" | "users", ids: readonly string[]) => [
  { slice, reason: "500 E0000009", affected: ids.length, ids },
];

describe("a requirement applies to", () => {
  it.each<{
    readonly name: string;
    readonly who: AppliesTo;
    readonly snapshot?: OrgSnapshot;
    readonly people: readonly string[];
    readonly reason?: string;
  }>([
    { name: "everyone", who: appliesTo.everyone, people: [dana, nia, omar] },
    { name: "the members of groups", who: appliesTo.groups("Staff", "Admins"), people: [nia, omar] },
    { name: "the built-in group of everyone", who: appliesTo.groups("Everyone"), people: [dana, nia, omar] },
    {
      name: "nobody known, where the group does not exist",
      who: appliesTo.groups("Staf"),
      people: [],
      reason: 'requirement "some": no group is called "Staf"',
    },
    {
      name: "nobody known, where only a directory's group bears a managed group's name",
      who: appliesTo.groups("Staff"),
      snapshot: {
        ...org(),
        slices: { ...org().slices, groups: [aGroup("Required"), aGroup("Staff", "APP_GROUP")] },
      },
      people: [],
      reason: 'requirement "some": no group is called "Staff"',
    },
    {
      name: "those known, where the members of one group were not read",
      who: appliesTo.groups("Staff", "Admins"),
      snapshot: unreadMembers(org(), "Admins"),
      people: [nia],
      reason: 'requirement "some": the members of "Admins" were not read',
    },
    {
      name: "the people of an application, direct or by group",
      who: appliesTo.apps("Payroll"),
      people: [nia, omar],
    },
    {
      name: "everyone, where an application is everyone's",
      who: appliesTo.apps("Wiki"),
      people: [dana, nia, omar],
    },
    {
      name: "the people listed for an application, though a group's members were not read",
      who: appliesTo.apps("Payroll"),
      snapshot: unreadMembers(org(), "Admins"),
      people: [nia],
    },
    {
      name: "nobody known, where no application has that label",
      who: appliesTo.apps("Pay roll"),
      people: [],
      reason: 'requirement "some": no application is called "Pay roll"',
    },
    {
      name: "those known, where the people of the application were not all read",
      who: appliesTo.apps("Payroll"),
      snapshot: org({ gaps: gapIn("apps", [idOf.app("Payroll")]) }),
      people: [nia, omar],
      reason: 'requirement "some": the people of application "Payroll" were not all read (500 E0000009)',
    },
    {
      name: "the people of an application, though another's were not read",
      who: appliesTo.apps("Payroll"),
      snapshot: org({ gaps: gapIn("apps", [idOf.app("Wiki")]) }),
      people: [nia, omar],
    },
    {
      name: "those known, where it is not said which applications were not read",
      who: appliesTo.apps("Payroll"),
      snapshot: org({ gaps: gapIn("apps", []) }),
      people: [nia, omar],
      reason: 'requirement "some": the people of application "Payroll" were not all read (500 E0000009)',
    },
    { name: "the holders of a role", who: appliesTo.adminRoles("SUPER_ADMIN"), people: [nia] },
    {
      name: "the holders of a role through a group",
      who: appliesTo.adminRoles("HELP_DESK_ADMIN"),
      people: [omar],
    },
    { name: "the holders of any role", who: appliesTo.anyAdmin, people: [nia, omar] },
    {
      name: "nobody, where nobody holds a role that Okta knows",
      who: appliesTo.adminRoles("ORG_ADMIN"),
      people: [],
    },
    {
      name: "nobody known, where the role is neither Okta's nor held by anybody",
      who: appliesTo.adminRoles("SUPERADMIN"),
      people: [],
      reason: 'requirement "some": nobody holds a role called SUPERADMIN',
    },
    {
      name: "those known, where the members of an admin group were not read",
      who: appliesTo.anyAdmin,
      snapshot: unreadMembers(org(), "Admins"),
      people: [nia],
      reason: 'requirement "some": the members of "Admins" were not read',
    },
    {
      name: "those known, where roles were not all read",
      who: appliesTo.anyAdmin,
      snapshot: org({ gaps: gapIn("admin-roles", [idOf.user(dana)]) }),
      people: [nia, omar],
      reason: 'requirement "some": admin roles were not all read (500 E0000009)',
    },
    {
      name: "those known, where people were not all read",
      who: appliesTo.everyone,
      snapshot: org({ gaps: gapIn("users", []) }),
      people: [dana, nia, omar],
      reason: "not everybody was read (500 E0000009)",
    },
  ])("$name", ({ who, snapshot = org(), people, reason = null }) => {
    expect(judge(who, snapshot)).toEqual({ people, reason });
  });

  it.each([
    { slice: "adminRoles", who: appliesTo.anyAdmin, reason: "admin roles were not read" },
    { slice: "apps", who: appliesTo.apps("Payroll"), reason: 'application "Payroll" was not read' },
  ] as const)("nobody known, where $slice were not read", ({ slice, who, reason }) => {
    const { [slice]: _, ...slices } = org().slices;
    expect(judge(who, { ...org(), slices }).reason).toContain(`requirement "some": ${reason}`);
  });

  it("a group known by its id alone when its members were not read", () => {
    const snapshot = org({ adminRoles: { groups: { Vanished: ["SUPER_ADMIN"] } } });
    expect(judge(appliesTo.anyAdmin, snapshot).reason).toContain(`"${idOf.group("Vanished")}"`);
  });
});

describe("what people lack is pending", () => {
  const judgePerson = (person: Person, withinMs = 0) => {
    const baseline = aBaseline({
      requirements: [
        aRequirement("everyone", {
          memberOf: ["Required"],
          factors: anyOf(["webauthn"]),
          withinMs,
          severity: "critical",
        }),
      ],
    });
    const snapshot = anOrg({
      people: [person],
      groups: { Required: [] },
      enrolments: { [person.login]: enrolments([]) },
    });
    const { findings } = evaluate({ checks: [memberOf, factors], baseline, org: snapshot, now });
    return findings.map(({ check, status, severity, message }) => ({ check, status, severity, message }));
  };

  it.each([
    "STAGED",
    "PROVISIONED",
  ])("while the account is %s, whose enrolments are not asked for", (status) => {
    expect(judgePerson(aPerson(dana, { status }))).toEqual([
      {
        check: "factors",
        status: "pending",
        severity: "low",
        message: `Whether dana@acme.example has a factor for "Requirement everyone" (everyone) was not asked; the account is ${status}, so nothing is due yet.`,
      },
      {
        check: "member-of",
        status: "pending",
        severity: "low",
        message: `dana@acme.example is not in "Required", which "Requirement everyone" (everyone) asks for; the account is ${status}, so nothing is due yet.`,
      },
    ]);
  });

  const day = 24 * 60 * 60 * 1000;
  const times = (created: string | null, activated: string | null) => aPerson(dana, { created, activated });
  it.each([
    {
      name: "within the grace after creation",
      person: times("2026-02-28T13:00:00.000Z", null),
      due: "2026-03-01T13:00:00.000Z",
    },
    {
      name: "within the grace after a later activation",
      person: times("2020-01-01T00:00:00.000Z", "2026-03-01T11:00:00.000Z"),
      due: "2026-03-02T11:00:00.000Z",
    },
  ])("$name", ({ person, due }) => {
    const found = judgePerson(person, day);
    expect(found.map(({ status, severity }) => [status, severity])).toEqual([
      ["pending", "low"],
      ["pending", "low"],
    ]);
    expect(found[1]?.message).toBe(
      `dana@acme.example is not in "Required", which "Requirement everyone" (everyone) asks for; it is due by ${due}.`,
    );
  });

  it.each([
    { name: "when the grace has just ended", person: times("2026-02-28T12:00:00.000Z", null), within: day },
    {
      name: "without a grace, even for an account from the future",
      person: times("2026-03-02T00:00:00.000Z", null),
      within: 0,
    },
    { name: "when nothing tells how old the account is", person: times(null, null), within: day },
    { name: "when the times are unreadable", person: times("yesterday", "today"), within: day },
  ])("no longer $name", ({ person, within }) => {
    expect(judgePerson(person, within).map(({ status, severity }) => [status, severity])).toEqual([
      ["open", "critical"],
      ["open", "critical"],
    ]);
  });

  it("within the grace after coming back, as far as the ledger knows, and no longer", () => {
    const baseline = aBaseline({
      groups: [aDeclaredGroup("Required")],
      requirements: [aRequirement("everyone", { memberOf: ["Required"], withinMs: day })],
    });
    const org = anOrg({ people: [times("2020-01-01T00:00:00.000Z", null)], groups: { Required: [] } });
    const statusAfter = (reactivatedAt: string) =>
      evaluate({
        checks: [memberOf],
        baseline,
        org,
        now,
        reactivated: new Map([[idOf.user(dana), reactivatedAt]]),
      }).findings.map(({ status }) => status);
    expect(statusAfter("2026-03-01T11:00:00.000Z")).toEqual(["pending"]);
    expect(statusAfter("2026-02-28T12:00:00.000Z")).toEqual(["open"]);
  });

  it("but what could not be told stays unknown within the grace", () => {
    const person = times("2026-03-01T11:00:00.000Z", null);
    const baseline = aBaseline({
      requirements: [aRequirement("everyone", { factors: anyOf(["webauthn"]), withinMs: day })],
    });
    const read = { [dana]: { kind: "unread", reason: "500" } } as const;
    const { findings } = evaluate({
      checks: [factors],
      baseline,
      org: anOrg({ people: [person], enrolments: read }),
      now,
    });
    expect(findings).toMatchObject([{ status: "unknown" }]);
  });

  it.each(["SUSPENDED", "DEPROVISIONED"])("and nothing is said about who is %s", (status) => {
    expect(judgePerson(aPerson(dana, { status }))).toEqual([]);
  });
});
