import { describe, expect, it } from "vitest";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import { comparedBy, matchesBaseline } from "../../../src/flows/watch/matches-baseline.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import type { EnrollmentPolicy } from "../../../src/model/live-enrollment.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  reporting,
  theDeclaredDefault,
} from "../../support/baseline-builder.ts";
import {
  aDeclaredAppPolicy,
  aDeclaredSessionPolicy,
  aPossession,
  asksFor,
  theDeclaredCatchAll,
  theDeclaredDefaultSession,
} from "../../support/declared-sign-on.ts";
import { anOrg, aPolicy, idOf, theDefaultPolicy, without } from "../../support/org-builder.ts";
import {
  type AppRuleParts,
  anApp,
  anAppPolicy,
  aPart,
  aSessionPolicy,
  asks,
  catchAll,
  has,
  theDefaultSessionPolicy,
} from "../../support/sign-on-builder.ts";
import { aSignOnOrg, type SignOnParts } from "../../support/sign-on-org.ts";

const checks = (await loadChecks()).filter((check) => comparedBy(check) !== undefined);
const settings = { okta_password: "REQUIRED", okta_verify: "OPTIONAL", webauthn: "OPTIONAL" } as const;

const baselineOf = (change: Partial<Baseline> = {}): Baseline =>
  aBaseline({
    groups: [aDeclaredGroup("Staff")],
    authenticators: { webauthn: "ACTIVE" },
    enrollmentPolicies: [aDeclaredPolicy("Staff", ["Staff"]), theDeclaredDefault()],
    ...change,
  });

const staff = (parts: Parameters<typeof aPolicy>[1] = {}, more: Partial<EnrollmentPolicy> = {}) => ({
  ...aPolicy("Staff", { groups: ["Staff"], priority: 2, settings, ...parts }),
  ...more,
});

const orgOf = (policies: readonly EnrollmentPolicy[], status = "ACTIVE"): OrgSnapshot =>
  anOrg({
    groups: { Staff: [] },
    authenticators: { webauthn: status },
    policies: [...policies, theDefaultPolicy(settings)],
  });

const ask = (org: OrgSnapshot, baseline = baselineOf()) =>
  matchesBaseline(checks, { baseline, org, now: new Date("2026-03-01T00:00:00.000Z") }).matchesBaseline;

const askStaff = (policy: EnrollmentPolicy, baseline?: Baseline) =>
  ask(orgOf([policy]), baseline).get(idOf.policy("Staff")) ?? null;

describe("whether a policy is as the baseline declares it", () => {
  it("is so where nothing differs, of authenticators too", () => {
    const answers = ask(orgOf([staff()]));
    expect(answers.get(idOf.policy("Staff"))).toBe(true);
    expect(answers.get("webauthn")).toBe(true);
    expect(answers.get(idOf.authenticator("webauthn"))).toBe(true);
  });

  const laxer = {
    enrollmentPolicies: [aDeclaredPolicy("Staff", ["Staff"], { unlisted: "ignore" }), theDeclaredDefault()],
  };
  const withSms = { ...settings, phone_number: "OPTIONAL" };
  const skips: Partial<EnrollmentPolicy> = {
    settings: staff().settings.map((one) =>
      one.key === "webauthn" ? { ...one, gracePeriod: { kind: "skips", count: 999 } } : one,
    ),
  };
  const rulesIgnored = { unmanaged: reporting({ enrollmentRules: "ignore" }) };

  it.each<[string, EnrollmentPolicy, Partial<Baseline>, boolean | null]>([
    ["a declared setting differs", staff({ settings: { okta_password: "REQUIRED" } }), {}, false],
    ["a grace period that nobody declared", staff({}, skips), {}, false],
    ["an undeclared authenticator is allowed", staff({ settings: withSms }), {}, false],
    ["one is allowed that the baseline does not care about", staff({ settings: withSms }), laxer, null],
    ["nothing is allowed that it does not care about", staff(), laxer, true],
    ["an undeclared rule", staff({ rules: [{ name: "Skip", enroll: "NEVER" }, {}] }), {}, false],
    [
      "an undeclared rule that it does not care about",
      staff({ rules: [{ name: "Skip", enroll: "NEVER" }, {}] }),
      rulesIgnored,
      null,
    ],
    ["a condition that is not modelled", staff({}, { otherConditions: ["conditions.network"] }), {}, null],
    ["a setting that is not modelled", staff({}, { unmodelled: ["settings.pause"] }), {}, null],
    [
      "a rule's condition that is not modelled",
      staff({ rules: [{ otherConditions: ["conditions.risk"] }] }),
      {},
      null,
    ],
  ])("%s", (_, policy, change, answer) => {
    expect(askStaff(policy, baselineOf(change))).toBe(answer);
  });

  it("is not known while a policy that nobody declared may be tried before it", () => {
    const other = (parts: Parameters<typeof aPolicy>[1]) =>
      ask(orgOf([aPolicy("Temporary", { groups: ["Staff"], ...parts }), staff()])).get(
        idOf.policy("Staff"),
      ) ?? null;
    expect(other({ priority: 1 })).toBeNull();
    expect(other({ priority: 2 })).toBeNull();
    expect(other({ priority: 3 })).toBe(true);
    expect(other({ priority: 1, status: "INACTIVE" })).toBe(true);
  });

  it("is not asked of what nobody declared", () => {
    expect(ask(orgOf([aPolicy("Temporary", { groups: ["Staff"] })])).has(idOf.policy("Temporary"))).toBe(
      false,
    );
    expect(ask(orgOf([]), baselineOf({ authenticators: {} })).has("webauthn")).toBe(false);
  });
});

describe("whether an authenticator is as the baseline declares it", () => {
  it("is not where it is off", () => {
    expect(ask(orgOf([staff()], "INACTIVE")).get("webauthn")).toBe(false);
  });

  it("is not known where something about it is not modelled, or nothing was read", () => {
    const org = orgOf([staff()]);
    const authenticators = (org.slices.authenticators ?? []).map((one) => ({
      ...one,
      unmodelled: ["settings.pause"],
    }));
    expect(ask({ ...org, slices: { ...org.slices, authenticators } }).has("webauthn")).toBe(false);
    expect(ask(without(org, { authenticators: "authenticators" })).has("webauthn")).toBe(false);
  });

  it("is asked of Classic's factors by their key", () => {
    const org = anOrg({ engine: "classic", authenticators: { okta_push: "ACTIVE" } });
    const authenticators = (org.slices.authenticators ?? []).map((one) => ({ ...one, id: null }));
    const baseline = aBaseline({ org: { engine: "classic" }, authenticators: { okta_push: "ACTIVE" } });
    expect([...ask({ ...org, slices: { ...org.slices, authenticators } }, baseline)]).toEqual([
      ["okta_push", true],
    ]);
  });
});

describe("whether a policy of sign-in is as the baseline declares it", () => {
  const strongest = asksFor(1, aPossession({ phishingResistant: true }));
  const live = asks("1FA", [has(aPart({}, { phishingResistant: true }))]);
  const declared = aBaseline({
    signOn: {
      sessionPolicies: [aDeclaredSessionPolicy("Workforce", ["Everyone"]), theDeclaredDefaultSession()],
      appPolicies: [
        aDeclaredAppPolicy("Strong", [theDeclaredCatchAll({ verification: strongest })], ["Payroll"]),
      ],
    },
  });
  const signOnOrg = (rule: AppRuleParts, parts: SignOnParts = {}) =>
    aSignOnOrg({
      sessionPolicies: [aSessionPolicy("Workforce", ["Everyone"]), theDefaultSessionPolicy()],
      appPolicies: [anAppPolicy("Strong", [catchAll(rule)]), anAppPolicy("Weak", [catchAll()])],
      mapped: [anApp("Payroll", "Strong")],
      ...parts,
    });
  const judged = (org: OrgSnapshot) =>
    matchesBaseline(checks, { baseline: declared, org, now: new Date("2026-03-01T00:00:00.000Z") });
  const [strong, workforce] = [idOf.policy("Strong"), idOf.policy("Workforce")];

  it("is so where nothing differs, and says nothing of what is not declared", () => {
    const { matchesBaseline: answers, opensWider } = judged(signOnOrg({ verification: live }));
    expect([answers.get(strong), answers.get(workforce), answers.get(idOf.app("Payroll"))]).toEqual([
      true,
      true,
      true,
    ]);
    expect([answers.has(idOf.policy("Weak")), opensWider.size]).toEqual([false, 0]);
  });

  it("is not where something differs, and opens wider only where somebody gets in with less", () => {
    const weaker = judged(signOnOrg({ verification: asks("1FA") }));
    expect(weaker.matchesBaseline.get(strong)).toBe(false);
    expect(weaker.opensWider.get(strong)?.[0]).toContain('Rule "Catch-all Rule" of app policy "Strong"');
    const stricter = judged(signOnOrg({ verification: live, access: "DENY" }));
    expect([stricter.matchesBaseline.get(strong), stricter.opensWider.has(strong)]).toEqual([false, false]);
  });

  it("tells of an application that was moved", () => {
    const moved = judged(signOnOrg({ verification: live }, { mapped: [anApp("Payroll", "Weak")] }));
    expect(moved.matchesBaseline.get(idOf.app("Payroll"))).toBe(false);
    expect(moved.opensWider.has(idOf.app("Payroll"))).toBe(true);
    expect(moved.matchesBaseline.get(strong)).toBe(true);
  });

  it("keeps apart policies of one name that are of two kinds", () => {
    const off = theDefaultSessionPolicy({ status: "INACTIVE" });
    const both = aBaseline({
      enrollmentPolicies: [theDeclaredDefault()],
      signOn: {
        sessionPolicies: [theDeclaredDefaultSession([{ name: "Default Rule", isSystem: true }])],
        appPolicies: [],
      },
    });
    const org = aSignOnOrg({
      policies: [theDefaultPolicy()],
      sessionPolicies: [{ ...off, id: idOf.policy("session") }],
    });
    const { matchesBaseline: answers } = matchesBaseline(checks, { baseline: both, org, now: new Date() });
    expect([answers.get(idOf.policy("Default Policy")), answers.get(idOf.policy("session"))]).toEqual([
      true,
      false,
    ]);
  });
});
