import { describe, expect, it } from "vitest";
import check from "../../checks/recovery.check.ts";
import type { OrgSnapshot, Person } from "../../src/model/snapshot.ts";
import { aBaseline, aRequirement } from "../support/baseline-builder.ts";
import { aDeclaredAppPolicy, aPossession, asksFor } from "../support/declared-sign-on.ts";
import { aPerson, network, without } from "../support/org-builder.ts";
import { draftsOf } from "../support/run-check.ts";
import {
  type AppRuleParts,
  anAppPolicy,
  anyone,
  aPart,
  aPasswordPolicy,
  asks,
  catchAll,
  has,
  type PasswordRuleParts,
} from "../support/sign-on-builder.ts";
import { aSignOnOrg, kim, type SignOnParts, traits } from "../support/sign-on-org.ts";

const baseline = aBaseline({
  requirements: [aRequirement("staff", { recovery: { notBy: ["email", "phone"] } })],
});

const byRule = (methods: readonly string[] | null, stepUpRequired = false) => ({
  access: "ALLOW",
  accessControl: "LEGACY",
  methods,
  stepUpRequired,
});
const byAccounts = { access: "ALLOW", accessControl: "AUTH_POLICY", methods: [], stepUpRequired: false };

const orgWith = (
  rules: readonly PasswordRuleParts[] | null,
  more: SignOnParts = {},
  change = {},
): OrgSnapshot =>
  aSignOnOrg({
    people: [kim],
    zones: ["Corp"],
    groups: { Staff: [kim.login], Others: [] },
    passwordPolicies: [
      aPasswordPolicy("Others", ["Others"], [{ reset: byRule(["email"]) }]),
      aPasswordPolicy("Staff", ["Staff"], rules, { priority: 2, ...change }),
    ],
    ...more,
  });

const found = (org: OrgSnapshot, person?: Person) =>
  draftsOf(
    check,
    baseline,
    person === undefined
      ? org
      : { ...org, slices: { ...org.slices, users: { people: [person], deprovisioned: 0 } } },
  ).map(({ status, actual, message }) => ({ status, actual, message }));
const statuses = (org: OrgSnapshot, person?: Person) =>
  found(org, person).map(({ status, actual }) => `${status} ${actual ?? ""}`.trim());

describe("recovery", () => {
  it.each<[string, readonly PasswordRuleParts[], readonly string[]]>([
    ["an e-mail is enough", [{ reset: byRule(["email", "push"]) }], ["open by email"]],
    ["an SMS is enough", [{ reset: byRule(["sms"]) }], ["open by phone"]],
    ["a call or an e-mail is", [{ reset: byRule(["voice", "email"]) }], ["open by email,by phone"]],
    ["a second step is asked for", [{ reset: byRule(["email"], true) }], []],
    ["nobody resets anything", [{ reset: { ...byRule(["email"]), access: "DENY" } }], []],
    ["only a push is", [{ reset: byRule(["push"]) }], []],
    [
      "it is enough from a zone, which whoever recovers chooses",
      [{ network: network.in("Corp"), reset: byRule(["email"]) }, { reset: byRule(["push"]) }],
      ["open by email"],
    ],
    ["an earlier rule decides", [{ reset: byRule(["push"]) }, { reset: byRule(["email"]) }], []],
    [
      "an earlier rule is off",
      [{ status: "INACTIVE", reset: byRule(["push"]) }, { reset: byRule(["email"]) }],
      ["open by email"],
    ],
    [
      "an earlier rule leaves the person out",
      [
        { people: { ...anyone, exceptUserIds: [kim.id] }, reset: byRule(["push"]) },
        { reset: byRule(["email"]) },
      ],
      ["open by email"],
    ],
    [
      "a condition is not modelled",
      [{ unmodelled: ["conditions.moon"], reset: byRule(["email"]) }, { reset: byRule(["push"]) }],
      ["unknown"],
    ],
    [
      "a setting is not modelled",
      [{ unmodelled: ["actions.selfServicePasswordReset.moon"], reset: byRule(["push"]) }],
      ["unknown"],
    ],
  ])("is judged where %s", (_, rules, expected) => {
    expect(statuses(orgWith(rules))).toEqual(expected);
  });

  it("says by which rule, and asks for more", () => {
    expect(found(orgWith([{ name: "Self-service", reset: byRule(["email"]) }]))[0]?.message).toBe(
      'Whoever holds the mailbox of kim@acme.example can set a new password with that alone: rule "Self-service" of password policy "Staff" asks for no more; "Requirement staff" (staff) asks that it does.',
    );
  });

  const accounts = (...rules: readonly AppRuleParts[]) => ({
    appPolicies: [
      anAppPolicy("Okta Account Management Policy", rules, { resourceType: "END_USER_ACCOUNT_MANAGEMENT" }),
    ],
  });
  const recover = "accessRequest.operation == 'recover'";
  const appOnly = asks("1FA", [has(aPart({ types: ["app"] }))]);

  it.each<[string, SignOnParts, readonly string[]]>([
    ["two factors of its catch-all", accounts(catchAll()), []],
    [
      "one factor of its catch-all",
      accounts(catchAll({ verification: asks("1FA") })),
      ["open by email,by phone"],
    ],
    [
      "an app of a rule for recovery",
      accounts({ expression: recover, verification: appOnly }, catchAll({ verification: asks("1FA") })),
      [],
    ],
    [
      "a rule about enrolling only",
      accounts(
        { expression: "accessRequest.operation == 'enroll'", access: "DENY" },
        catchAll({ verification: asks("1FA") }),
      ),
      ["open by email,by phone"],
    ],
    [
      "rules that take nobody",
      accounts({ people: { ...anyone, exceptUserIds: [kim.id] } }),
      ["open by email,by phone"],
    ],
    ["nothing that is there", {}, ["unknown"]],
  ])("goes by the account management policy where the rule says so: %s", (_, more, expected) => {
    expect(statuses(orgWith([{ reset: byAccounts }], more))).toEqual(expected);
  });

  it("goes by the policy's own factors in its older shape", () => {
    const older = (recoveryFactors: Readonly<Record<string, string>>) =>
      statuses(orgWith([{ reset: { ...byRule(null), accessControl: null } }], {}, { recoveryFactors }));
    expect(older({ okta_email: "ACTIVE" })).toEqual(["open by email"]);
    expect(older({ okta_email: "ACTIVE", recovery_question: "ACTIVE" })).toEqual([]);
    expect(older({ okta_call: "ACTIVE", okta_email: "INACTIVE" })).toEqual(["open by phone"]);
  });

  it.each<[string, OrgSnapshot, readonly string[]]>([
    [
      "the means are switched off for the org",
      orgWith([{ reset: byRule(["sms"]) }], { authenticators: { phone_number: "INACTIVE" } }),
      [],
    ],
    [
      "the policy is for accounts of a directory",
      orgWith([{ reset: byRule(["email"]) }], {}, { authProvider: "ACTIVE_DIRECTORY" }),
      [],
    ],
    [
      "the policy has a setting that is not modelled",
      orgWith([{ reset: byRule(["email"]) }], {}, { unmodelled: ["settings.moon"] }),
      ["unknown"],
    ],
    [
      "the policy lists no groups",
      orgWith([{ reset: byRule(["email"]) }], {}, { groupIds: [] }),
      ["unknown"],
    ],
    ["its rules were not read", orgWith(null), ["unknown"]],
    [
      "the policy is Okta's own, which takes everybody",
      orgWith([{ reset: byRule(["email"]) }], {}, { system: true, groupIds: [], authProvider: "ANY" }),
      ["open by email"],
    ],
    [
      "no policy takes the person",
      orgWith([{ reset: byRule(["email"]) }], { groups: { Staff: [], Others: [] } }),
      [],
    ],
    [
      "what the org has switched on was not read",
      without(orgWith([{ reset: byRule(["sms"]) }]), { authenticators: "authenticators" }),
      ["open by phone"],
    ],
    ["no policy was read", without(orgWith([]), { passwordPolicies: "password-policies" }), ["unknown"]],
    [
      "a policy could not be read",
      orgWith([], {
        gaps: [{ slice: "password-policies", reason: "malformed policy", affected: 1, ids: ["00p"] }],
      }),
      ["unknown"],
    ],
  ])("is judged where %s", (_, org, expected) => {
    expect(statuses(org)).toEqual(expected);
  });

  it("does not reset what is kept elsewhere", () => {
    const elsewhere = aPerson(kim.login, { signOn: traits({ provider: "FEDERATION", hasPassword: false }) });
    const org = orgWith([{ reset: byRule(["email"]) }]);
    expect(statuses(org, elsewhere)).toEqual([]);
    const social = aPerson(kim.login, { signOn: traits({ provider: "SOCIAL" }) });
    expect(statuses(org, social)).toEqual(["open by email"]);
    const directory = aPerson(kim.login, { signOn: traits({ provider: "ACTIVE_DIRECTORY" }) });
    const ofDirectory = orgWith([{ reset: byRule(["email"]) }], {}, { authProvider: "ACTIVE_DIRECTORY" });
    expect(statuses(ofDirectory, directory)).toEqual(["open by email"]);
    expect(statuses(org, directory)).toEqual([]);
    const unread = aPerson(kim.login);
    expect(statuses(orgWith([{ reset: byRule(["email"]) }], {}, { authProvider: "LDAP" }), unread)).toEqual([
      "unknown",
    ]);
    expect(statuses(org, unread)).toEqual(["open by email"]);
  });

  it("reads no more than what it is asked about", () => {
    expect(check.needs(aBaseline())).toEqual([]);
    expect(check.sharpenedBy(aBaseline())).toEqual([]);
    expect(check.needs(baseline)).toEqual(["users", "password-policies"]);
    expect(check.sharpenedBy({ ...baseline, org: { engine: "classic" } })).not.toContain("app-policies");
    expect(draftsOf(check, aBaseline({ requirements: [aRequirement("none")] }), orgWith([]))).toEqual([]);
  });
});

describe("what made it so that a means alone sets a password", () => {
  const twoFactors = {
    name: "Recovery",
    verification: asks("1FA", [has(aPart({}, { phishingResistant: true }))]),
  };
  const accounts = (rule: AppRuleParts) =>
    anAppPolicy("Account management", [rule, catchAll()], { resourceType: "END_USER_ACCOUNT_MANAGEMENT" });
  const declared = {
    ...baseline,
    signOn: {
      sessionPolicies: [],
      appPolicies: [
        aDeclaredAppPolicy("Account management", [
          { name: "Recovery", verification: asksFor(1, aPossession({ phishingResistant: true })) },
        ]),
      ],
    },
  };
  const causesIn = (rule: AppRuleParts) =>
    draftsOf(check, declared, orgWith([{ reset: byAccounts }], { appPolicies: [accounts(rule)] })).map(
      ({ causes = [] }) => causes.map(({ check: id, subject, field }) => [id, subject.name, field]),
    );

  it("is a changed rule of the account management policy, where that decides", () => {
    expect(causesIn(twoFactors)).toEqual([]);
    expect(causesIn({ name: "Recovery", verification: asks("1FA") })).toEqual([
      [["app-rule", "Account management / Recovery", "constraints"]],
    ]);
  });

  it("is nothing that is known where the password policy decides", () => {
    const drafts = draftsOf(check, declared, orgWith([{ reset: byRule(["email"]) }]));
    expect(drafts.map(({ causes }) => causes)).toEqual([[]]);
  });
});
