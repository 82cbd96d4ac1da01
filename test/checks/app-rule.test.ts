import { describe, expect, test } from "vitest";
import check from "../../checks/app-rule.check.ts";
import { slicesRead } from "../../checks/runner/slices-read.ts";
import type { BaselineAppRule, PeopleCondition } from "../../src/model/baseline-sign-on.ts";
import type { UserTypeId } from "../../src/model/ids.ts";
import type { LivePart, LivePeople, UserType } from "../../src/model/live-sign-on.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import { aDeclaredGroup } from "../support/baseline-builder.ts";
import {
  aDeclaredAppPolicy,
  aDeclaredAppRule,
  aPossession,
  asksFor,
  declaringApps,
  theDeclaredCatchAll,
} from "../support/declared-sign-on.ts";
import { aPerson, idOf, network, without } from "../support/org-builder.ts";
import { draftsOf, type Found, foundBy } from "../support/run-check.ts";
import {
  type AppRuleParts,
  anApp,
  anAppPolicy,
  anyone,
  aPart,
  asks,
  catchAll,
  chained,
  has,
  knows,
} from "../support/sign-on-builder.ts";
import { aSignOnOrg, traits, userTypes } from "../support/sign-on-org.ts";

const [nia, kim] = ["nia@acme.example", "kim@acme.example"];

const resists = { phishingResistant: true };
const strongest = asksFor(1, aPossession(resists));
const liveStrongest = asks("1FA", [has(aPart({}, resists))]);

const declaring = (...rules: readonly Partial<BaselineAppRule>[]) =>
  declaringApps(
    [
      aDeclaredAppPolicy("Strong", [
        ...rules,
        theDeclaredCatchAll({ verification: strongest, reauthenticateSeconds: 7200 }),
      ]),
    ],
    { groups: [aDeclaredGroup("Admins"), aDeclaredGroup("Contractors")] },
  );

const orgWith = (rules: readonly AppRuleParts[] | null) =>
  aSignOnOrg({
    people: [aPerson(nia, { signOn: traits() }), aPerson(kim, { signOn: traits() })],
    groups: { Admins: [nia], Contractors: [kim] },
    zones: ["Corp"],
    appPolicies: [anAppPolicy("Strong", rules && [...rules, catchAll({ verification: liveStrongest })])],
    mapped: [anApp("Payroll", "Strong")],
  });

const drift = (
  field: string | null,
  expected: Found["expected"],
  actual: Found["actual"],
  severity?: string,
): Found => ({
  subject: "policy-rule Strong / Rule 1",
  field,
  ...(severity === undefined ? {} : { severity }),
  expected,
  actual,
});
const unknown = (field: string | null, expected: Found["expected"], actual: Found["actual"]): Found => ({
  ...drift(field, expected, actual),
  status: "unknown",
});

interface Case {
  readonly name: string;
  readonly declared?: Partial<BaselineAppRule>;
  readonly live?: AppRuleParts;
  readonly found: readonly Found[];
}

const people = (change: Partial<PeopleCondition>): Partial<BaselineAppRule> => ({
  people: { ...aDeclaredAppRule().people, ...change },
});
const ofType = (...ids: readonly string[]): AppRuleParts => ({
  people: { ...anyone, userTypeIds: ids.map((id) => id as UserTypeId) },
});

const conditions: readonly Case[] = [
  { name: "the same rule", found: [] },
  { name: "inactive", live: { status: "INACTIVE" }, found: [drift("status", "ACTIVE", "INACTIVE")] },
  {
    name: "for fewer groups: the others meet the stricter catch-all",
    live: { people: { ...anyone, groupIds: [idOf.group("Admins")] } },
    found: [drift("people.groups", [], ["Admins"])],
  },
  {
    name: "for anybody, where only contractors were to get in so easily",
    declared: people({ groups: ["Contractors"] }),
    found: [drift("people.groups", ["Contractors"], [], "critical")],
  },
  {
    name: "a group left out no more",
    declared: people({ exceptGroups: ["Admins"] }),
    found: [drift("people.exceptGroups", ["Admins"], [], "critical")],
  },
  {
    name: "people by login",
    declared: people({ users: [nia], exceptUsers: [kim] }),
    live: { people: { ...anyone, userIds: [idOf.user(nia)], exceptUserIds: [idOf.user(kim)] } },
    found: [],
  },
  {
    name: "other people",
    declared: people({ users: [nia] }),
    live: { people: { ...anyone, userIds: [idOf.user(kim)], exceptUserIds: [idOf.user(nia)] } },
    found: [drift("people.users", [nia], [kim], "critical"), drift("people.exceptUsers", [], [nia])],
  },
  {
    name: "user types by id, in any order",
    declared: people({ userTypes: ["otyA", "otyB"] }),
    live: ofType("otyB", "otyA"),
    found: [],
  },
  {
    name: "a user type by name, which may be the live one",
    declared: people({ userTypes: ["Contractor"] }),
    live: ofType("otyA"),
    found: [unknown("people.userTypes", ["Contractor"], null)],
  },
  {
    name: "another user type, by id",
    declared: people({ userTypes: ["otyB"] }),
    live: ofType("otyA"),
    found: [drift("people.userTypes", ["otyB"], ["otyA"])],
  },
  {
    name: "no user type at all",
    declared: people({ exceptUserTypes: ["Contractor"] }),
    found: [drift("people.exceptUserTypes", ["Contractor"], [], "critical")],
  },
  {
    name: "from anywhere, where only the office was meant",
    declared: { network: { kind: "in", zones: ["Corp"] } },
    found: [drift("network", "in: [Corp]", "ANYWHERE", "critical")],
  },
  {
    name: "from any device, where only managed ones were meant",
    declared: { device: "MANAGED" },
    found: [drift("device", "MANAGED", "ANY", "critical")],
  },
  {
    name: "a registered device as declared",
    declared: { device: "REGISTERED" },
    live: { device: { registered: true, managed: false, assuranceIds: [] } },
    found: [],
  },
  {
    name: "a device of an assurance policy, which a baseline cannot ask for",
    declared: { device: "MANAGED" },
    live: { device: { registered: true, managed: true, assuranceIds: ["dae2", "dae1"] } },
    found: [drift("device", "MANAGED", "MANAGED with assurance dae1, dae2")],
  },
  {
    name: "a device of an assurance policy and nothing else",
    live: { device: { registered: false, managed: false, assuranceIds: ["dae1"] } },
    found: [drift("device", "ANY", "ANY with assurance dae1")],
  },
  {
    name: "platforms in Okta's words",
    declared: { platforms: ["IOS", "ANDROID", "OTHER_MOBILE", "MACOS"] },
    live: {
      platforms: [
        { type: "DESKTOP", os: "MACOS" },
        { type: "MOBILE", os: "ANY" },
      ],
    },
    found: [],
  },
  {
    name: "any platform, spelled out",
    live: { platforms: ["DESKTOP", "MOBILE", "OTHER"].map((type) => ({ type, os: "ANY" })) },
    found: [],
  },
  {
    name: "another platform, and one that Okta added since",
    declared: { platforms: ["IOS"] },
    live: { platforms: [{ type: "MOBILE", os: "TIZEN" }] },
    found: [drift("platforms", ["IOS"], ["MOBILE/TIZEN"])],
  },
  {
    name: "another risk",
    declared: { risk: "LOW" },
    found: [drift("risk", "LOW", "ANY", "critical")],
  },
  {
    name: "another expression",
    declared: { expression: 'user.profile.department == "Finance"' },
    live: { expression: 'user.profile.department == "Sales"' },
    found: [
      drift("expression", 'user.profile.department == "Finance"', 'user.profile.department == "Sales"'),
    ],
  },
  {
    name: "an expression that nobody declared, and the same but for space at its ends",
    live: { expression: "true" },
    found: [drift("expression", null, "true")],
  },
  {
    name: "the same expression",
    declared: { expression: "true" },
    live: { expression: " true\n" },
    found: [],
  },
  {
    name: "let in, where they were to be refused",
    declared: { access: "DENY" },
    found: [drift("access", "DENY", "ALLOW", "critical")],
  },
  {
    name: "refused as declared, whatever else it says",
    declared: { access: "DENY", verification: strongest },
    live: { access: "DENY", verification: null },
    found: [],
  },
  {
    name: "what nobody modelled",
    live: { unmodelled: ["conditions.network.connection: ON", "conditions.weather"] },
    found: [unknown(null, null, ["conditions.network.connection: ON", "conditions.weather"])],
  },
];

const methods = (...names: readonly string[]): LivePart["only"] =>
  names.map((name) => {
    const [key = name, method = null] = name.split(":");
    return { key, id: null, method };
  });

const asked: readonly Case[] = [
  {
    name: "one factor where two were meant",
    live: { verification: asks("1FA") },
    found: [drift("factors", "2", "1", "critical")],
  },
  {
    name: "one factor that resists phishing where any two were meant: no weaker",
    live: { verification: liveStrongest },
    found: [drift("factors", "2", "1"), drift("constraints", [], ["possession (phishingResistant)"])],
  },
  {
    name: "any two where one that resists phishing was meant: weaker",
    declared: { verification: strongest },
    live: { verification: asks("2FA") },
    found: [
      drift("factors", "1", "2", "critical"),
      drift("constraints", ["possession (phishingResistant)"], [], "critical"),
    ],
  },
  {
    name: "constraints in another order, with what Okta's server adds",
    declared: {
      verification: asksFor(2, aPossession({ methods: ["webauthn", "okta_verify"] }), {
        possession: null,
        knowledge: { types: ["password"], methods: [] },
      }),
    },
    live: {
      verification: asks("2FA", [
        knows(aPart({ types: ["PASSWORD"], methods: ["password"], reauthenticateSeconds: 7200 })),
        has(
          aPart({
            only: methods(
              "okta_verify:totp",
              "okta_verify:signed_nonce",
              "okta_verify:push",
              "webauthn:webauthn",
            ),
          }),
        ),
      ]),
    },
    found: [],
  },
  {
    name: "methods that are left out, which alone ask for nothing",
    declared: { verification: asksFor(2, aPossession({ exceptMethods: ["phone_number:sms"] })) },
    live: {
      verification: asks("2FA", [has(aPart({ required: false, except: methods("phone_number:sms") }))]),
    },
    found: [],
  },
  {
    name: "no constraints, an empty list and an empty object: all the same",
    live: { verification: asks("2FA", [{ knowledge: null, possession: null }, has(aPart({}, resists))]) },
    found: [],
  },
  {
    name: "an answer without the person, where presence was meant",
    declared: { verification: asksFor(2, aPossession()) },
    live: { verification: asks("2FA", [has(aPart({}, { userPresence: false }))]) },
    found: [drift("constraints", ["possession"], ["possession (userPresence: false)"])],
  },
  {
    name: "kinds and methods that a baseline cannot ask for of a possession",
    declared: { verification: asksFor(2, aPossession({ methods: ["custom_app/autA1"] })) },
    live: {
      verification: asks("2FA", [
        {
          ...has(aPart({ types: ["app"], methods: ["push"], required: false })),
          knowledge: aPart({ only: methods("okta_password:password") }),
        },
      ]),
    },
    found: [
      drift(
        "constraints",
        ["possession (methods: custom_app/autA1)"],
        ["possession (not required; types: app; of methods: push) and knowledge (methods: okta_password)"],
        "critical",
      ),
    ],
  },
  {
    name: "asked again less often",
    live: {
      verification: { kind: "assurance", factorMode: "2FA", reauthenticateSeconds: null, constraints: [] },
    },
    found: [drift("reauthenticateEvery", "2h", "SESSION")],
  },
  {
    name: "parts that are each asked in their own time",
    declared: { verification: asksFor(2, aPossession()), reauthenticateSeconds: 0 },
    live: {
      verification: asks("2FA", [
        { knowledge: null, possession: aPart({ reauthenticateSeconds: 0 }) },
        { knowledge: null, possession: aPart() },
      ]),
    },
    found: [drift("reauthenticateEvery", "ALWAYS", ["2h", "ALWAYS"])],
  },
  {
    name: "kept signed in",
    live: { keepsSignedIn: { allowed: true, seconds: 604_800 } },
    found: [drift("keepMeSignedIn", "NOT_ALLOWED", "ALLOWED, asked every 7d")],
  },
  {
    name: "kept signed in for good",
    live: { keepsSignedIn: { allowed: true, seconds: null } },
    found: [drift("keepMeSignedIn", "NOT_ALLOWED", "ALLOWED")],
  },
  {
    name: "chains in another order",
    declared: {
      verification: {
        kind: "chains",
        chains: [[["okta_password"], ["webauthn", "okta_verify:push"]], [["smart_card_idp"]]],
      },
    },
    live: {
      verification: chained(
        [["smart_card_idp:cert"]],
        [["okta_password:password"], ["okta_verify:push", "webauthn:webauthn"]],
      ),
    },
    found: [],
  },
  {
    name: "a shorter chain",
    declared: { verification: { kind: "chains", chains: [[["okta_password"], ["webauthn"]]] } },
    live: { verification: chained([["okta_password:password"]]) },
    found: [drift("chains", ["okta_password, then webauthn"], ["okta_password"], "critical")],
  },
  {
    name: "factors in place of chains",
    declared: { verification: { kind: "chains", chains: [[["okta_password"], ["webauthn"]]] } },
    live: { verification: asks("1FA") },
    found: [drift("chains", "chains", "1", "critical")],
  },
  {
    name: "a manner that is not modelled",
    live: { verification: { kind: "other", type: "ID_PROOFING" } },
    found: [drift("factors", "2", "ID_PROOFING")],
  },
  {
    name: "nothing said of how",
    live: { verification: null },
    found: [drift("factors", "2", "none", "critical")],
  },
];

const types = userTypes({
  otyA: ["contractor", "Contractor"],
  otyB: ["guest", "Caf\u00e9"],
  otyC: ["robot", "guest"],
});
const typeIds = (...ids: readonly string[]) => ids.map((id) => id as UserTypeId);
const forTypes = (...ids: readonly string[]): Partial<LivePeople> => ({ userTypeIds: typeIds(...ids) });

interface TypeCase {
  readonly name: string;
  readonly declared: Partial<PeopleCondition>;
  readonly live: Partial<LivePeople>;
  readonly read?: readonly UserType[];
  readonly found: readonly Found[];
}

const userTypesByName: readonly TypeCase[] = [
  {
    name: "the technical name",
    declared: { userTypes: ["contractor"] },
    live: forTypes("otyA"),
    found: [],
  },
  {
    name: "the name that Okta shows, however it is spelled, and an id, in any order",
    declared: { exceptUserTypes: ["Cafe\u0301", "otyA"] },
    live: { exceptUserTypeIds: typeIds("otyA", "otyB") },
    found: [],
  },
  {
    name: "another type than is declared",
    declared: { userTypes: ["contractor"] },
    live: forTypes("otyC"),
    found: [drift("people.userTypes", ["contractor"], ["robot"])],
  },
  {
    name: "one more than is declared, which is called as the baseline calls it",
    declared: { userTypes: ["Contractor"] },
    live: forTypes("otyC", "otyA"),
    found: [drift("people.userTypes", ["Contractor"], ["Contractor", "robot"])],
  },
  {
    name: "a type that the org does not have",
    declared: { userTypes: ["Partner"] },
    live: forTypes("otyA"),
    found: [drift("people.userTypes", ["Partner"], ["contractor"])],
  },
  {
    name: "a type that is gone from the org",
    declared: { userTypes: ["contractor"] },
    live: forTypes("otyGone"),
    found: [drift("people.userTypes", ["contractor"], ["otyGone"])],
  },
  {
    name: "none declared",
    declared: {},
    live: forTypes("otyA"),
    found: [drift("people.userTypes", [], ["contractor"])],
  },
  {
    name: "a name that two types bear, one of which is live",
    declared: { userTypes: ["guest"] },
    live: forTypes("otyB"),
    found: [unknown("people.userTypes", ["guest"], null)],
  },
  {
    name: "a name that two types bear, none of which is live",
    declared: { userTypes: ["guest"] },
    live: forTypes("otyA"),
    found: [drift("people.userTypes", ["guest"], ["contractor"])],
  },
  {
    name: "as many types as are declared, and the org has none of them",
    declared: { userTypes: ["guest", "robot"] },
    live: forTypes("otyX", "otyY"),
    read: [],
    found: [drift("people.userTypes", ["guest", "robot"], ["otyX", "otyY"])],
  },
];

const orgForTypes = (live: Partial<LivePeople>, read: readonly UserType[] = types): OrgSnapshot => {
  const org = orgWith([{ people: { ...anyone, ...live } }]);
  return { ...org, slices: { ...org.slices, userTypes: read } };
};

describe("user types by name", () => {
  test.each(userTypesByName)("$name", ({ declared, live, read, found }) => {
    expect(foundBy(check, declaring(people(declared)), orgForTypes(live, read))).toEqual(found);
  });

  test("are unknown where one was not understood, and it may be the one", () => {
    const gaps = [
      { slice: "user-types", reason: "malformed user type", affected: 1, ids: ["otyX"] },
    ] as const;
    const partial = { ...orgForTypes(forTypes("otyX")), gaps };
    const found = (name: string) => foundBy(check, declaring(people({ userTypes: [name] })), partial);
    expect(found("Partner")).toEqual([unknown("people.userTypes", ["Partner"], null)]);
    expect(found("robot")).toEqual([drift("people.userTypes", ["robot"], ["otyX"])]);
  });

  test("are named in a sentence, and in an uncertainty by the ids that bear the name", () => {
    const says = (name: string) =>
      draftsOf(check, declaring(people({ userTypes: [name] })), orgForTypes(forTypes("otyC"))).map(
        ({ message }) => message,
      );
    expect(says("Contractor")).toEqual([
      'Rule "Rule 1" of app policy "Strong" is only for the user types robot; it should be only for the user types Contractor.',
    ]);
    expect(says("guest")).toEqual([
      'Rule "Rule 1" of app policy "Strong" could not be compared in the user types that it is only for: 2 user types are called "guest" (otyB and otyC).',
    ]);
  });
});

describe("app-rule", () => {
  test.each(conditions)("$name", ({ declared = {}, live = {}, found }) => {
    expect(foundBy(check, declaring(declared), orgWith([live]))).toEqual(found);
  });
  test.each(asked)("asks: $name", ({ declared = {}, live = {}, found }) => {
    expect(foundBy(check, declaring(declared), orgWith([live]))).toEqual(found);
  });

  test("says what is different in a sentence", () => {
    const live = { network: network.in("Corp"), verification: asks("1FA") };
    expect(draftsOf(check, declaring({}), orgWith([live])).map(({ message }) => message)).toEqual([
      'Rule "Rule 1" of app policy "Strong" applies to network in: [Corp]; it should apply to ANYWHERE.',
      'Rule "Rule 1" of app policy "Strong" asks for 1 factor; it should ask for 2 factors.',
    ]);
  });

  test("advises no run of Pulumi where its provider does not see the difference", () => {
    const live = { status: "INACTIVE", risk: "LOW", expression: "true" };
    const remedies = draftsOf(check, declaring({}), orgWith([live])).map(
      (one) => one.remedy ?? "the check's",
    );
    expect(remedies.map((remedy) => remedy.includes("Pulumi's provider does not see it"))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("compares the catch-all, which is always the last", () => {
    const weak = aSignOnOrg({
      people: [aPerson(nia, { signOn: traits() })],
      appPolicies: [anAppPolicy("Strong", [catchAll({ priority: 0, verification: asks("1FA") })])],
    });
    expect(foundBy(check, declaring(), weak)).toEqual([
      {
        subject: "policy-rule Strong / Catch-all Rule",
        field: "constraints",
        severity: "critical",
        expected: ["possession (phishingResistant)"],
        actual: [],
      },
    ]);
  });

  test("groups that were not read are unknown by name", () => {
    const live = { people: { ...anyone, groupIds: [idOf.group("Admins")] } };
    const unread = without(orgWith([live]), { groups: "groups" });
    expect(foundBy(check, declaring(people({ groups: ["Admins"] })), unread)).toEqual([
      unknown("people.groups", ["Admins"], null),
    ]);
  });

  test("is as bad where session policies were not read, as if they let everybody on", () => {
    const unread = without(orgWith([{ verification: asks("1FA") }]), { sessionPolicies: "session-policies" });
    expect(foundBy(check, declaring({}), unread)).toEqual([drift("factors", "2", "1", "critical")]);
  });

  test("reads what it needs, and no more", () => {
    const read = (...rules: readonly Partial<BaselineAppRule>[]) => [
      ...slicesRead([check], declaringApps([aDeclaredAppPolicy("Strong", rules)])),
    ];
    expect(read()).toEqual([]);
    expect(read({})).toEqual(["app-policies"]);
    expect(read(people({ userTypes: ["otyA"] }))).toEqual(["app-policies"]);
    expect(read(people({ userTypes: ["otyA"], exceptUserTypes: ["robot"] }))).toEqual([
      "app-policies",
      "user-types",
    ]);
    expect(read(people({ groups: ["Admins"], exceptUsers: [kim] }))).toEqual([
      "app-policies",
      "groups",
      "users",
    ]);
  });
});
