import { describe, expect, it } from "vitest";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import { idOf, network, partOf, theDefaultPolicy, without } from "../support/org-builder.ts";
import {
  anApp,
  anAppPolicy,
  anyone,
  aSessionPolicy,
  asks,
  chained,
  type SessionRuleParts,
} from "../support/sign-on-builder.ts";
import type { SignOnParts } from "../support/sign-on-org.ts";
import {
  adminConsole,
  answersOf,
  consoleRule,
  dashboard,
  denied,
  office,
  statuses,
  theOrg,
  withRules,
} from "../support/stig-sign-on.ts";

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
    "a first session rule that lets nobody in, before one that is met",
    {
      sessionPolicies: [
        withRules({ ...wide, name: "Strangers", network: network.notIn("Corp"), access: "DENY" }, office),
      ],
    },
    session,
    ["pass", "pass"],
  ],
  [
    "a first session rule that lets nobody in, before one that is not met",
    {
      sessionPolicies: [
        withRules({ ...office, name: "Strangers", access: "DENY", risk: "HIGH" }, { ...office, ...wide }),
      ],
    },
    session,
    ["open", "open"],
  ],
  [
    "a first session rule that leaves somebody out, whom a lower one takes",
    {
      sessionPolicies: [
        withRules(
          { ...office, excludedUserIds: [idOf.user("nia@acme.example")] },
          { ...wide, network: network.in("Corp") },
        ),
      ],
    },
    session,
    ["pass", "open"],
  ],
  [
    "a session policy that is switched off",
    {
      sessionPolicies: [
        aSessionPolicy("Off", ["Everyone"], [wide], { status: "INACTIVE" }),
        withRules({ ...wide, status: "INACTIVE" }, office),
      ],
    },
    [...session, "V-279691"],
    ["pass", "pass"],
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
        adminConsole,
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
        adminConsole,
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
      appPolicies: [{ ...adminConsole, hiddenAppIds: [idOf.app("console")] }, dashboard],
      mapped: [anApp("Okta Dashboard", "Okta Dashboard", { name: "okta_enduser" })],
    },
    ["V-273191", "V-273193"],
    ["pass", "pass"],
  ],
  [
    "no application at all",
    { appPolicies: [adminConsole], mapped: [] },
    ["V-279693"],
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "a first rule that denies some, and lets others in with a password after it",
    {
      appPolicies: [
        anAppPolicy("Okta Admin Console", [
          { ...consoleRule, name: "Strangers", network: network.notIn("Corp"), access: "DENY" },
          { ...consoleRule, verification: onePassword },
          denied,
        ]),
        dashboard,
      ],
    },
    ["V-273191", "V-273193"],
    ["open", "open"],
  ],
  [
    "an application that is shown twice, once under a policy that asks for a password",
    {
      appPolicies: [adminConsole, dashboard, anAppPolicy("Other", [{ verification: onePassword }, denied])],
      mapped: [
        anApp("Okta Admin Console", "Okta Admin Console", { name: "saasure" }),
        anApp("Okta Admin Console", "Other", { name: "saasure" }),
      ],
    },
    ["V-273191", "V-273193"],
    ["open", "open"],
  ],
  [
    "a rule that says of a session what is not modelled",
    {
      sessionPolicies: [
        withRules(office, {
          ...office,
          ...anywhere,
          unmodelled: ["actions.signon.session.maxSessionIdleMinutes.odd"],
        }),
      ],
    },
    ["V-273186"],
    ["pass", "not_reviewed"],
  ],
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
  const withCard = (status: string, enroll: string | null): OrgSnapshot => {
    const cards = enroll === null ? {} : { smart_card_idp: enroll };
    const org = theOrg({ policies: [theDefaultPolicy({ okta_password: "REQUIRED", ...cards })] });
    const card = { id: idOf.authenticator("card"), key: "smart_card_idp", name: "Smart Card", status };
    return {
      ...org,
      slices: { ...org.slices, authenticators: [...(org.slices.authenticators ?? []), card] },
    };
  };

  it.each([
    ["ACTIVE", "OPTIONAL", ["pass", "pass"]],
    ["ACTIVE", "NOT_ALLOWED", ["pass", "open"]],
    ["ACTIVE", null, ["pass", "not_reviewed"]],
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
