import { describe, expect, it } from "vitest";
import { explainedSignIns } from "../../../src/answers/explain/explained-sign-in.ts";
import { judge } from "../../../src/evaluator/judgement.ts";
import type { AppId, IdpId } from "../../../src/model/ids.ts";
import type { IdentityProvider } from "../../../src/model/live-sign-on.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { aBaseline } from "../../support/baseline-builder.ts";
import { aPerson, enrolments, idOf, network, theDefaultPolicy, without } from "../../support/org-builder.ts";
import {
  type AppRuleParts,
  anApp,
  anAppPolicy,
  anyone,
  aPart,
  aSessionPolicy,
  asks,
  catchAll,
  has,
  knows,
  theDefaultSessionPolicy,
} from "../../support/sign-on-builder.ts";
import { aSignOnOrg, kim, kimHas, type SignOnParts, traits } from "../../support/sign-on-org.ts";

const partner: IdentityProvider = {
  id: "0oa-partner" as IdpId,
  name: "Partner",
  type: "SAML2",
  status: "ACTIVE",
  trustsClaims: true,
};
const resistant = has(aPart({}, { phishingResistant: true }));
const office: AppRuleParts = {
  name: "Office",
  network: network.in("Corp"),
  verification: asks("1FA", [resistant]),
};
const contractors: AppRuleParts = {
  name: "Contractors",
  people: { ...anyone, groupIds: [idOf.group("Contractors")] },
  verification: asks("1FA"),
};
const strict = catchAll({ verification: asks("1FA", [resistant]) });

const org = (parts: SignOnParts = {}): OrgSnapshot =>
  aSignOnOrg({
    people: [kim],
    groups: { Contractors: [kim.login] },
    zones: ["Corp", "HQ"],
    appPolicies: [anAppPolicy("Strong", [office, contractors, strict])],
    mapped: [anApp("Payroll", "Strong")],
    enrolments: kimHas("okta_verify:signed_nonce"),
    ...parts,
  });

const explain = (on: OrgSnapshot, person = kim) => {
  const judgement = judge(aBaseline(), on);
  return explainedSignIns(on, judgement)(judgement.live.person(person.id) ?? person);
};
const first = (parts: SignOnParts = {}, person = kim) =>
  explain(org({ people: [person], ...parts }), person).policies[0];
const underRules = (...rules: readonly AppRuleParts[]) =>
  first({ appPolicies: [anAppPolicy("Strong", rules)] });

describe("explaining how somebody signs in", () => {
  it("names the weakest way in, the pair of rules that decides it, and what other ways ask for", () => {
    expect(explain(org())).toEqual({
      policies: [
        {
          policy: "Strong",
          apps: ["Payroll"],
          appCount: 1,
          assigned: null,
          level: "one-factor",
          with: ["okta_password"],
          sessionPolicy: "Default Policy",
          sessionRule: "Default Rule",
          rule: "Contractors",
          from: "outside Corp",
          why: 'kim@acme.example can open Payroll with a password alone from anywhere: rule "Contractors" (1FA) is tried before the catch-all; from zone Corp rule "Office" (1FA, possession phishing-resistant) asks for FastPass.',
          otherWays: [
            {
              level: "phishing-resistant",
              with: ["okta_verify:signed_nonce"],
              sessionPolicy: "Default Policy",
              sessionRule: "Default Rule",
              rule: "Office",
              from: "in Corp",
            },
          ],
          uncertainties: [],
        },
      ],
      uncertainties: [],
    });
  });

  it.each<[string, SignOnParts, string, string]>([
    [
      "the catch-all alone",
      { appPolicies: [anAppPolicy("Strong", [strict])] },
      "phishing-resistant",
      'kim@acme.example can open Payroll with FastPass alone from anywhere: rule "Catch-all Rule" (1FA, possession phishing-resistant) takes whomever no other rule takes.',
    ],
    [
      "a session rule that asks for more",
      {
        appPolicies: [anAppPolicy("Strong", [catchAll({ verification: asks("1FA") })])],
        sessionPolicies: [theDefaultSessionPolicy({ primaryFactor: "PASSWORD_IDP", requiresFactor: true })],
      },
      "phishing-resistant",
      'kim@acme.example can open Payroll with a password and FastPass from anywhere: rule "Catch-all Rule" (1FA) takes whomever no other rule takes, after session rule "Default Rule" (password and a second factor) of "Default Policy".',
    ],
    [
      "a rule that denies",
      { appPolicies: [anAppPolicy("Strong", [catchAll({ access: "DENY", verification: null })])] },
      "denied",
      'kim@acme.example cannot open Payroll: nobody is let in; rule "Catch-all Rule" (DENY) takes whomever no other rule takes.',
    ],
    [
      "a session rule that denies",
      { sessionPolicies: [theDefaultSessionPolicy({ access: "DENY" })] },
      "denied",
      'kim@acme.example cannot open Payroll: nobody is let in; session rule "Default Rule" (DENY) decides',
    ],
    [
      "a factor that nobody has kept them from enrolling",
      { appPolicies: [anAppPolicy("Strong", [strict])], enrolments: kimHas() },
      "open-enrollment",
      'kim@acme.example has nothing that Payroll asks for, and whoever holds the password may enroll it from anywhere: rule "Catch-all Rule"',
    ],
    [
      "a factor that may not be enrolled",
      {
        appPolicies: [anAppPolicy("Strong", [strict])],
        enrolments: kimHas(),
        policies: [theDefaultPolicy({ okta_password: "REQUIRED" })],
      },
      "blocked",
      "kim@acme.example cannot open Payroll: nothing that it asks for can be used, and nothing may be enrolled; rule",
    ],
    [
      "an identity provider that is trusted with claims",
      {
        people: [{ ...kim, signOn: traits({ provider: "FEDERATION", hasPassword: false }) }],
        idps: [partner],
      },
      "unknown",
      'Cannot tell what kim@acme.example needs to open Payroll: identity provider "Partner" is trusted with claims, and decides what is asked.',
    ],
    [
      "an expression that is not understood",
      {
        appPolicies: [
          anAppPolicy("Strong", [
            { name: "Odd", expression: "security.risk.strange()", verification: asks("1FA") },
            strict,
          ]),
        ],
      },
      "unknown",
      'Cannot tell what kim@acme.example needs to open Payroll: rule "Odd": its expression security.risk.strange() is not understood.',
    ],
    [
      "two zones and a device",
      {
        appPolicies: [
          anAppPolicy("Strong", [
            { ...office, name: "Corp" },
            { ...office, name: "HQ", network: network.in("HQ") },
            {
              name: "Managed",
              device: { registered: true, managed: true, assuranceIds: [] },
              verification: asks("1FA", [knows()]),
            },
            { name: "Mobile", platforms: [{ type: "MOBILE", os: "IOS" }], verification: asks("1FA") },
            { name: "Other", risk: "HIGH", access: "DENY", platforms: [{ type: "DESKTOP", os: "ANY" }] },
            strict,
          ]),
        ],
      },
      "one-factor",
      'kim@acme.example can open Payroll with a password alone outside Corp and HQ: rule "Mobile" (1FA, on IOS) is tried before the catch-all; outside Corp and HQ rule "Managed" (1FA, knowledge, on a managed device) asks for a password and a device that Okta knows;',
    ],
  ])("explains %s", (_, parts, level, why) => {
    const found = explain(org(parts)).policies[0];
    expect(found).toMatchObject({ level, why: expect.stringContaining(why) });
  });

  it("shows no more than three other ways, and says how many there are", () => {
    const rules = ["A", "B", "C", "D", "E"].map((name, index) => ({
      name,
      platforms: [{ type: "MOBILE", os: ["IOS", "ANDROID", "OTHER"][index % 3] ?? "" }],
      device: index > 2 ? null : { registered: true, managed: index === 1, assuranceIds: [] },
      verification: asks(index % 2 === 0 ? "2FA" : "1FA"),
    }));
    const [weak] = explain(org({ appPolicies: [anAppPolicy("Strong", [...rules, strict])] })).policies;
    expect(weak?.why).toMatch(/; (?:1 more way|\d more ways) in asking for no less\.$/u);
  });

  it("shows one row a policy, the weakest first, with how many applications and which are assigned", () => {
    const found = explain(
      org({
        appPolicies: [
          anAppPolicy("Good", [strict]),
          anAppPolicy("Bad", [catchAll({ verification: asks("1FA") })]),
          anAppPolicy("Okta Admin Console", [strict], { hiddenAppIds: ["0oa-console" as AppId] }),
        ],
        mapped: [
          anApp("CRM", "Good"),
          anApp("Wiki", "Bad"),
          anApp("Atlas", "Bad"),
          anApp("Old", "Bad", { status: "INACTIVE" }),
        ],
        apps: { Wiki: { users: [kim.login] }, CRM: { users: [] } },
      }),
    );
    expect(
      found.policies.map(({ policy, level, apps, appCount, assigned }) => [
        policy,
        level,
        apps,
        appCount,
        assigned,
      ]),
    ).toEqual([
      ["Bad", "one-factor", ["Wiki", "Atlas"], 2, true],
      ["Good", "phishing-resistant", ["CRM"], 1, false],
      ["Okta Admin Console", "phishing-resistant", [], 1, null],
    ]);
    expect(found.policies[0]?.why).toContain("can open Wiki and one other application with a password alone");
  });

  it("is unknown, and says why, where a side was not read", () => {
    expect(explain(without(org(), { appPolicies: "app-policies" }, "403"))).toEqual({
      policies: [],
      uncertainties: ["app sign-in policies were not read"],
    });
    expect(explain(without(org(), { sessionPolicies: "session-policies" }, "403")).policies[0]).toMatchObject(
      {
        level: "unknown",
        sessionPolicy: null,
        why: "Cannot tell what kim@acme.example needs to open Payroll: session policies were not read; a rule that was not read decides.",
      },
    );
  });

  it("has a row for each door beside a browser's that a session rule is for, of which the session alone is shown", () => {
    const rules = [
      { name: "VPN", authType: "RADIUS" },
      { name: "Directory", authType: "LDAP_INTERFACE", requiresFactor: true },
      { name: "Old", authType: "RADIUS", status: "INACTIVE" },
      {},
    ];
    const off = aSessionPolicy("Off", ["Contractors"], [{ authType: "RADIUS" }], { status: "INACTIVE" });
    const sessionPolicies = [aSessionPolicy("Work", ["Contractors"], rules), off, theDefaultSessionPolicy()];
    const atDoors = explain(org({ sessionPolicies })).policies.filter(({ policy }) => policy === null);
    expect(atDoors.map(({ level, apps, why }) => [level, apps, why])).toEqual([
      ["unknown", [], expect.stringMatching(/open what people open by RADIUS: .*for RADIUS is not shown/)],
      ["unknown", [], expect.stringMatching(/open the LDAP interface: .*LDAP interface is not shown/)],
    ]);
    const others = aSessionPolicy("Others", ["Admins"], rules);
    const without = explain(org({ sessionPolicies: [others, theDefaultSessionPolicy()] })).policies;
    expect(without.filter(({ policy }) => policy === null)).toEqual([]);
  });

  it("shows the session alone on Classic, and no more than that it is a floor", () => {
    const classic = org();
    const found = explain({ ...classic, org: { ...classic.org, engine: "classic" } });
    expect(found.policies).toMatchObject([
      {
        policy: null,
        level: "unknown",
        rule: null,
        uncertainties: [expect.stringContaining("not shown by the Classic Engine")],
      },
    ]);
  });

  it("tells a person who is told apart by a policy's groups from others", () => {
    const nia = aPerson("nia@acme.example", { signOn: traits() });
    const both = org({
      people: [kim, nia],
      enrolments: { ...kimHas("webauthn"), [nia.login]: enrolments(["webauthn"]) },
      sessionPolicies: [aSessionPolicy("Staff", ["Contractors"]), theDefaultSessionPolicy()],
    });
    expect(explain(both, nia).policies[0]).toMatchObject({
      level: "phishing-resistant",
      sessionPolicy: "Default Policy",
    });
    expect(underRules(contractors, strict)).toMatchObject({ rule: "Contractors", from: "anywhere" });
  });
});
