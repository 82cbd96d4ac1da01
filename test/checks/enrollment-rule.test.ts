import { describe, expect, test } from "vitest";
import check from "../../checks/enrollment-rule.check.ts";
import { slicesRead } from "../../checks/runner/slices-read.ts";
import type { NamedApp } from "../../src/model/app-condition.ts";
import type { BaselineRule } from "../../src/model/baseline.ts";
import type { EnrollmentRule } from "../../src/model/live-enrollment.ts";
import type { MappedApp } from "../../src/model/live-sign-on.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import type { Engine } from "../../src/model/words.ts";
import {
  aBaseline,
  aDeclaredPolicy,
  aDeclaredRule,
  theDeclaredDefault,
} from "../support/baseline-builder.ts";
import {
  aMappedApp,
  anOrg,
  aPerson,
  aPolicy,
  idOf,
  network,
  onlyApps,
  partOf,
  type RuleParts,
  theDefaultPolicy,
  without,
} from "../support/org-builder.ts";
import { draftsOf, type Found, foundBy } from "../support/run-check.ts";

const [nia, backup] = ["nia@acme.example", "svc-backup@acme.example"];

const declaring = (...rules: readonly Partial<BaselineRule>[]) =>
  aBaseline({
    enrollmentPolicies: [
      aDeclaredPolicy("Admins", [], { rules: rules.map((rule) => aDeclaredRule(rule)) }),
      theDeclaredDefault(),
    ],
  });

const orgWith = (rules: readonly RuleParts[] | null, engine: Engine = "identity") =>
  anOrg({
    engine,
    people: [aPerson(nia), aPerson(backup)],
    zones: ["Corp", "HQ"],
    policies: [aPolicy("Admins", { rules }), theDefaultPolicy()],
  });

const drift = (field: string | null, expected: Found["expected"], actual: Found["actual"]): Found => ({
  subject: "policy-rule Admins / Enroll at sign-in",
  field,
  expected,
  actual,
});
const unknown = (field: string | null, expected: Found["expected"], actual: Found["actual"]): Found => ({
  ...drift(field, expected, actual),
  status: "unknown",
});

interface Case {
  readonly name: string;
  readonly engine?: Engine;
  readonly declared?: Partial<BaselineRule>;
  readonly live?: RuleParts;
  readonly found: readonly Found[];
}

const inZones = (...zones: readonly string[]): BaselineRule["network"] => ({ kind: "in", zones });

const cases: readonly Case[] = [
  { name: "the same rule", found: [] },
  { name: "inactive", live: { status: "INACTIVE" }, found: [drift("status", "ACTIVE", "INACTIVE")] },
  { name: "NEVER", live: { enroll: "NEVER" }, found: [drift("enroll", "CHALLENGE", "NEVER")] },
  { name: "LOGIN, which is CHALLENGE on Identity Engine", live: { enroll: "LOGIN" }, found: [] },
  { name: "CHALLENGE, which is LOGIN on Identity Engine", declared: { enroll: "LOGIN" }, found: [] },
  {
    name: "LOGIN, which is not CHALLENGE on Classic",
    engine: "classic",
    live: { enroll: "LOGIN" },
    found: [drift("enroll", "CHALLENGE", "LOGIN")],
  },
  {
    name: "tied to a network",
    live: { network: network.in("Corp") },
    found: [drift("network", "ANYWHERE", "in: [Corp]")],
  },
  {
    name: "no longer tied to a network",
    declared: { network: inZones("HQ", "Corp") },
    found: [drift("network", "in: [Corp, HQ]", "ANYWHERE")],
  },
  {
    name: "zones in another order",
    declared: { network: inZones("HQ", "Corp") },
    live: { network: network.in("Corp", "HQ") },
    found: [],
  },
  {
    name: "outside a zone instead of in it",
    declared: { network: inZones("Corp") },
    live: { network: network.notIn("Corp") },
    found: [drift("network", "in: [Corp]", "notIn: [Corp]")],
  },
  {
    name: "every zone",
    declared: { network: inZones("ALL_ZONES") },
    live: { network: network.in("ALL_ZONES") },
    found: [],
  },
  {
    name: "one zone instead of every zone",
    declared: { network: inZones("ALL_ZONES") },
    live: { network: network.in("HQ") },
    found: [drift("network", "in: [ALL_ZONES]", "in: [HQ]")],
  },
  {
    name: "a zone that was deleted",
    declared: { network: inZones("Old") },
    live: { network: network.in("Old") },
    found: [drift("network", "in: [Old]", `in: [deleted zone ${idOf.zone("Old")}]`)],
  },
  {
    name: "the declared people left out, by login and by id",
    declared: { exceptUsers: ["SVC-backup@acme.example", idOf.user(nia)] },
    live: { excludedUserIds: [idOf.user(nia), idOf.user(backup)] },
    found: [],
  },
  {
    name: "a person left out whom nobody declared",
    live: { excludedUserIds: [idOf.user(nia)] },
    found: [drift("exceptUsers", [], [nia])],
  },
  {
    name: "a declared person no longer left out, and one left out who is gone",
    declared: { exceptUsers: [nia, backup] },
    live: { excludedUserIds: [idOf.user(nia), idOf.user("gone@acme.example")] },
    found: [drift("exceptUsers", [nia, backup], [idOf.user("gone@acme.example"), nia])],
  },
  {
    name: "an id left out as declared, though nobody living has it",
    declared: { exceptUsers: ["00uGone"] },
    live: { excludedUserIds: ["00uGone" as ReturnType<typeof idOf.user>] },
    found: [],
  },
  {
    name: "app conditions that nobody declared",
    live: { apps: onlyApps.in("CRM", "type wiki") },
    found: [drift("apps", "none", "include: [0oa-CRM, wiki]")],
  },
  {
    name: "conditions that nobody modelled",
    live: { otherConditions: ["device"] },
    found: [unknown(null, null, ["device"])],
  },
  {
    name: "all of it at once",
    live: { status: "INACTIVE", enroll: "NEVER", network: network.in(), apps: onlyApps.in("CRM") },
    found: [
      drift("status", "ACTIVE", "INACTIVE"),
      drift("enroll", "CHALLENGE", "NEVER"),
      drift("network", "ANYWHERE", "in: []"),
      drift("apps", "none", "include: [0oa-CRM]"),
    ],
  },
];

describe("enrollment-rule", () => {
  test.each(cases)("$name", ({ engine = "identity", declared = {}, live = {}, found }) => {
    expect(foundBy(check, declaring(declared), orgWith([live], engine))).toEqual(found);
  });

  test("each sentence says what is and what should be", () => {
    const live: RuleParts = {
      status: "INACTIVE",
      enroll: "NEVER",
      network: network.in("HQ"),
      excludedUserIds: [idOf.user(nia)],
      apps: { include: onlyApps.in("CRM").include, exclude: onlyApps.notIn("type okta").exclude },
      otherConditions: ["device", "risk"],
    };
    expect(draftsOf(check, declaring({}), orgWith([live])).map(({ message }) => message)).toEqual(
      [
        "is INACTIVE; it should be ACTIVE.",
        "has the enroll action NEVER; it should have CHALLENGE.",
        "applies to network in: [HQ]; it should apply to ANYWHERE.",
        "leaves out nia@acme.example; it should leave out nobody.",
        "has the app condition include: [0oa-CRM], exclude: [okta]; it should have none.",
        "has conditions that cannot be judged (device and risk); it should have none.",
      ].map((words) => `Rule "Enroll at sign-in" of enrollment policy "Admins" ${words}`),
    );
  });

  describe("the order of rules", () => {
    const both = declaring({ name: "In the office" }, { name: "Elsewhere" });

    test.each([
      { name: "kept", rules: [{ name: "In the office" }, { name: "Elsewhere" }], found: [] },
      {
        name: "kept around an unmanaged rule",
        rules: [{ name: "In the office" }, { name: "Skip" }, { name: "Elsewhere" }],
        found: [],
      },
      {
        name: "kept in the numbers, not in the list",
        rules: [
          { name: "Elsewhere", priority: 9 },
          { name: "In the office", priority: 2 },
        ],
        found: [],
      },
      {
        name: "swapped",
        rules: [{ name: "Elsewhere" }, { name: "In the office" }],
        found: [
          {
            subject: "policy-rule Admins / In the office",
            field: "order",
            expected: ["In the office", "Elsewhere"],
            actual: ["Elsewhere", "In the office"],
          },
        ],
      },
    ])("$name", ({ rules, found }) => {
      expect(foundBy(check, both, orgWith(rules))).toEqual(found);
    });

    test("is unknown where numbers are equal", () => {
      const rules = [
        { name: "In the office", priority: 1 },
        { name: "Elsewhere", priority: 1 },
      ];
      expect(draftsOf(check, both, orgWith(rules))).toMatchObject([
        {
          status: "unknown",
          field: "order",
          message:
            'Rule "In the office" of enrollment policy "Admins" shares priority 1 with others (In the office, Elsewhere), so which of them is tried first is not known.',
        },
      ]);
    });
  });

  describe("what could not be read", () => {
    const inCorp = declaring({ network: inZones("Corp") });

    test("rules: unknown for the policy", () => {
      expect(foundBy(check, declaring({}), orgWith(null))).toEqual([
        { subject: "policy Admins", field: null, status: "unknown", expected: null, actual: null },
      ]);
    });

    test("zones: unknown only where names of zones decide", () => {
      const unread = (live: RuleParts) => without(orgWith([live]), { zones: "zones" });
      expect(draftsOf(check, inCorp, unread({ network: network.in("HQ") }))).toMatchObject([
        {
          field: "network",
          status: "unknown",
          expected: "in: [Corp]",
          actual: null,
          message:
            'Rule "Enroll at sign-in" of enrollment policy "Admins" could not be compared in its network, which should be in: [Corp]: the zones could not all be read by name.',
        },
      ]);
      expect(foundBy(check, inCorp, unread({}))).toEqual([drift("network", "in: [Corp]", "ANYWHERE")]);
      expect(foundBy(check, inCorp, unread({ network: network.in("ALL_ZONES") }))).toEqual([
        drift("network", "in: [Corp]", "in: [ALL_ZONES]"),
      ]);
      expect(foundBy(check, declaring({}), unread({ network: network.in("HQ") }))).toEqual([
        drift("network", "ANYWHERE", `in: [${idOf.zone("HQ")}]`),
      ]);
    });

    test("where a declared zone is gone, it has to be made again first", () => {
      const gone = ["Old", "Older"] as const;
      const live = { network: network.in(...gone), status: "INACTIVE" } as const;
      const remedies = (...zones: readonly string[]) =>
        draftsOf(check, declaring({ network: inZones(...zones) }), orgWith([live])).map(
          ({ remedy }) => remedy,
        );
      expect(remedies("Old")).toEqual(
        Array.from({ length: 2 }, () =>
          expect.stringMatching(/^Make the network zone "Old" again .* Pulumi stops with ZONE_NOT_FOUND\.$/),
        ),
      );
      expect(remedies(...gone)[0]).toMatch(/^Make the network zones "Old" and "Older" again/);
      expect(remedies("Corp", "ALL_ZONES")).toEqual([undefined, undefined]);
    });

    test("a zone that is switched off leaves the network unknown", () => {
      const org = orgWith([{ network: network.in("Corp") }]);
      const zones = org.slices.zones?.map((zone) => ({ ...zone, status: "INACTIVE" })) ?? [];
      const off = { ...org, slices: { ...org.slices, zones } };
      expect(draftsOf(check, inCorp, off)).toMatchObject([
        {
          status: "unknown",
          message:
            'Rule "Enroll at sign-in" of enrollment policy "Admins" could not be compared in its network, which should be in: [Corp]: zone "Corp" is INACTIVE.',
        },
      ]);
    });

    test("people: unknown where logins have to be matched with ids", () => {
      const unread = (live: RuleParts) => without(orgWith([live]), { users: "users" });
      const exceptNia = declaring({ exceptUsers: [nia] });
      expect(draftsOf(check, exceptNia, unread({ excludedUserIds: [idOf.user(nia)] }))).toMatchObject([
        {
          field: "exceptUsers",
          status: "unknown",
          message:
            'Rule "Enroll at sign-in" of enrollment policy "Admins" leaves out 00u-nia@acme.example, and not everyone is known by login; it should leave out nia@acme.example.',
        },
      ]);
      expect(foundBy(check, exceptNia, unread({}))).toEqual([drift("exceptUsers", [nia], [])]);
      expect(foundBy(check, declaring({}), unread({ excludedUserIds: [idOf.user(nia)] }))).toEqual([
        drift("exceptUsers", [], [idOf.user(nia)]),
      ]);
    });
  });

  describe("app conditions", () => {
    const label = (name: string): NamedApp => ({ kind: "label", label: name });
    const type = (name: string): NamedApp => ({ kind: "type", name });
    const shown = [aMappedApp("Payroll"), aMappedApp("CRM"), aMappedApp("Wiki", { status: "INACTIVE" })];
    const found = (
      declared: Partial<BaselineRule["apps"]>,
      live: EnrollmentRule["apps"],
      appMappings: readonly MappedApp[] | null = shown,
      gaps: OrgSnapshot["gaps"] = [],
    ) => {
      const org = orgWith([{ apps: live }]);
      const slices = { ...org.slices, ...(appMappings && { appMappings }) };
      const by = declaring({ apps: { include: [], exclude: [], ...declared } });
      return draftsOf(check, by, { ...org, slices, gaps }).map(({ status = "open", field, message }) => [
        status,
        field,
        message?.replace('Rule "Enroll at sign-in" of enrollment policy "Admins" ', ""),
      ]);
    };
    const differs = (actual: string, expected: string) => [
      ["open", "apps", `has the app condition ${actual}; it should have ${expected}.`],
    ];
    const notSure = (expected: string, why: string) => [
      ["unknown", "apps", `could not be compared in its app condition, which should be ${expected}: ${why}.`],
    ];

    test("as declared, by label or type and in any order", () => {
      expect(found({ include: [label("CRM"), label("Payroll")] }, onlyApps.in("Payroll", "CRM"))).toEqual([]);
      expect(found({ exclude: [type("okta")] }, onlyApps.notIn("type okta"))).toEqual([]);
      expect(found({ exclude: [label("Wiki")] }, onlyApps.notIn("Wiki"))).toEqual([]);
      const both = { include: onlyApps.in("Payroll").include, exclude: onlyApps.notIn("type okta").exclude };
      expect(found({ include: [label("Payroll")], exclude: [type("okta")] }, both)).toEqual([]);
    });

    test("a name that no application bears means a type of that name", () => {
      expect(found({ include: [label("wiki")] }, onlyApps.in("type wiki"))).toEqual([]);
      expect(found({ include: [label("Wiki")] }, onlyApps.in("type Wiki"))).toEqual(
        differs("include: [Wiki]", "include: [Wiki]"),
      );
    });

    test("different, in words", () => {
      expect(found({}, onlyApps.in("Payroll"))).toEqual(differs("include: [Payroll]", "none"));
      expect(found({ include: [label("Payroll")] }, onlyApps.in())).toEqual(
        differs("none", "include: [Payroll]"),
      );
      expect(found({ include: [label("Payroll")] }, onlyApps.notIn("Payroll"))).toEqual(
        differs("exclude: [Payroll]", "include: [Payroll]"),
      );
      expect(found({ include: [label("Payroll")] }, onlyApps.in("Gone"))).toEqual(
        differs("include: [0oa-Gone]", "include: [Payroll]"),
      );
      expect(found({ include: [label("Payrol")] }, onlyApps.in("Gone"))).toEqual(
        differs("include: [0oa-Gone]", "include: [Payrol]"),
      );
    });

    test("unknown where labels would have to be known", () => {
      const unread = "the applications could not all be read by label";
      expect(found({ include: [label("Payroll")] }, onlyApps.in("Payroll"), null)).toEqual(
        notSure("include: [Payroll]", unread),
      );
      expect(
        found({ include: [label("Ledger")] }, onlyApps.in("New"), shown, [partOf("app-mappings")]),
      ).toEqual(notSure("include: [Ledger]", unread));
      // Only super administrators are shown Okta's own.
      expect(found({ include: [label("Okta Dashboard")] }, onlyApps.in("Hidden"))).toEqual(
        notSure("include: [Okta Dashboard]", unread),
      );
      expect(found({ include: [label("Payroll"), label("CRM")] }, onlyApps.in("Payroll"), null)).toEqual(
        differs("include: [0oa-Payroll]", "include: [CRM, Payroll]"),
      );
    });

    test("unknown where two applications bear a label, and where a condition is not modelled", () => {
      const twins = [...shown, { ...aMappedApp("Payroll"), id: idOf.app("Twin") }];
      expect(found({ include: [label("Payroll")] }, onlyApps.in("Payroll"), twins)).toEqual(
        notSure("include: [Payroll]", '2 applications are called "Payroll" (0oa-Payroll and 0oa-Twin)'),
      );
      expect(found({ include: [label("Payroll")] }, onlyApps.odd)).toEqual(
        notSure("include: [Payroll]", "it has a condition that is not modelled (RADIUS)"),
      );
      expect(found({}, onlyApps.odd)).toEqual(differs("include: [RADIUS]", "none"));
    });

    test("the list of applications is asked for only where a label is declared", () => {
      const asks = (apps: BaselineRule["apps"]) =>
        slicesRead([check], declaring({ apps })).has("app-mappings");
      expect(asks({ include: [label("Payroll")], exclude: [] })).toBe(true);
      expect(asks({ include: [], exclude: [type("okta")] })).toBe(false);
    });
  });

  test.each([
    { name: "a zone that was not read may be the declared one", live: network.in("Old"), status: "unknown" },
    { name: "a zone that was read is not", live: network.in("HQ"), status: undefined },
  ])("where not every zone could be read, $name", ({ live, status }) => {
    const org = { ...orgWith([{ network: live }]), gaps: [partOf("zones")] };
    const found = foundBy(check, declaring({ network: inZones("Lab") }), org);
    expect(found.map((one) => [one.field, one.status])).toEqual([["network", status]]);
  });

  test.each([
    { name: "an id left out may be the declared login", live: ["00u9"], status: "unknown" },
    { name: "a known person left out is not", live: [idOf.user(nia)], status: undefined },
    { name: "two ids are one too many", live: ["00u8", "00u9"], status: undefined },
  ])("where not everybody could be read, $name", ({ live, status }) => {
    const excludedUserIds = live.map((id) => id as ReturnType<typeof idOf.user>);
    const org = { ...orgWith([{ excludedUserIds }]), gaps: [partOf("users")] };
    const found = foundBy(check, declaring({ exceptUsers: ["ghost@acme.example"] }), org);
    expect(found.map((one) => [one.field, one.status])).toEqual([["exceptUsers", status]]);
  });

  test("a missing rule or policy is another check's to tell", () => {
    expect(foundBy(check, declaring({}), orgWith([]))).toEqual([]);
    expect(foundBy(check, declaring({}), anOrg())).toEqual([]);
  });

  test.each([
    { name: "no rule", baseline: aBaseline({ enrollmentPolicies: [theDeclaredDefault()] }), needs: [] },
    { name: "a plain rule", baseline: declaring({}), needs: ["policies", "policy-rules"] },
    {
      name: "every zone, which needs no name",
      baseline: declaring({ network: { kind: "notIn", zones: ["ALL_ZONES"] } }),
      needs: ["policies", "policy-rules"],
    },
    {
      name: "zones and people",
      baseline: declaring({ network: inZones("Corp") }, { name: "Elsewhere", exceptUsers: [nia] }),
      needs: ["policies", "policy-rules", "zones", "users"],
    },
  ])("asks for what $name makes necessary", ({ baseline, needs }) => {
    expect([...slicesRead([check], baseline)]).toEqual(needs);
  });
});
