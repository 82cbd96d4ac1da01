import { describe, expect, it } from "vitest";
import factors from "../../checks/factors.check.ts";
import { evaluate } from "../../checks/runner/evaluate.ts";
import check from "../../checks/sign-in.check.ts";
import type { SignInRequirement } from "../../src/model/baseline-sign-on.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import { aBaseline, appliesTo, aRequirement } from "../support/baseline-builder.ts";
import { aPerson, enrolments, network, theDefaultPolicy, without } from "../support/org-builder.ts";
import { draftsOf } from "../support/run-check.ts";
import {
  anApp,
  anAppPolicy,
  aPart,
  aSessionPolicy,
  asks,
  catchAll,
  has,
  type SessionRuleParts,
  theDefaultSessionPolicy,
} from "../support/sign-on-builder.ts";
import { aSignOnOrg, kim, kimHas, type SignOnParts, traits } from "../support/sign-on-org.ts";

const asked = (change: Partial<SignInRequirement> = {}): SignInRequirement => ({
  to: { kind: "apps", apps: ["Payroll"] },
  atLeast: "phishing-resistant",
  fromOutside: [],
  openEnrollment: false,
  reauthenticateWithinMs: null,
  ...change,
});
const baselineAsking = (
  change: Partial<SignInRequirement> = {},
  engine: "identity" | "classic" = "identity",
) =>
  aBaseline({
    org: { engine },
    requirements: [aRequirement("payroll", { title: "Payroll is hard to enter", signIn: asked(change) })],
  });

const resistant = has(aPart({}, { phishingResistant: true }));
const strong = anAppPolicy("Strong", [
  { name: "Office", network: network.in("Corp"), verification: asks("1FA", [resistant]) },
  { name: "Contractors", verification: asks("1FA") },
  catchAll({ verification: asks("1FA", [resistant]) }),
]);
const good = anAppPolicy("Good", [catchAll({ verification: asks("1FA", [resistant]) })]);

const org = (parts: SignOnParts = {}): OrgSnapshot =>
  aSignOnOrg({
    people: [kim],
    zones: ["Corp"],
    appPolicies: [strong, good],
    mapped: [anApp("Payroll", "Strong"), anApp("CRM", "Good")],
    apps: { Payroll: { users: [kim.login] } },
    enrolments: kimHas("okta_verify:signed_nonce"),
    ...parts,
  });

const found = (baseline = baselineAsking(), on = org()) => {
  const { findings, outcomes, gaps } = evaluate({
    checks: [check],
    baseline,
    org: on,
    now: new Date("2026-03-01T00:00:00Z"),
  });
  return { findings, outcome: outcomes[0], gaps };
};

describe("sign-in", () => {
  it("names the weakest way in, with who can take it from where", () => {
    const { findings } = found();
    expect(findings).toMatchObject([
      {
        check: "sign-in",
        severity: "high",
        status: "open",
        subject: { type: "user", name: "kim@acme.example" },
        requirement: "payroll",
        field: "signIn",
        expected: { atLeast: "phishing-resistant" },
        actual: {
          level: "one-factor",
          with: ["okta_password"],
          app: "Payroll",
          policy: "Strong",
          rule: "Contractors",
          sessionPolicy: "Default Policy",
          sessionRule: "Default Rule",
          from: "outside Corp",
          alsoApps: 0,
        },
      },
    ]);
    expect(findings[0]?.message).toBe(
      'kim@acme.example can open Payroll with a password alone outside Corp: rule "Contractors" (1FA) of app policy "Strong"; "Payroll is hard to enter" (payroll) asks for a phishing-resistant factor.',
    );
  });

  it("says nothing where every way in is strong enough", () => {
    const { findings, outcome } = found(
      baselineAsking({ to: { kind: "apps", apps: ["CRM"] } }),
      org({ apps: {} }),
    );
    expect([findings, outcome?.status]).toEqual([[], "in-line"]);
  });

  it.each<[string, Partial<SignInRequirement>, SignOnParts, readonly string[]]>([
    ["by what is asked", { atLeast: "two-factors" }, {}, ["open"]],
    ["from outside a zone only", { fromOutside: ["Corp"] }, {}, ["open"]],
    ["for those to whom the application is assigned", {}, { apps: { Payroll: { users: [] } } }, []],
    [
      "any application but those that are known to be somebody else's",
      { to: { kind: "any" } },
      { apps: { Payroll: { users: [] } } },
      [],
    ],
    [
      "any application under a policy of which some may be theirs",
      { to: { kind: "any" } },
      {
        apps: { Payroll: { users: [] } },
        mapped: [anApp("Payroll", "Strong"), anApp("Wiki", "Strong"), anApp("CRM", "Good")],
      },
      ["open"],
    ],
    [
      "an application of Okta's own, which it opens to everybody without assigning it",
      { to: { kind: "apps", apps: ["Okta Dashboard"] } },
      {
        mapped: [anApp("Okta Dashboard", "Strong", { name: "okta_enduser" })],
        apps: { "Okta Dashboard": { users: [] } },
      },
      ["open"],
    ],
    [
      "for everybody where assignments are not whole",
      {},
      { apps: { Payroll: { users: [] } }, gaps: [{ slice: "apps", reason: "403", affected: 0, ids: [] }] },
      ["open"],
    ],
    ["of any application, one policy at a time", { to: { kind: "any" } }, {}, ["open"]],
    [
      "of none that is off, or has no policy",
      { to: { kind: "any" } },
      {
        mapped: [
          anApp("Payroll", "Strong", { status: "INACTIVE" }),
          anApp("Service", null),
          anApp("CRM", "Good"),
        ],
      },
      [],
    ],
    [
      "of the Admin Console by its own name",
      { to: { kind: "adminConsole" } },
      { mapped: [anApp("Okta Admin Console", "Strong", { name: "saasure" })] },
      ["open"],
    ],
    [
      "of the dashboard",
      { to: { kind: "dashboard" } },
      { mapped: [anApp("Okta Dashboard", "Good", { name: "okta_enduser" })] },
      [],
    ],
  ])("judges %s", (_, change, parts, statuses) => {
    const { findings } = found(baselineAsking(change), org(parts));
    expect(findings.map(({ status }) => status)).toEqual(statuses);
  });

  it.each<[string, SessionRuleParts, SessionRuleParts, string]>([
    ["from anywhere where two rules halve the world and add nothing", {}, {}, "alone from anywhere: rule"],
    [
      "from where it is open where one of them asks for more",
      {},
      { requiresFactor: true },
      "alone in Corp: rule",
    ],
    [
      "from one side of those that add something",
      { primaryFactor: "PASSWORD_IDP" },
      { primaryFactor: "PASSWORD_IDP" },
      'alone in Corp: rule "Catch-all Rule" (1FA) of app policy "Weak", after session rule "Office" (password)',
    ],
  ])("says that an application is open %s", (_, office, elsewhere, words) => {
    const parts = {
      appPolicies: [anAppPolicy("Weak", [catchAll({ verification: asks("1FA") })])],
      mapped: [anApp("Payroll", "Weak")],
      sessionPolicies: [
        aSessionPolicy(
          "Workforce",
          ["Everyone"],
          [
            { name: "Office", network: network.in("Corp"), ...office },
            { name: "Elsewhere", network: network.notIn("Corp"), ...elsewhere },
          ],
        ),
        theDefaultSessionPolicy(),
      ],
    };
    expect(found(baselineAsking(), org(parts)).findings[0]?.message).toContain(words);
  });

  it.each<[string, SessionRuleParts, Partial<SignInRequirement>, string | undefined]>([
    ["RADIUS, where the session asks for little", { authType: "RADIUS" }, {}, "unknown"],
    ["the LDAP interface as well", { authType: "LDAP_INTERFACE" }, {}, "unknown"],
    [
      "RADIUS no more where the session asks for enough",
      { authType: "RADIUS", requiresFactor: true },
      {},
      undefined,
    ],
    ["RADIUS no more where nobody gets in", { authType: "RADIUS", access: "DENY" }, {}, undefined],
    [
      "RADIUS only where any application is meant",
      { authType: "RADIUS" },
      { to: { kind: "apps", apps: ["CRM"] } },
      undefined,
    ],
  ])("judges sign-ins by %s", (_, rule, change, status) => {
    const sessionPolicies = [
      aSessionPolicy(
        "Workforce",
        ["Everyone"],
        [{ name: "VPN", primaryFactor: "PASSWORD_IDP", ...rule }, {}],
      ),
      theDefaultSessionPolicy(),
    ];
    const parts = { sessionPolicies, mapped: [anApp("CRM", "Good")], apps: {} };
    const asking = baselineAsking({ to: { kind: "any" }, atLeast: "two-factors", ...change });
    const { findings } = found(asking, org(parts));
    expect(findings.map((one) => one.status)).toEqual(status === undefined ? [] : [status]);
    const door = rule.authType === "RADIUS" ? "what people open by RADIUS" : "the LDAP interface";
    if (status !== undefined) expect(findings[0]?.message).toContain(`to open ${door}, as`);
  });

  it("leaves RADIUS to those whom no session rule for it can take, and to their identity provider", () => {
    const sessionPolicies = [
      aSessionPolicy("VPN", ["Contractors"], [{ authType: "RADIUS" }]),
      theDefaultSessionPolicy(),
    ];
    const asking = baselineAsking({ to: { kind: "any" }, atLeast: "two-factors" });
    const parts = { sessionPolicies, mapped: [anApp("CRM", "Good")], apps: {}, groups: { Contractors: [] } };
    expect(found(asking, org(parts)).findings).toEqual([]);
    const elsewhere = aPerson(kim.login, { signOn: traits({ provider: "FEDERATION", hasPassword: false }) });
    const atRadius = [
      aSessionPolicy("VPN", ["Everyone"], [{ authType: "RADIUS" }, {}]),
      theDefaultSessionPolicy(),
    ];
    const [finding] = found(
      asking,
      org({ ...parts, people: [elsewhere], idps: [], sessionPolicies: atRadius }),
    ).findings;
    expect(finding).toMatchObject({ status: "unknown" });
  });

  it("goes back to the factor that is lacking, where enrollment is open", () => {
    const parts = { mapped: [anApp("Payroll", "Good")], enrolments: kimHas("phone_number:sms") };
    const requirement = aRequirement("payroll", {
      signIn: asked(),
      factors: { kind: "anyOf", anyOf: ["webauthn"], atLeast: 1 },
    });
    const { findings } = evaluate({
      checks: [check, factors],
      baseline: aBaseline({ org: { engine: "identity" }, requirements: [requirement] }),
      org: org(parts),
      now: new Date("2026-03-01T00:00:00Z"),
    });
    const lacking = findings.find((one) => one.check === "factors");
    expect(lacking?.causedBy).toBeNull();
    expect(findings.find((one) => one.check === "sign-in")?.causedBy).toBe(lacking?.fingerprint);
  });

  it("is unknown for whoever is assigned an application of Okta's own: nobody is, and everybody opens it", () => {
    const requirement = aRequirement("dashboard", {
      appliesTo: { kind: "apps", apps: ["Okta Dashboard"] },
      signIn: asked({ to: { kind: "any" }, atLeast: "two-factors" }),
    });
    const { findings, outcomes } = evaluate({
      checks: [check],
      baseline: aBaseline({ org: { engine: "identity" }, requirements: [requirement] }),
      org: org({ apps: { "Okta Dashboard": { users: [] } } }),
      now: new Date("2026-03-01T00:00:00Z"),
    });
    expect(findings).toEqual([]);
    expect(outcomes[0]).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining('"Okta Dashboard" is an application of Okta\'s own'),
    });
  });

  it("counts the other applications of weak policies", () => {
    const parts = { mapped: [anApp("Payroll", "Strong"), anApp("Wiki", "Strong"), anApp("CRM", "Good")] };
    const { findings } = found(baselineAsking({ to: { kind: "any" } }), org(parts));
    expect(findings[0]?.actual).toMatchObject({ app: "Payroll", alsoApps: 1 });
    expect(findings[0]?.message).toContain("Payroll and one other application");
  });

  it("finds the Admin Console by its policy's name where the application is not shown, and says so", () => {
    const console_ = { ...strong, name: "Okta Admin Console", hiddenAppIds: ["0oaConsole" as never] };
    const parts = { appPolicies: [console_], mapped: [] };
    const { findings } = found(baselineAsking({ to: { kind: "adminConsole" } }), org(parts));
    expect(findings[0]?.message).toContain(
      'can open what is under policy "Okta Admin Console", found by its name with a password alone',
    );
    const hidden = found(baselineAsking({ to: { kind: "any" } }), org(parts));
    expect(hidden.findings[0]?.actual).toMatchObject({ app: "Okta Admin Console", alsoApps: 0 });
  });

  it.each<[string, Partial<SignInRequirement>, OrgSnapshot, RegExp]>([
    [
      "an application that does not exist",
      { to: { kind: "apps", apps: ["Pyroll"] } },
      org(),
      /no application is called "Pyroll"/,
    ],
    [
      "any application where none with a policy is shown",
      { to: { kind: "any" } },
      org({ mapped: [anApp("Service", null)] }),
      /no application with an app sign-in policy is shown/,
    ],
    [
      "an application that shows no policy",
      {},
      org({ mapped: [anApp("Payroll", null)] }),
      /application "Payroll" shows no app sign-in policy/,
    ],
    [
      "a policy that was not read",
      {},
      org({ appPolicies: [good] }),
      /the policy of application "Payroll" was not read/,
    ],
    [
      "the Admin Console, which is not shown",
      { to: { kind: "adminConsole" } },
      org(),
      /which policy Okta Admin Console is under was not read/,
    ],
    [
      "a zone that does not exist",
      { fromOutside: ["Moon"] },
      org({ appPolicies: [{ ...good, name: "Strong", id: strong.id }] }),
      /no network zone is called "Moon"/,
    ],
    [
      "all of it without app policies",
      {},
      without(org(), { appPolicies: "app-policies" }),
      /app-policies: 403/,
    ],
    [
      "all of it without session policies",
      {},
      without(org(), { sessionPolicies: "session-policies" }),
      /session-policies: 403/,
    ],
    [
      "any application where some were malformed",
      { to: { kind: "any" } },
      org({
        appPolicies: [good],
        mapped: [anApp("CRM", "Good")],
        gaps: [{ slice: "app-mappings", reason: "malformed app", affected: 1, ids: ["0oa1"] }],
      }),
      /not everything of app-mappings was read \(malformed app\)/,
    ],
  ])("is unknown for %s", (_, change, on, reason) => {
    const { findings, outcome } = found(baselineAsking(change), on);
    expect([findings, outcome?.status]).toEqual([[], "unknown"]);
    expect(outcome?.reason).toMatch(reason);
  });

  it("is unknown where enrolments were not read, unless a password alone is enough", () => {
    const unread = without(org(), { factors: "factors" });
    expect(found(baselineAsking(), unread).findings[0]?.status).toBe("open");
    const onGood = { ...unread, slices: { ...unread.slices, appMappings: [anApp("Payroll", "Good")] } };
    const [finding] = found(baselineAsking(), onGood).findings;
    expect(finding).toMatchObject({ status: "unknown", actual: { level: "unknown", app: "Payroll" } });
    expect(finding?.message).toContain(": enrolments were not read");
    expect(finding?.remedy).toMatch(/^Read what is named by hand/);
  });

  it("is open where nothing acceptable is enrolled and whoever has the password may enroll it", () => {
    const parts = { mapped: [anApp("Payroll", "Good")], enrolments: kimHas("phone_number:sms") };
    const [finding] = found(baselineAsking(), org(parts)).findings;
    expect(finding).toMatchObject({
      status: "open",
      actual: { level: "open-enrollment", with: ["okta_password"] },
      remedy: expect.stringContaining("keep a password alone from enrolling"),
    });
    expect(finding?.message).toMatch(
      /has nothing that Payroll asks for, and whoever holds the password may enroll it from anywhere/,
    );
    expect(found(baselineAsking({ openEnrollment: true }), org(parts)).findings).toEqual([]);
  });

  it("says that somebody cannot get in, which is no drift", () => {
    const rules = theDefaultPolicy().rules?.map((rule) => ({ ...rule, enroll: "NEVER" })) ?? null;
    const policies = [{ ...theDefaultPolicy({ okta_password: "REQUIRED", webauthn: "OPTIONAL" }), rules }];
    const parts = { mapped: [anApp("Payroll", "Good")], enrolments: kimHas(), policies };
    const { findings, outcome } = found(baselineAsking(), org(parts));
    expect(findings).toMatchObject([
      { status: "pending", severity: "low", actual: { level: "blocked", app: "Payroll" } },
    ]);
    expect(outcome?.status).toBe("in-line");
  });

  it.each<[string, number, SignOnParts, string | undefined]>([
    ["often enough", 12, {}, undefined],
    ["too seldom", 1, {}, "open"],
    [
      "never again",
      12,
      {
        sessionPolicies: [
          theDefaultSessionPolicy({
            session: { idleMinutes: 120, lifetimeMinutes: null, persistentCookie: false },
          }),
        ],
      },
      "open",
    ],
  ])("holds the time until people are asked again against what is asked: %s", (_, hours, parts, status) => {
    const policy = anAppPolicy("Good", [
      catchAll({
        verification: {
          kind: "assurance",
          factorMode: "1FA",
          reauthenticateSeconds: null,
          constraints: [resistant],
        },
      }),
    ]);
    const on = org({ appPolicies: [policy], mapped: [anApp("Payroll", "Good")], ...parts });
    const { findings } = found(baselineAsking({ reauthenticateWithinMs: hours * 3_600_000 }), on);
    expect(findings[0]?.status).toBe(status);
    if (status !== undefined) {
      expect(findings[0]?.expected).toMatchObject({
        reauthenticateWithin: `${hours} hour${hours === 1 ? "" : "s"}`,
      });
    }
  });

  it("judges an account that was not activated yet as pending", () => {
    const staged = aPerson(kim.login, { status: "STAGED", signOn: traits() });
    expect(found(baselineAsking(), org({ people: [staged] })).findings).toMatchObject([
      { status: "pending" },
    ]);
  });

  it("takes what the session alone proves on Classic for a floor", () => {
    const classic = (rule: Parameters<typeof theDefaultSessionPolicy>[0]) => {
      const {
        appPolicies: _,
        appMappings: __,
        authenticators: ___,
        ...slices
      } = org({
        engine: "classic",
        sessionPolicies: [theDefaultSessionPolicy({ primaryFactor: null, ...rule })],
        enrolments: { [kim.login]: enrolments(["okta_sms"], "factors") },
        policies: [theDefaultPolicy({ okta_sms: "OPTIONAL", okta_push: "OPTIONAL" }, "factors")],
      }).slices;
      return { ...org({ engine: "classic" }), slices };
    };
    const statusOf = (
      rule: Parameters<typeof theDefaultSessionPolicy>[0],
      atLeast: SignInRequirement["atLeast"],
    ) =>
      found(baselineAsking({ atLeast, to: { kind: "any" } }, "classic"), classic(rule)).findings.map(
        ({ status }) => status,
      );
    expect(statusOf({ requiresFactor: true, factorPrompt: "ALWAYS" }, "two-factors")).toEqual([]);
    expect(statusOf({ requiresFactor: true, factorPrompt: "ALWAYS" }, "strong")).toEqual(["unknown"]);
    expect(statusOf({}, "two-factors")).toEqual(["unknown"]);
  });

  it("reads no more than what it is asked about", () => {
    expect(check.needs(aBaseline())).toEqual([]);
    expect(check.sharpenedBy(aBaseline())).toEqual([]);
    expect(check.needs(baselineAsking())).toEqual([
      "users",
      "session-policies",
      "app-policies",
      "app-mappings",
    ]);
    expect(check.needs(baselineAsking({}, "classic"))).toEqual(["users", "session-policies"]);
    expect(check.sharpenedBy(baselineAsking({ to: { kind: "any" } }))).not.toContain("apps");
    expect(check.sharpenedBy(baselineAsking({ fromOutside: ["Corp"] }))).toEqual(
      expect.arrayContaining(["apps", "zones", "factors", "policies"]),
    );
  });

  it("leaves out requirements that ask nothing of sign-in", () => {
    const baseline = aBaseline({ requirements: [aRequirement("staff", { appliesTo: appliesTo.everyone })] });
    expect(draftsOf(check, baseline, org())).toEqual([]);
  });
});
