import { describe, expect, it } from "vitest";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import type { RequirementResult } from "../../src/model/standards.ts";
import { judgeStandards } from "../../src/standards/judge-standards.ts";
import stig from "../../src/standards/stig.framework.ts";
import {
  aPerson,
  enrolments,
  idOf,
  network,
  partOf,
  theDefaultPolicy,
  without,
} from "../support/org-builder.ts";
import {
  anApp,
  anAppPolicy,
  anyone,
  aPart,
  aSessionPolicy,
  asks,
  catchAll,
  chained,
  has,
  type SessionRuleParts,
} from "../support/sign-on-builder.ts";
import { aSignOnOrg, type SignOnParts, traits } from "../support/sign-on-org.ts";

const now = new Date("2026-03-01T00:00:00.000Z");
const everybody = ["nia@acme.example", "kim@acme.example"];
const keys = Object.fromEntries(
  everybody.map((login) => [login, enrolments(["webauthn", "okta_verify:push"])]),
);

const office: SessionRuleParts = {
  name: "Office",
  network: network.in("Corp"),
  session: { idleMinutes: 15, lifetimeMinutes: 1080, persistentCookie: false },
};
const byKey = asks("2FA", [has(aPart({}, { phishingResistant: true }))]);
const denied = catchAll({ access: "DENY", verification: null });
const consoleRule = { name: "Office", network: network.in("Corp"), verification: byKey };
const console = anAppPolicy("Okta Admin Console", [consoleRule, denied]);
const dashboard = anAppPolicy("Okta Dashboard", [consoleRule, denied]);

/** The Default Policy with rules before Okta's own. */
const withRules = (...rules: readonly SessionRuleParts[]) =>
  aSessionPolicy(
    "Default Policy",
    ["Everyone"],
    [...rules, { name: "Default Rule", system: true, access: "DENY" }],
    {
      system: true,
      priority: 99,
    },
  );

/** An org in which every requirement of sign-in is met, but for the change. */
function theOrg(change: SignOnParts = {}): OrgSnapshot {
  return aSignOnOrg({
    people: everybody.map((login) => aPerson(login, { signOn: traits() })),
    groups: { Contractors: ["kim@acme.example"], Nobody: [] },
    zones: ["Corp"],
    adminRoles: { users: { "nia@acme.example": ["SUPER_ADMIN"] } },
    enrolments: keys,
    sessionPolicies: [withRules(office)],
    appPolicies: [console, dashboard],
    mapped: [
      anApp("Okta Admin Console", "Okta Admin Console", { name: "saasure" }),
      anApp("Okta Dashboard", "Okta Dashboard", { name: "okta_enduser" }),
    ],
    ...change,
  });
}

function answersOf(org: OrgSnapshot): ReadonlyMap<string, RequirementResult> {
  const [result] = judgeStandards([stig], org, now);
  return new Map(result?.requirements.map((one) => [one.id, one]) ?? []);
}

function statuses(org: OrgSnapshot, id: string): readonly (string | undefined)[] {
  const found = answersOf(org).get(id);
  return [found?.asTheStandardChecks.status, found?.asItHoldsForPeople.status];
}

const ofSignOn = [
  "V-273186",
  "V-273203",
  "V-273206",
  "V-279691",
  "V-273190",
  "V-273191",
  "V-273193",
  "V-273194",
  "V-279693",
];

it.each(ofSignOn)("%s passes both ways where it is met", (id) => {
  expect(statuses(theOrg(), id)).toEqual(["pass", "pass"]);
});

const wide: SessionRuleParts = {
  session: { idleMinutes: 120, lifetimeMinutes: null, persistentCookie: true },
};
const onePassword = asks("1FA");
const anywhere = { network: network.anywhere };

type Case = readonly [
  what: string,
  change: SignOnParts,
  ids: readonly string[],
  answers: readonly [string, string],
];

const session = ["V-273186", "V-273203", "V-273206"];
const cases: readonly Case[] = [
  [
    "a lower session rule that people come to from elsewhere",
    { sessionPolicies: [withRules(office, { name: "Anywhere", ...wide })] },
    [...session, "V-279691"],
    ["pass", "open"],
  ],
  [
    "a session policy before the Default Policy, for a group that has people",
    { sessionPolicies: [aSessionPolicy("Contractors", ["Contractors"], [wide]), withRules(office)] },
    [...session, "V-279691"],
    ["pass", "open"],
  ],
  [
    "a session policy for a group that has nobody",
    { sessionPolicies: [aSessionPolicy("Nobody", ["Nobody"], [wide]), withRules(office)] },
    [...session, "V-279691"],
    ["pass", "pass"],
  ],
  [
    "a first session rule that takes nobody, since a policy before it takes everybody",
    {
      sessionPolicies: [
        aSessionPolicy("Staff", ["Everyone"], [{ ...office, ...anywhere }]),
        withRules({ ...office, ...wide }),
      ],
    },
    session,
    ["open", "pass"],
  ],
  ["a first rule that is Okta's own", { sessionPolicies: [withRules()] }, session, ["open", "pass"]],
  [
    "a rule whose condition on people is not known to be met",
    {
      sessionPolicies: [
        aSessionPolicy("Odd", ["Everyone"], [{ ...wide, unmodelled: ["conditions.odd"] }]),
        withRules(office),
      ],
    },
    [...session, "V-279691"],
    ["pass", "not_reviewed"],
  ],
  [
    "an app rule below the first that lets a contractor in with a password",
    {
      appPolicies: [
        console,
        anAppPolicy("Okta Dashboard", [
          consoleRule,
          {
            name: "Contractors",
            people: { ...anyone, groupIds: [idOf.group("Contractors")] },
            verification: onePassword,
          },
          denied,
        ]),
      ],
      sessionPolicies: [withRules({ ...office, ...anywhere })],
    },
    ["V-273190", "V-273194"],
    ["pass", "open"],
  ],
  [
    "a first app rule that takes nobody",
    {
      appPolicies: [
        console,
        anAppPolicy("Okta Dashboard", [
          {
            name: "Guests",
            people: { ...anyone, groupIds: [idOf.group("Nobody")] },
            verification: onePassword,
          },
          consoleRule,
          denied,
        ]),
      ],
    },
    ["V-273190", "V-273194", "V-279693"],
    ["open", "pass"],
  ],
  [
    "chains of steps, of which the standard's steps know nothing",
    {
      appPolicies: [
        anAppPolicy("Okta Admin Console", [
          { ...consoleRule, verification: chained([["webauthn:webauthn"]]) },
          denied,
        ]),
        dashboard,
      ],
    },
    ["V-273191", "V-273193"],
    ["not_reviewed", "pass"],
  ],
  [
    "a first rule that lets nobody in",
    {
      appPolicies: [
        anAppPolicy("Okta Admin Console", [{ ...consoleRule, access: "DENY" }, denied]),
        dashboard,
      ],
    },
    ["V-273191", "V-273193"],
    ["pass", "pass"],
  ],
  [
    "an app policy of which the rules were not read",
    { appPolicies: [anAppPolicy("Okta Admin Console", null), dashboard] },
    ["V-273191", "V-273193"],
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "no policy rules at all",
    { appPolicies: [anAppPolicy("Okta Admin Console", []), dashboard] },
    ["V-273193"],
    ["open", "not_reviewed"],
  ],
  [
    "an Admin Console that is not shown, and no policy of its name",
    {
      appPolicies: [dashboard],
      mapped: [anApp("Okta Dashboard", "Okta Dashboard", { name: "okta_enduser" })],
    },
    ["V-273191", "V-273193"],
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "an Admin Console that is found by the name of its policy",
    {
      appPolicies: [{ ...console, hiddenAppIds: [idOf.app("console")] }, dashboard],
      mapped: [anApp("Okta Dashboard", "Okta Dashboard", { name: "okta_enduser" })],
    },
    ["V-273191", "V-273193"],
    ["pass", "pass"],
  ],
  ["no application at all", { appPolicies: [console], mapped: [] }, ["V-279693"], ["not_reviewed", "pass"]],
  [
    "the Classic Engine",
    { engine: "classic" },
    ["V-273190", "V-273204", "V-279693"],
    ["not_reviewed", "not_reviewed"],
  ],
  ["nobody who can sign in", { people: [] }, session, ["pass", "not_reviewed"]],
];

describe("the two answers", () => {
  it.each(cases)("%s", (_, change, ids, answers) => {
    const found = answersOf(theOrg(change));
    expect(
      ids.map((id) => [
        id,
        found.get(id)?.asTheStandardChecks.status,
        found.get(id)?.asItHoldsForPeople.status,
      ]),
    ).toEqual(ids.map((id) => [id, ...answers]));
  });

  it("names who it is and the rule that lets them in", () => {
    const { sessionPolicies } = { sessionPolicies: [withRules(office, { name: "Anywhere", ...wide })] };
    const found = answersOf(theOrg({ sessionPolicies })).get("V-273186");
    expect(found?.asItHoldsForPeople).toMatchObject({
      status: "open",
      reason:
        'for 2 of 2 people (kim@acme.example, nia@acme.example): rule "Anywhere" of session policy "Default Policy" ends a session that is not used after 2 hours',
      evidence: [{ name: "Default Policy / Anywhere", value: "120" }],
    });
    expect(found).toMatchObject({ status: "open", people: { judged: 2, open: 2, unknown: 0 } });
  });
});

describe("smart cards", () => {
  const withCard = (status: string, enroll: string): OrgSnapshot => {
    const org = theOrg({
      policies: [theDefaultPolicy({ okta_password: "REQUIRED", smart_card_idp: enroll })],
    });
    const card = { id: idOf.authenticator("card"), key: "smart_card_idp", name: "Smart Card", status };
    return {
      ...org,
      slices: { ...org.slices, authenticators: [...(org.slices.authenticators ?? []), card] },
    };
  };

  it.each([
    ["ACTIVE", "OPTIONAL", ["pass", "pass"]],
    ["ACTIVE", "NOT_ALLOWED", ["pass", "open"]],
    ["INACTIVE", "OPTIONAL", ["open", "open"]],
  ])("%s for the org and %s by the enrollment policy", (status, enroll, answers) => {
    expect(statuses(withCard(status, enroll), "V-273204")).toEqual(answers);
  });

  it("are not known to be allowed where the enrollment policy in effect is not known", () => {
    const org = without(withCard("ACTIVE", "OPTIONAL"), { groupMembers: "group-members" });
    expect(statuses(org, "V-273204")).toEqual(["pass", "not_reviewed"]);
  });
});

describe("what was not read", () => {
  it.each([
    ["V-273186", "sessionPolicies", "session-policies"],
    ["V-279691", "sessionPolicies", "session-policies"],
    ["V-273190", "appPolicies", "app-policies"],
    ["V-273193", "appMappings", "app-mappings"],
    ["V-279693", "appPolicies", "app-policies"],
    ["V-273204", "authenticators", "authenticators"],
  ] as const)("leaves %s not reviewed without %s, and says so", (id, key, slice) => {
    const org = without(theOrg(), { [key]: slice });
    expect(statuses(org, id)).toEqual(["not_reviewed", "not_reviewed"]);
    expect(answersOf(org).get(id)?.asTheStandardChecks.reason).toContain("E0000006");
  });

  it("leaves the second answer open to uncertainty where only people were not read", () => {
    const org = without(theOrg(), { users: "users" });
    expect(ofSignOn.map((id) => statuses(org, id))).toEqual(ofSignOn.map(() => ["pass", "not_reviewed"]));
  });

  it("keeps a list that is not whole from passing", () => {
    const org = theOrg({ gaps: [partOf("session-policies")] });
    expect(statuses(org, "V-273186")).toEqual(["not_reviewed", "not_reviewed"]);
  });
});
