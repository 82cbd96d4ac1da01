import { describe, expect, it } from "vitest";
import { compareBaselines } from "../../../../src/answers/review/compare-baselines.ts";
import { countPeople } from "../../../../src/answers/review/count-people.ts";
import type { Baseline } from "../../../../src/model/baseline.ts";
import type { UserTypeId } from "../../../../src/model/ids.ts";
import type { OrgSnapshot } from "../../../../src/model/snapshot.ts";
import { identityOrg, parseText } from "../../../support/baseline-text.ts";
import { aPerson, enrolments, without } from "../../../support/org-builder.ts";
import {
  anApp,
  anAppPolicy,
  aSessionPolicy,
  asks,
  catchAll,
  theDefaultSessionPolicy,
} from "../../../support/sign-on-builder.ts";
import { aSignOnOrg, kim, type SignOnParts, traits, userTypes } from "../../../support/sign-on-org.ts";

const now = new Date("2026-11-23T10:00:00.000Z");
const nia = aPerson("nia@acme.example", { signOn: traits() });

const org = (parts: SignOnParts = {}): OrgSnapshot =>
  aSignOnOrg({
    people: [kim, nia],
    groups: { Contractors: [kim.login], Staff: [kim.login, nia.login], Nobody: [] },
    zones: ["Corp"],
    appPolicies: [
      anAppPolicy("Strong", [catchAll({ verification: asks("2FA") })]),
      anAppPolicy("Any two factors", [catchAll({ verification: asks("2FA") })], { system: true }),
    ],
    mapped: [anApp("Payroll", "Strong"), anApp("Wiki", "Any two factors")],
    enrolments: {
      [kim.login]: enrolments(["webauthn", "okta_verify:push"]),
      [nia.login]: enrolments(["google_otp", "phone_number:sms"]),
    },
    adminRoles: { users: { [nia.login]: ["SUPER_ADMIN"] } },
    ...parts,
  });

const groups = "groups: [{ name: Contractors }, { name: Staff }, { name: Nobody }]\n";
const baseline = (signOn: string): Baseline => parseText(identityOrg(`${groups}${signOn}`)).baseline;
const strong = (...rules: readonly string[]) =>
  `signOn: { appPolicies: [{ name: Strong, apps: [Payroll], rules: [${rules.join(", ")}] }] }`;
const sessions = (rule: string) =>
  `signOn: { sessionPolicies: [{ name: Work, groups: [Staff], rules: [{ name: Anyone, ${rule} }] }] }`;
const last = (fields: string) => `{ name: Catch-all Rule, ${fields} }`;
const twoFactors = last("factors: 2");
const resistant = last("factors: 1, constraints: [{ possession: { phishingResistant: true } }]");
const weakRule = "{ name: Contractors, people: { groups: [Contractors] }, factors: 1 }";

function review(before: string, after: string, snapshot: OrgSnapshot = org()) {
  const [base, head] = [baseline(before), baseline(after)];
  const changes = compareBaselines(base, head).map(({ change }) => change);
  const counted = countPeople({ base, head }, snapshot, now)(changes);
  return {
    uncertainties: counted.people.uncertainties,
    changes: changes.map((change) => {
      const { id, effect, reason } = { ...change, ...counted.verdicts.get(change.id) };
      return `${effect} ${id} (${reason})`;
    }),
    effects: counted.effects.map(
      ({ id, effect, people, explainedBy }) =>
        `${effect} ${id}: ${people.map(({ login }) => login.split("@")[0]).join(" ")}${explainedBy.length === 0 ? "" : ` by ${explainedBy.join(", ")}`}`,
    ),
  };
}

describe("what a changed sign-on side comes to for people", () => {
  it.each<[string, string, string, readonly string[], readonly string[]]>([
    ["nothing", strong(twoFactors), strong(twoFactors), [], []],
    [
      "a weak rule on top, for those whom it means",
      strong(twoFactors),
      strong(weakRule, twoFactors),
      ["weaker app-policy/Strong (signs-in-weaker)"],
      ["weaker people-sign-in-weaker/Strong/strong/one-factor: kim by app-policy/Strong"],
    ],
    [
      "a weak rule that goes",
      strong(weakRule, twoFactors),
      strong(twoFactors),
      ["stronger app-policy/Strong (signs-in-stronger)"],
      ["stronger people-sign-in-stronger/Strong/one-factor/strong: kim"],
    ],
    [
      "a stricter catch-all, which some have nothing for",
      strong(twoFactors),
      strong(resistant),
      ["weaker app-policy/Strong (signs-in-weaker)"],
      [
        "weaker people-sign-in-weaker/Strong/two-factors/open-enrollment: nia by app-policy/Strong",
        "stronger people-sign-in-stronger/Strong/strong/phishing-resistant: kim",
      ],
    ],
    [
      "a weak rule for a group in which there is nobody",
      strong(twoFactors),
      strong("{ name: Guests, people: { groups: [Nobody] }, factors: 1 }", twoFactors),
      ["weaker app-policy/Strong (opens-to-nobody-yet)"],
      [],
    ],
    [
      "a rule that changes nothing",
      strong(twoFactors),
      strong("{ name: Same, factors: 2 }", twoFactors),
      ["neutral app-policy/Strong (signs-in-alike)"],
      [],
    ],
    [
      "a rule that nobody understands",
      strong(twoFactors),
      strong('{ name: Odd, expression: "security.odd()", factors: 1 }', twoFactors),
      ["weaker app-policy/Strong (sign-in-unknown)"],
      [
        "weaker people-sign-in-unknown/Strong/strong/unknown: kim by app-policy/Strong",
        "weaker people-sign-in-unknown/Strong/two-factors/unknown: nia by app-policy/Strong",
      ],
    ],
    [
      "a user type, whose id was not read",
      strong(twoFactors),
      strong("{ name: Robots, people: { userTypes: [Robot] }, factors: 1 }", twoFactors),
      ["weaker app-policy/Strong (sign-in-unknown)"],
      [
        "weaker people-sign-in-unknown/Strong/strong/unknown: kim by app-policy/Strong",
        "weaker people-sign-in-unknown/Strong/two-factors/unknown: nia by app-policy/Strong",
      ],
    ],
    [
      "an office that is no longer asked for more",
      strong("{ name: Office, network: { in: [Corp] }, factors: 2 }", last("factors: 1")),
      strong("{ name: Office, network: { in: [Corp] }, factors: 1 }", last("factors: 1")),
      ["weaker app-policy/Strong (signs-in-weaker)"],
      ["weaker people-sign-in-wider/Strong: nia kim by app-policy/Strong"],
    ],
    [
      "an office that is asked for more",
      strong(last("factors: 1")),
      strong("{ name: Office, network: { in: [Corp] }, factors: 2 }", last("factors: 1")),
      ["stronger app-policy/Strong (signs-in-stronger)"],
      ["stronger people-sign-in-narrower/Strong: nia kim"],
    ],
    [
      "asking less often",
      strong(last("factors: 2, reauthenticateEvery: 1h")),
      strong(last("factors: 2, reauthenticateEvery: 12h")),
      ["weaker app-policy/Strong (signs-in-weaker)"],
      ["weaker people-asked-less-often/Strong/1 hour/12 hours: nia kim by app-policy/Strong"],
    ],
    [
      "asking more often",
      strong(last("factors: 2, reauthenticateEvery: 12h")),
      strong(last("factors: 2, reauthenticateEvery: 1h")),
      ["stronger app-policy/Strong (signs-in-stronger)"],
      ["stronger people-asked-more-often/Strong/12 hours/1 hour: nia kim"],
    ],
    [
      "asking once a session, which ends after 12 hours",
      strong(last("factors: 2, reauthenticateEvery: 1h")),
      strong(last("factors: 2, reauthenticateEvery: SESSION")),
      ["weaker app-policy/Strong (signs-in-weaker)"],
      ["weaker people-asked-less-often/Strong/1 hour/12 hours: nia kim by app-policy/Strong"],
    ],
    [
      "asking within a session, where it was asked for once",
      strong(last("factors: 2, reauthenticateEvery: SESSION")),
      strong(last("factors: 2, reauthenticateEvery: 1h")),
      ["stronger app-policy/Strong (signs-in-stronger)"],
      ["stronger people-asked-more-often/Strong/12 hours/1 hour: nia kim"],
    ],
    [
      "letting nobody in by one more rule",
      strong(last("access: DENY")),
      strong("{ name: Office, network: { in: [Corp] }, access: DENY }", last("access: DENY")),
      ["neutral app-policy/Strong (signs-in-alike)"],
      [],
    ],
    [
      "a weak rule for somebody who is not there",
      strong(twoFactors),
      strong("{ name: Omar, people: { users: [omar@acme.example] }, factors: 1 }", twoFactors),
      ["neutral app-policy/Strong (signs-in-alike)"],
      [],
    ],
    [
      "letting nobody in, and letting them in again",
      strong(last("factors: 2")),
      strong(last("access: DENY")),
      ["neutral app-policy/Strong (shuts-out)"],
      [
        "neutral people-shut-out/Strong/strong/denied: kim",
        "neutral people-shut-out/Strong/two-factors/denied: nia",
      ],
    ],
    [
      "an application that comes under another policy",
      strong(resistant),
      "signOn: { appPolicies: [{ name: Strong, apps: [], rules: [" +
        `${resistant}] }, { name: Weak, apps: [Payroll], rules: [${last("factors: 1")}] }] }`,
      ["weaker app-policy/Weak (signs-in-weaker)", "weaker app-policy/Strong (no-longer-held)"],
      [
        "weaker people-sign-in-weaker/Weak/open-enrollment/one-factor: nia by app-policy/Weak, app-policy/Strong",
        "weaker people-sign-in-weaker/Weak/phishing-resistant/one-factor: kim by app-policy/Weak, app-policy/Strong",
      ],
    ],
    [
      "a policy that goes, whose applications come under Okta's default one",
      strong(resistant),
      "",
      ["weaker app-policy/Strong (no-longer-held)"],
      [
        "weaker people-sign-in-weaker/Any two factors/phishing-resistant/strong: kim by app-policy/Strong",
        "stronger people-sign-in-stronger/Any two factors/open-enrollment/two-factors: nia",
      ],
    ],
    [
      "a session policy that asks for a password first",
      sessions("primaryFactor: PASSWORD_IDP_ANY_FACTOR"),
      sessions("primaryFactor: PASSWORD_IDP, secondFactor: ALWAYS"),
      ["neutral session-policy/Work (signs-in-alike)"],
      [],
    ],
    [
      "an application under no policy that is known any more",
      "signOn: { appPolicies: [{ name: Any two factors, apps: [Wiki] }, { name: Strong, apps: [Payroll] }] }",
      "",
      ["weaker app-policy/Any two factors (no-longer-held)", "weaker app-policy/Strong (no-longer-held)"],
      [],
    ],
  ])("is told of %s", (_, before, after, changes, effects) => {
    const found = review(before, after);
    expect([found.changes, found.effects]).toEqual([changes, effects]);
  });

  it("judges session policies, their order, and Okta's default one by all applications", () => {
    const open = org({
      appPolicies: [anAppPolicy("Strong", [catchAll({ verification: asks("1FA") })])],
      mapped: [anApp("Payroll", "Strong")],
    });
    const work = (rule: string) => `{ name: Work, groups: [Staff], rules: [{ name: Anyone, ${rule} }] }`;
    const guests = "{ name: Guests, groups: [Contractors], rules: [{ name: Anyone, access: DENY }] }";
    const list = (...policies: readonly string[]) => `signOn: { sessionPolicies: [${policies.join(", ")}] }`;
    const factor = work("primaryFactor: PASSWORD_IDP, secondFactor: ALWAYS");
    expect(review(list(work("secondFactor: NEVER")), list(factor), open)).toMatchObject({
      changes: ["stronger session-policy/Work (signs-in-stronger)"],
      effects: [
        "stronger people-sign-in-stronger/Strong/one-factor/strong: kim",
        "stronger people-sign-in-stronger/Strong/one-factor/two-factors: nia",
      ],
    });
    expect(review(list(guests, factor), list(factor, guests), open)).toMatchObject({
      changes: ["weaker session-policy-order (signs-in-weaker)"],
      effects: ["weaker people-sign-in-weaker/Strong/denied/strong: kim by session-policy-order"],
    });
    const fallback = (rule: string) =>
      list(`{ name: Default Policy, rules: [{ name: Default Rule, ${rule} }] }`);
    expect(review(fallback("secondFactor: NEVER"), fallback("access: DENY"), open).changes).toEqual([
      "neutral session-policy/Default Policy (shuts-out)",
    ]);
    expect(review(list(factor), list(), open).changes).toEqual([
      "weaker session-policy/Work (no-longer-held)",
    ]);
  });

  it("finds no end to what is asked once in a session that has none", () => {
    const session = { idleMinutes: 120, lifetimeMinutes: null, persistentCookie: false };
    const endless = org({ sessionPolicies: [theDefaultSessionPolicy({ session })] });
    const asked = (every: string) => strong(last(`factors: 2, reauthenticateEvery: ${every}`));
    expect([
      ...review(asked("1h"), asked("SESSION"), endless).effects,
      ...review(asked("SESSION"), asked("1h"), endless).effects,
    ]).toEqual([
      "weaker people-asked-less-often/Strong/1 hour/without end: nia kim by app-policy/Strong",
      "stronger people-asked-more-often/Strong/without end/1 hour: nia kim",
    ]);
  });

  it("takes away what is there and no longer declared, and keeps what never was", () => {
    const there = org({
      appPolicies: [
        anAppPolicy("Strong", [
          { name: "Contractors", verification: asks("1FA") },
          catchAll({ verification: asks("2FA") }),
        ]),
      ],
      mapped: [anApp("Payroll", "Strong")],
      sessionPolicies: [
        aSessionPolicy("Extra", ["Nobody"], [{}]),
        aSessionPolicy("Work", ["Staff"], [{ name: "Anyone", access: "DENY" }], { priority: 2 }),
        theDefaultSessionPolicy(),
      ],
    });
    const open = sessions("access: ALLOW");
    const everybody = "{ name: Contractors, factors: 1 }";
    expect(review(strong(everybody, twoFactors), strong(twoFactors), there).effects).toEqual([]);
    expect(review(open, "", there).changes).toEqual(["weaker session-policy/Work (no-longer-held)"]);
  });

  it("leaves what nobody declared in its place, and what was not read unknown", () => {
    const rules = [
      { name: "Ours", verification: asks("2FA") },
      { name: "Theirs", verification: asks("1FA") },
      catchAll({ verification: asks("2FA") }),
    ];
    const theirs = org({ appPolicies: [anAppPolicy("Strong", rules)], mapped: [anApp("Payroll", "Strong")] });
    const [mild, strict] = [2, 1].map((factors) =>
      strong(`{ name: Ours, platforms: [IOS], factors: ${factors} }`),
    );
    expect(review(`${mild}`, `${strict}`, theirs).effects).toEqual([]);
    const unread = org({
      appPolicies: [anAppPolicy("Strong", null)],
      sessionPolicies: [theDefaultSessionPolicy()],
      mapped: [anApp("Payroll", "Strong")],
    });
    expect(review(strong(twoFactors), strong(weakRule, twoFactors), unread)).toMatchObject({
      changes: ["weaker app-policy/Strong (sign-in-unknown)"],
      effects: [],
    });
    const unreadSession = org({ sessionPolicies: [aSessionPolicy("Work", ["Staff"], null)] });
    expect(
      review(sessions("secondFactor: NEVER"), sessions("secondFactor: ALWAYS"), unreadSession).changes,
    ).toEqual(["weaker session-policy/Work (sign-in-unknown)"]);
    const lone = org({
      appPolicies: [anAppPolicy("Strong", [catchAll({ verification: asks("2FA") })])],
      mapped: [anApp("Payroll", "Strong")],
    });
    expect(review(strong(twoFactors), "", lone).effects).toEqual([
      "weaker people-sign-in-unknown/Strong/unknown/unknown: nia kim by app-policy/Strong",
    ]);
  });

  const unreadNote = "to whom all applications are assigned was not read";
  const kims = "weaker people-sign-in-unknown/Strong/strong/unknown: kim by app-policy/Strong";
  const odd = '{ name: Odd, expression: "security.odd()", factors: 1 }';
  const nias = "weaker people-sign-in-unknown/Strong/two-factors/unknown: nia by app-policy/Strong";
  const contractors = "weaker people-sign-in-weaker/Strong/strong/one-factor: kim by app-policy/Strong";
  const appsGap = (...ids: readonly string[]): NonNullable<SignOnParts["gaps"]> => [
    { slice: "apps", reason: "403", affected: ids.length, ids },
  ];

  it.each<[string, string, SignOnParts, readonly string[], string, boolean]>([
    [
      "those who are assigned",
      odd,
      { apps: { Payroll: { users: [kim.login] } } },
      [kims],
      "sign-in-unknown",
      false,
    ],
    ["nobody where nobody is assigned", odd, { apps: { Payroll: {} } }, [], "sign-in-unknown", false],
    [
      "nobody where the one whom a rule means is not assigned",
      weakRule,
      { apps: { Payroll: { users: [nia.login] } } },
      [],
      "opens-to-nobody-yet",
      false,
    ],
    [
      "whoever is in an assigned group",
      weakRule,
      { apps: { Payroll: { groups: ["Contractors"] } } },
      [contractors],
      "signs-in-weaker",
      false,
    ],
    [
      "everybody where the members of an assigned group were not read",
      odd,
      { apps: { Payroll: { users: [kim.login], groups: ["Everyone"] } } },
      [kims, nias],
      "sign-in-unknown",
      true,
    ],
    [
      "everybody who is listed, without a doubt, of an application for Everyone",
      odd,
      { apps: { Payroll: { users: [kim.login, nia.login], groups: ["Everyone"] } } },
      [kims, nias],
      "sign-in-unknown",
      false,
    ],
    ["everybody where assignments were not read", odd, {}, [kims, nias], "sign-in-unknown", true],
    [
      "everybody where one of two applications was not read",
      odd,
      {
        apps: { Payroll: { users: [kim.login] } },
        mapped: [anApp("Payroll", "Strong"), anApp("Books", "Strong")],
      },
      [kims, nias],
      "sign-in-unknown",
      true,
    ],
    [
      "everybody where an application was read in part",
      odd,
      { apps: { Payroll: { users: [kim.login] } }, gaps: appsGap(anApp("Payroll", "Strong").id) },
      [kims, nias],
      "sign-in-unknown",
      true,
    ],
    [
      "everybody, without a doubt, of an application of Okta's own",
      odd,
      { mapped: [anApp("Okta Dashboard", "Strong", { name: "okta_enduser" })] },
      [kims, nias],
      "sign-in-unknown",
      false,
    ],
  ])("counts %s", (_, rule, parts, effects, reason, isUnread) => {
    const declares = (...rules: readonly string[]) =>
      `signOn: { appPolicies: [{ name: Strong, rules: [${rules.join(", ")}] }] }`;
    const found = review(declares(twoFactors), declares(rule, twoFactors), org(parts));
    expect(found.effects).toEqual(effects);
    expect(found.changes).toEqual([`weaker app-policy/Strong (${reason})`]);
    expect(found.uncertainties.some((one) => one.startsWith(unreadNote))).toBe(isUnread);
  });

  it("counts whom the changed baseline puts into an assigned group", () => {
    const snapshot = org({ apps: { Payroll: { groups: ["Nobody"] } } });
    const joined = (members: string, rule: string) =>
      parseText(
        identityOrg(`groups: [{ name: Nobody, members: [${members}] }, { name: Contractors }]\n${rule}`),
      ).baseline;
    const [base, head] = [joined("", strong(twoFactors)), joined(kim.login, strong(weakRule, twoFactors))];
    const changes = compareBaselines(base, head).map(({ change }) => change);
    const { effects } = countPeople({ base, head }, snapshot, now)(changes);
    expect(effects.map(({ id }) => id)).toContain("people-sign-in-weaker/Strong/strong/one-factor");
  });

  it("says so where the snapshot does not show how people sign in", () => {
    const blind = without(org(), { appPolicies: "app-policies" }, "403");
    const found = review(strong(twoFactors), strong(weakRule, twoFactors), blind);
    expect(found.changes).toEqual(["weaker app-policy/Strong (unclear)"]);
    expect(found.uncertainties).toContain("the snapshot does not show how people sign in");
    const classic = { ...org(), org: { ...org().org, engine: "classic" as const } };
    expect(
      review(sessions("secondFactor: NEVER"), sessions("secondFactor: ALWAYS"), classic).effects,
    ).toEqual(["weaker people-sign-in-unknown/the session/unknown/unknown: nia kim by session-policy/Work"]);
  });

  it("counts whom a requirement holds to less or more at sign-in", () => {
    const asking = (level: string, notBy: string) =>
      `requirements: [{ id: staff, title: Staff, appliesTo: { groups: [Staff] }, signIn: { to: any, atLeast: ${level} }, recovery: { notBy: [${notBy}] } }]`;
    const [less, more] = [asking("strong", "email"), asking("phishing-resistant", "email, phone")];
    expect(review(more, less).effects).toEqual([
      "weaker people-requirement-eased/staff: nia kim by requirement-sign-in/staff, requirement-recovery/staff",
    ]);
    expect(review(less, more).effects).toEqual(["stronger people-requirement-raised/staff: nia kim"]);
  });

  it("follows a user type by its name, where the snapshot has it", () => {
    const typed = (login: string, typeId: string) =>
      aPerson(login, { signOn: traits({ typeId: typeId as UserTypeId }) });
    const snapshot = org({
      people: [typed(kim.login, "otyGuest"), typed(nia.login, "otyStaff")],
      userTypes: userTypes({ otyGuest: ["guest", "Guest"], otyStaff: ["user", "User"] }),
    });
    const guests = "{ name: Guests, people: { userTypes: [Guest] }, factors: 1 }";
    expect(review(strong(twoFactors), strong(guests, twoFactors), snapshot).effects).toEqual([
      "weaker people-sign-in-weaker/Strong/strong/one-factor: kim by app-policy/Strong",
    ]);
  });
});
