import { describe, expect, it } from "vitest";
import type { UserTypeId } from "../../../src/model/ids.ts";
import type { OrgSnapshot, Person } from "../../../src/model/snapshot.ts";
import {
  aGroup,
  aPerson,
  enrolled,
  enrolments,
  idOf,
  network,
  theDefaultPolicy,
} from "../../support/org-builder.ts";
import {
  type AppRuleParts,
  anAppPolicy,
  anyone,
  aPart,
  aSessionPolicy,
  asks,
  catchAll,
  chained,
  has,
  type SessionRuleParts,
  theDefaultSessionPolicy,
} from "../../support/sign-on-builder.ts";
import { aSignOnOrg, kim, kimHas, type SignOnParts, traits } from "../../support/sign-on-org.ts";
import { said, waysOf } from "../../support/ways-in.ts";

const resistant = has(aPart({}, { phishingResistant: true }));
const strong = catchAll({ verification: asks("1FA", [resistant]) });
const weak: AppRuleParts = { name: "Weak", verification: asks("1FA") };

const org = (more: SignOnParts = {}): OrgSnapshot =>
  aSignOnOrg({
    people: [kim],
    zones: ["Corp"],
    groups: { Contractors: [kim.login], Staff: [] },
    appPolicies: [anAppPolicy("Strong", [strong])],
    enrolments: kimHas("webauthn"),
    ...more,
  });

/** Every rule that can decide, in each way in which uncertainties can turn out. */
const deciding = (on: OrgSnapshot, person?: Person) =>
  waysOf(on, person).variants.map((those) =>
    those.map(({ app, session }) => `${session.name} | ${app?.name}`),
  );

describe("what is not known of session policies", () => {
  const contractors = (rules: readonly SessionRuleParts[] | null, change = {}) => ({
    sessionPolicies: [
      aSessionPolicy("Contractors", ["Contractors"], rules, change),
      theDefaultSessionPolicy(),
    ],
  });

  it.each<[string, SignOnParts, string, number]>([
    [
      "its rules were not read",
      contractors(null),
      'the rules of session policy "Contractors" were not read',
      2,
    ],
    [
      "it has a condition that is not modelled",
      contractors([{}], { unmodelled: ["conditions.moon"] }),
      'session policy "Contractors" has a condition that is not modelled: conditions.moon',
      2,
    ],
    [
      "it lists no groups",
      contractors([{}], { groupIds: [] }),
      'session policy "Contractors" lists no groups',
      2,
    ],
    [
      "not all of them were read",
      { gaps: [{ slice: "session-policies", reason: "malformed policy", affected: 1, ids: ["00pX"] }] },
      "not every session policy was read (malformed policy)",
      2,
    ],
    [
      "a rule asks for what is not modelled",
      contractors([{ unmodelled: ["actions.signon.moon"] }]),
      'rule "Anyone" has a setting that is not modelled: actions.signon.moon',
      1,
    ],
  ])("%s", (_, more, uncertainty, ways) => {
    const found = waysOf(org(more));
    expect([...found.uncertainties, ...found.ways.flatMap(({ uncertainties }) => uncertainties)]).toContain(
      uncertainty,
    );
    expect(found.variants).toHaveLength(ways);
  });

  it("none of them was read", () => {
    const { sessionPolicies: _, ...slices } = org().slices;
    const { uncertainties, ways } = waysOf({ ...org(), slices });
    expect(uncertainties).toEqual(["session policies were not read"]);
    expect(ways.map(({ possible }) => possible.map(said))).toEqual([
      ["none", "denied"],
      ["none", "denied"],
    ]);
  });

  it("which of two of one number is tried first", () => {
    const tied = (name: string, access: string) =>
      aSessionPolicy(name, ["Contractors"], [{ name: `Rule of ${name}`, access }], { priority: 1 });
    const sessionPolicies = [tied("One", "ALLOW"), tied("Other", "DENY"), theDefaultSessionPolicy()];
    expect(deciding(org({ sessionPolicies }))).toEqual([
      ["Rule of One | Catch-all Rule"],
      ["Rule of Other | Catch-all Rule"],
    ]);
  });

  it.each([
    ["LDAP_INTERFACE", "ANY", "Default Rule"],
    ["RADIUS", "ANY", "Default Rule"],
    ["ANY", "OKTA", "Default Rule"],
    ["ANY", "ANY", "Anyone"],
  ])("a rule for %s and provider %s leaves those of an identity provider to %s", (authType, identityProvider, rule) => {
    const person = aPerson(kim.login, { signOn: traits({ provider: "SOCIAL", hasPassword: false }) });
    const more = contractors([{ authType, identityProvider }]);
    const ways = waysOf(org({ people: [person], idps: [], ...more }), person).ways;
    expect(ways.map(({ session }) => session.name)).toEqual([rule]);
  });

  it("which identity provider somebody comes from, where a rule is for some", () => {
    const person = aPerson(kim.login, { signOn: traits({ provider: "FEDERATION", hasPassword: false }) });
    const more = contractors([{ name: "Partner", identityProvider: "SPECIFIC_IDP" }]);
    const { uncertainties, variants } = waysOf(org({ people: [person], idps: [], ...more }), person);
    expect(uncertainties).toEqual([
      'rule "Partner" is for some identity providers, and which one it is was not read',
    ]);
    expect(variants).toHaveLength(2);
  });

  it("whether all identity providers were read", () => {
    const person = aPerson(kim.login, { signOn: traits({ provider: "FEDERATION", hasPassword: false }) });
    const gaps = [{ slice: "idps", reason: "malformed provider", affected: 1, ids: ["0oaX"] }] as const;
    expect(waysOf(org({ people: [person], idps: [], gaps }), person).uncertainties).toEqual([
      "not every identity provider was read (malformed provider)",
    ]);
  });
});

describe("what is not known of app policies", () => {
  it("their rules: nobody knows what takes anybody", () => {
    const [way] = waysOf(org({ appPolicies: [anAppPolicy("Strong", null)] })).ways;
    expect([way?.app?.name, way?.possible.map(said), way?.uncertainties]).toEqual([
      "no app rule",
      ["none", "denied"],
      ["no app rule decides"],
    ]);
  });

  it("the order of more rules of one number than are followed one by one", () => {
    const rules = Array.from({ length: 5 }, (_, at) => ({ ...weak, name: `Weak ${at}`, priority: 1 }));
    const { uncertainties, variants } = waysOf(
      org({ appPolicies: [anAppPolicy("Strong", [...rules, strong])] }),
    );
    expect(variants.at(-1)).toEqual([]);
    expect(uncertainties.join()).toContain("have the same priority");
  });

  it("the order where several numbers are shared", () => {
    const rules = Array.from({ length: 9 }, (_, at) => ({
      ...weak,
      name: `Weak ${at}`,
      priority: Math.floor(at / 3),
    }));
    expect(waysOf(org({ appPolicies: [anAppPolicy("Strong", [...rules, strong])] })).variants.at(-1)).toEqual(
      [],
    );
  });

  it("what comes of conditions that are too entangled to be followed", () => {
    const zones = Array.from({ length: 16 }, (_, at) => `Zone ${at}`);
    const rules = zones.map((zone, at) => ({
      name: `In ${zone}`,
      network: network.in(zone),
      behaviors: [`beh${at}`],
    }));
    const sessionPolicies = [
      aSessionPolicy("Contractors", ["Contractors"], rules),
      theDefaultSessionPolicy(),
    ];
    const { uncertainties, ways } = waysOf(org({ zones, sessionPolicies }));
    expect([uncertainties, ways]).toEqual([
      ["the conditions of its rules are too entangled to be followed"],
      [],
    ]);
  });

  it.each<[string, AppRuleParts["people"], Person, readonly string[]]>([
    [
      "is of the type",
      { ...anyone, userTypeIds: ["otyContractor" as UserTypeId] },
      aPerson(kim.login, { signOn: traits({ typeId: "otyContractor" as UserTypeId }) }),
      ["Weak"],
    ],
    [
      "is of another type",
      { ...anyone, userTypeIds: ["otyContractor" as UserTypeId] },
      aPerson(kim.login, { signOn: traits({ typeId: "otyStaff" as UserTypeId }) }),
      ["Catch-all Rule"],
    ],
    [
      "is of a type that is left out",
      { ...anyone, exceptUserTypeIds: ["otyContractor" as UserTypeId] },
      aPerson(kim.login, { signOn: traits({ typeId: "otyContractor" as UserTypeId }) }),
      ["Catch-all Rule"],
    ],
    [
      "is of a type that was not read",
      { ...anyone, exceptUserTypeIds: ["otyContractor" as UserTypeId] },
      kim,
      ["Weak", "Catch-all Rule"],
    ],
    [
      "would have to be in a group that was deleted",
      { ...anyone, groupIds: [idOf.group("Deleted")] },
      kim,
      ["Catch-all Rule"],
    ],
  ])("whether a rule is for somebody who %s", (_, people, person, rules) => {
    const on = org({
      people: [person],
      appPolicies: [anAppPolicy("Strong", [{ ...weak, ...(people && { people }) }, strong])],
    });
    expect(waysOf(on, person).variants.flatMap((those) => those.map(({ app }) => app?.name))).toEqual(rules);
  });

  it("whether a group that a restricted reader does not see is Everyone", () => {
    const people = { ...anyone, groupIds: [idOf.group("Unseen")] };
    const on = org({ appPolicies: [anAppPolicy("Strong", [{ ...weak, people }, strong])] });
    const { uncertainties } = waysOf({ ...on, slices: { ...on.slices, groups: [aGroup("Staff")] } });
    expect(uncertainties).toEqual(["group 00g-Unseen was not read"]);
  });
});

describe("what an expression says of somebody", () => {
  const person = aPerson(kim.login, {
    signOn: traits({ profile: { level: 3, teams: ["Payroll"], manager: null } }),
  });
  const unseen = (on: OrgSnapshot): OrgSnapshot => ({
    ...on,
    slices: { ...on.slices, groups: on.slices.groups?.filter(({ type }) => type !== "BUILT_IN") ?? [] },
  });
  const whole = (on: OrgSnapshot): OrgSnapshot => on;

  it.each<[string, "yes" | "no" | "unknown", (on: OrgSnapshot) => OrgSnapshot]>([
    [`user.id == '${kim.id}'`, "yes", whole],
    ["user.profile.level > 2", "yes", whole],
    ["user.profile.level < 3", "no", whole],
    ["user.profile.level <= 3", "yes", whole],
    ["user.profile.level >= 4", "no", whole],
    ["user.profile.level > 'two'", "unknown", whole],
    ["user.profile.manager == null", "yes", whole],
    ["user.profile.teams == 'Payroll'", "unknown", whole],
    ["user.profile.unheard == 'of'", "unknown", whole],
    ["!user.profile.unheard", "unknown", whole],
    ["user.profile.unheard == 1 or true", "yes", whole],
    ["user.profile.unheard == 1 and true", "unknown", whole],
    ["device.profile.managed == true", "unknown", whole],
    ["(user.profile.level == 3)", "yes", whole],
    ["user.profile.level == 3 and", "unknown", whole],
    ["(user.profile.level == 3", "unknown", whole],
    ["user.profile.level == 3)", "unknown", whole],
    ["user.profile.level # 3", "unknown", whole],
    ["== 3", "unknown", whole],
    ["user.profile.teams.contains('Payroll')", "unknown", whole],
    ["user.getGroups({'group.type': {'OKTA_GROUP'}}).size() > 0", "unknown", whole],
    ["user.getGroups({'group.profile.name': name}).![id].contains('00g1')", "unknown", whole],
    ["user.isMemberOf({'group.id': ('00g-Contractors')})", "unknown", whole],
    ["user.isMemberOf({'group.id': '00g-Contractors'}, 1)", "unknown", whole],
    ["user.isMemberOf({'group.id': '00g-Contractors'", "unknown", whole],
    ["user.isMemberOf({group: '00g-Contractors'})", "unknown", whole],
    ["user.isMemberOf({'group.profile.name': 'Contractors'})", "yes", whole],
    ["user.isMemberOf({'group.profile.name': 'Con', 'operator': 'STARTS_WITH'})", "unknown", whole],
    ["user.isMemberOf({'group.type': 'OKTA_GROUP'})", "unknown", whole],
    ["user.isMemberOf({'group.profile.name': 'Nobody'})", "no", whole],
    ["user.isMemberOf({'group.profile.name': 'Nobody'})", "unknown", unseen],
    ["user.isMemberOf({'group.id': '00g-Unseen'})", "unknown", unseen],
    ["user.isInGroup({'group.id': '00g-Contractors'})", "unknown", whole],
    ["true ? true : false", "unknown", whole],
  ])("%s: %s", (expression, answer, change) => {
    const on = change(
      org({ people: [person], appPolicies: [anAppPolicy("Strong", [{ ...weak, expression }, strong])] }),
    );
    const rules = waysOf(on, person).variants.map((those) => those.map(({ app }) => app?.name).join());
    expect(rules).toEqual(
      { yes: ["Weak"], no: ["Catch-all Rule"], unknown: ["Weak", "Catch-all Rule"] }[answer],
    );
  });

  it("tells people apart who are alike in everything else", () => {
    const omar = aPerson("omar@acme.example", { signOn: traits() });
    const on = org({
      people: [kim, omar],
      appPolicies: [anAppPolicy("Strong", [{ ...weak, expression: `user.id == '${kim.id}'` }, strong])],
      enrolments: { ...kimHas("webauthn"), [omar.login]: enrolments(["webauthn"]) },
    });
    expect([kim, omar].map((one) => waysOf(on, one).ways.map(({ app }) => app?.name))).toEqual([
      ["Weak"],
      ["Catch-all Rule"],
    ]);
  });
});

describe("what somebody can use", () => {
  const weakest = (verification: AppRuleParts["verification"], more: SignOnParts) => {
    const appPolicies = [anAppPolicy("Strong", [catchAll({ verification: verification ?? null })])];
    return waysOf(org({ appPolicies, ...more })).ways.flatMap(({ possible, uncertainties }) => [
      ...possible.map(said),
      ...uncertainties,
    ]);
  };
  const push = chained([["okta_verify:push"]]);

  it.each<[string, AppRuleParts["verification"], SignOnParts, readonly string[]]>([
    [
      "is not known where the method is not shown",
      push,
      { enrolments: { [kim.login]: enrolments(["okta_verify"]) } },
      [
        "open-enrollment by okta_password",
        "strong by okta_verify:push",
        "one-factor by okta_verify:push",
        "authenticator-enrollments does not show the method of okta_verify",
      ],
    ],
    [
      "is known not to be the method where both were read",
      push,
      {
        enrolments: {
          [kim.login]: {
            kind: "read",
            source: "both",
            enrolments: [enrolled("okta_verify")],
            factors: [enrolled("okta_verify:totp")],
          },
        },
      },
      ["open-enrollment by okta_password"],
    ],
    [
      "is no password that the policy in effect forbids",
      asks("1FA"),
      { policies: [theDefaultPolicy({ okta_password: "NOT_ALLOWED", webauthn: "REQUIRED" })] },
      ["phishing-resistant by webauthn"],
    ],
    [
      "is no password of an account without one",
      asks("1FA"),
      { people: [aPerson(kim.login, { signOn: traits({ hasPassword: false }) })] },
      ["phishing-resistant by webauthn"],
    ],
    [
      "is the password that a directory keeps",
      asks("1FA"),
      { people: [aPerson(kim.login, { signOn: traits({ provider: "LDAP", hasPassword: false }) })] },
      ["one-factor by okta_password"],
    ],
  ])("%s", (_, verification, more, outcomes) => {
    expect(weakest(verification, more)).toEqual(outcomes);
  });

  it("is any method that we know where the org's authenticators were not read", () => {
    const on = org({
      appPolicies: [anAppPolicy("Strong", [catchAll({ verification: asks("1FA", [resistant]) })])],
    });
    const { authenticators: _, ...slices } = on.slices;
    const [way] = waysOf({ ...on, slices }).ways;
    expect(way?.possible.map(said)).toContain("phishing-resistant by webauthn");
    expect(way?.uncertainties.join()).toContain("whether the org has webauthn switched on was not read");
  });
});
