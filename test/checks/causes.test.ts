import { expect, it } from "vitest";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  aDeclaredRule,
  aFilling,
  anyOf,
  aRequirement,
  theDeclaredDefault,
} from "../support/baseline-builder.ts";
import {
  aGroupRule,
  anOrg,
  aPerson,
  aPolicy,
  enrolments,
  idOf,
  network,
  type OrgParts,
  onlyApps,
  theDefaultPolicy,
} from "../support/org-builder.ts";

const now = new Date("2026-03-01T00:00:00.000Z");
const [nia, dana] = ["nia@acme.example", "dana@acme.example"];
const checks = await loadChecks();

const settings = { okta_password: "REQUIRED", okta_verify: "OPTIONAL", webauthn: "OPTIONAL" } as const;
const baseline = aBaseline({
  groups: [
    aDeclaredGroup("Staff", { filledBy: aFilling("Staff - employees", 'user.userType=="employee"') }),
    aDeclaredGroup("Admins", { members: [nia] }),
  ],
  authenticators: { webauthn: "ACTIVE" },
  enrollmentPolicies: [
    aDeclaredPolicy("Admins", ["Admins"], { authenticators: settings }),
    aDeclaredPolicy("Staff", ["Staff"], { authenticators: settings }),
    theDeclaredDefault(),
  ],
  requirements: [
    aRequirement("everyone", { memberOf: ["Staff"], governedBy: ["Staff"], factors: anyOf(["webauthn"]) }),
  ],
});

const admins = (parts: Parameters<typeof aPolicy>[1] = {}) =>
  aPolicy("Admins", { groups: ["Admins"], priority: 1, settings, ...parts });
const staff = (parts: Parameters<typeof aPolicy>[1] = {}) =>
  aPolicy("Staff", { groups: ["Staff"], priority: 2, settings, ...parts });

/** Causes by `check name`, for findings of one check on one subject. */
function causeOf(check: string, subject: string, parts: OrgParts, by: Baseline = baseline): string | null {
  const org = anOrg({
    people: [aPerson(nia), aPerson(dana)],
    groups: { Staff: [dana], Admins: [nia] },
    groupRules: [aGroupRule("Staff - employees", ["Staff"])],
    policies: [admins(), staff(), theDefaultPolicy()],
    authenticators: { webauthn: "ACTIVE", okta_verify: "ACTIVE", okta_password: "ACTIVE" },
    zones: ["Corp"],
    enrolments: { [nia]: enrolments(["webauthn"]), [dana]: enrolments([]) },
    ...parts,
  });
  const { findings } = evaluate({ checks, baseline: by, org, now });
  const found = findings.find((finding) => finding.check === check && finding.subject.name === subject);
  expect(found, `${check} ${subject}`).toBeDefined();
  const cause = findings.find(({ fingerprint }) => fingerprint === found?.causedBy);
  return cause === undefined
    ? null
    : `${cause.check} ${cause.subject.name}${cause.field === null ? "" : ` ${cause.field}`}`;
}

const temporary = aPolicy("Temporary", { groups: ["Everyone"], priority: 0 });

it.each<{ readonly name: string; readonly parts: OrgParts; readonly cause: string | null }>([
  {
    name: "the policy is gone",
    parts: { policies: [theDefaultPolicy()] },
    cause: "enrollment-policy-missing Staff",
  },
  {
    name: "the policy is off",
    parts: { policies: [staff({ status: "INACTIVE" }), theDefaultPolicy()] },
    cause: "enrollment-policy-status Staff status",
  },
  {
    name: "the policy applies to others",
    parts: { policies: [staff({ groups: ["Admins"] }), theDefaultPolicy()] },
    cause: "enrollment-policy-groups Staff groups",
  },
  {
    name: "its rule is gone",
    parts: { policies: [staff({ rules: [] }), theDefaultPolicy()] },
    cause: "enrollment-rule-missing Staff / Enroll at sign-in",
  },
  {
    name: "its rule is off",
    parts: { policies: [staff({ rules: [{ status: "INACTIVE" }] }), theDefaultPolicy()] },
    cause: "enrollment-rule Staff / Enroll at sign-in status",
  },
  {
    name: "its rule asks for a zone",
    parts: { policies: [staff({ rules: [{ network: network.in("Corp") }] }), theDefaultPolicy()] },
    cause: "enrollment-rule Staff / Enroll at sign-in network",
  },
  {
    name: "its rule leaves the person out",
    parts: { policies: [staff({ rules: [{ excludedUserIds: [idOf.user(dana)] }] }), theDefaultPolicy()] },
    cause: "enrollment-rule Staff / Enroll at sign-in exceptUsers",
  },
  {
    name: "a policy that nobody declared comes first",
    parts: { policies: [temporary, staff(), theDefaultPolicy()] },
    cause: "enrollment-policy-unmanaged Temporary",
  },
  {
    name: "another declared policy took in its people",
    parts: {
      policies: [staff({ priority: 2 }), admins({ priority: 1, groups: ["Staff"] }), theDefaultPolicy()],
    },
    cause: "enrollment-policy-groups Admins groups",
  },
])("someone is governed by another policy because $name", ({ parts, cause }) => {
  expect(causeOf("governed-by", dana, parts)).toBe(cause);
});

it("someone is governed by another declared policy because the order was changed", () => {
  const both = { Staff: [dana], Admins: [nia, dana] };
  const policies = [staff({ priority: 1 }), admins({ priority: 2 }), theDefaultPolicy()];
  const by = { ...baseline, requirements: [aRequirement("everyone", { governedBy: ["Admins"] })] };
  expect(causeOf("governed-by", dana, { groups: both, policies }, by)).toBe(
    "enrollment-policy-order Admins order",
  );
});

it("a policy that is as declared is not the cause, though another of its fields changed", () => {
  const policies = [temporary, staff({ groups: ["Staff", "Admins"] }), theDefaultPolicy()];
  expect(causeOf("governed-by", dana, { policies })).toBe("enrollment-policy-unmanaged Temporary");
});

it("who is in no group of the required policy is governed by another because of that", () => {
  expect(causeOf("governed-by", nia, {})).toBe("member-of nia@acme.example memberOf");
  expect(causeOf("governed-by", dana, { groups: { Admins: [nia] } })).toBe("group-missing Staff");
});

it.each<{ readonly name: string; readonly parts: OrgParts; readonly cause: string | null }>([
  { name: "the group is gone", parts: { groups: { Admins: [nia] } }, cause: "group-missing Staff" },
  {
    name: "the rule that fills it is off",
    parts: { groupRules: [aGroupRule("Staff - employees", ["Staff"], { status: "INACTIVE" })] },
    cause: "group-rule Staff - employees status",
  },
  { name: "of nothing that was found", parts: {}, cause: null },
])("someone is not in a group because $name", ({ parts, cause }) => {
  expect(causeOf("member-of", nia, parts)).toBe(cause);
});

it("a declared member is not in the group because its members were changed", () => {
  const by = { ...baseline, requirements: [aRequirement("admins", { memberOf: ["Admins"] })] };
  const parts = { groups: { Staff: [dana], Admins: [] } };
  expect(causeOf("member-of", nia, parts, by)).toBe("group-members Admins members");
  expect(causeOf("member-of", dana, parts, by)).toBeNull();
});

it.each<{ readonly name: string; readonly parts: OrgParts; readonly cause: string | null }>([
  {
    name: "the authenticator is off for the org",
    parts: { authenticators: { webauthn: "INACTIVE" } },
    cause: "authenticator-status webauthn status",
  },
  {
    name: "the policy in effect does not offer it",
    parts: {
      policies: [admins(), staff({ settings: { ...settings, webauthn: "NOT_ALLOWED" } }), theDefaultPolicy()],
    },
    cause: "enrollment-policy-authenticator Staff authenticators.webauthn",
  },
  {
    name: "another policy is in effect",
    parts: { policies: [temporary, admins(), staff(), theDefaultPolicy()] },
    cause: "enrollment-policy-unmanaged Temporary",
  },
  { name: "of nothing that was found", parts: {}, cause: null },
])("someone has no factor because $name", ({ parts, cause }) => {
  expect(causeOf("factors", dana, parts)).toBe(cause);
});

it("someone has no factor because its method, which the baseline declares, is off for the org", () => {
  const by: Baseline = {
    ...baseline,
    authenticators: { okta_verify: "ACTIVE" },
    enrollmentPolicies: baseline.enrollmentPolicies.map((policy) =>
      policy.isDefault ? theDeclaredDefault({ authenticators: { okta_password: "REQUIRED" } }) : policy,
    ),
    authenticatorMethods: { okta_verify: { push: "ACTIVE" } },
    requirements: [aRequirement("everyone", { factors: anyOf(["okta_verify:push", "webauthn"]) })],
  };
  const parts: OrgParts = { methods: { "okta_verify:push": "INACTIVE" } };
  expect(causeOf("factors", dana, parts, by)).toBe("authenticator-status okta_verify methods.push");
});

it.each<{ readonly name: string; readonly parts: OrgParts; readonly cause: string | null }>([
  {
    name: "it is off",
    parts: { policies: [admins(), staff({ status: "INACTIVE" }), theDefaultPolicy()] },
    cause: "enrollment-policy-status Staff status",
  },
  {
    name: "its rule is off",
    parts: { policies: [admins(), staff({ rules: [{ status: "INACTIVE" }] }), theDefaultPolicy()] },
    cause: "enrollment-rule Staff / Enroll at sign-in status",
  },
  {
    name: "another comes first",
    parts: { policies: [temporary, admins(), staff(), theDefaultPolicy()] },
    cause: "enrollment-policy-unmanaged Temporary",
  },
  {
    name: "it applies to others",
    parts: { policies: [staff({ groups: ["Admins"] }), theDefaultPolicy()] },
    cause: "enrollment-policy-groups Staff groups",
  },
  { name: "its group is gone", parts: { groups: { Admins: [nia] } }, cause: "group-missing Staff" },
  { name: "its group is empty", parts: { groups: { Staff: [], Admins: [nia] } }, cause: null },
])("a policy is in effect for nobody because $name", ({ parts, cause }) => {
  expect(causeOf("enrollment-policy-unreachable", "Staff", parts)).toBe(cause);
});

it("a rule that the baseline ties to a network is no cause of what is declared", () => {
  const office = [aDeclaredRule({ network: { kind: "in", zones: ["Corp"] } })];
  const enrollmentPolicies = [
    aDeclaredPolicy("Staff", ["Staff"], { authenticators: settings, rules: office }),
    theDeclaredDefault(),
  ];
  const policies = [staff({ rules: [{ network: network.in("Corp") }] }), theDefaultPolicy()];
  expect(causeOf("governed-by", dana, { policies }, { ...baseline, enrollmentPolicies })).toBeNull();
});

/** Asks for push alone, and of nothing else: what makes it unusable is the only cause there can be. */
const asksPush: Baseline = {
  ...baseline,
  authenticators: { okta_verify: "ACTIVE" },
  enrollmentPolicies: baseline.enrollmentPolicies.map((policy) =>
    policy.isDefault ? theDeclaredDefault({ authenticators: { okta_password: "REQUIRED" } }) : policy,
  ),
  authenticatorMethods: { okta_verify: { push: "ACTIVE", totp: "ACTIVE", signed_nonce: "ACTIVE" } },
  requirements: [aRequirement("push", { factors: anyOf(["okta_verify:push"]) })],
};
const noVerify = theDefaultPolicy({ okta_password: "REQUIRED", okta_verify: "NOT_ALLOWED" });

it.each<{ readonly name: string; readonly parts: OrgParts; readonly by?: Baseline; readonly cause: string }>([
  {
    name: "its method is off for the org",
    parts: { methods: { "okta_verify:push": "INACTIVE" } },
    cause: "authenticator-status okta_verify methods.push",
  },
  {
    name: "all methods that would do are off for the org",
    parts: {
      methods: Object.fromEntries(
        ["push", "totp", "signed_nonce"].map((method) => [`okta_verify:${method}`, "INACTIVE"]),
      ),
    },
    by: { ...asksPush, requirements: [aRequirement("verify", { factors: anyOf(["okta_verify"]) })] },
    cause: "authenticator-status okta_verify methods.push",
  },
  {
    name: "the declared policy's rule leaves the person out, and the next policy forbids it",
    parts: { policies: [staff({ rules: [{ excludedUserIds: [idOf.user(dana)] }] }), noVerify] },
    cause: "enrollment-rule Staff / Enroll at sign-in exceptUsers",
  },
  {
    name: "the declared policy's rule is for other applications, and the next policy forbids it",
    parts: { policies: [staff({ rules: [{ apps: onlyApps.in("Payroll") }] }), noVerify] },
    cause: "enrollment-rule Staff / Enroll at sign-in apps",
  },
  {
    name: "a policy that nobody declared comes first and forbids it",
    parts: { policies: [temporary, staff(), theDefaultPolicy()] },
    cause: "enrollment-policy-unmanaged Temporary",
  },
])("an enrolled factor cannot be used because $name", ({ parts, by = asksPush, cause }) => {
  const has = { enrolments: { [nia]: enrolments([]), [dana]: enrolments(["okta_verify:push"]) } };
  expect(causeOf("factors", dana, { ...has, ...parts }, by)).toBe(cause);
});

it("is not the policy where nothing keeps an allowed factor from being enrolled", () => {
  const policies = [staff({ rules: [{ excludedUserIds: [idOf.user(dana)] }] }), theDefaultPolicy()];
  const by = { ...asksPush, enrollmentPolicies: baseline.enrollmentPolicies };
  expect(causeOf("factors", dana, { policies }, by)).toBeNull();
});
