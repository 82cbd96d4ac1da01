import type { MfaArgs } from "@pulumi/okta/policy/mfa.js";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { classicFactors, identityAuthenticators } from "../../src/model/authenticators.ts";
import type { BaselinePolicy } from "../../src/model/baseline.ts";
import { stackRuleName } from "../../src/model/stack-names.ts";
import { policySettings } from "../../stacks/policy-settings.ts";
import {
  type AuthenticatorSetting,
  providerKeys,
  type UnplacedArgument,
} from "../../stacks/provider-keys.ts";
import { aDeclaredPolicy, theDeclaredDefault } from "../support/baseline-builder.ts";
import { classicOrg, identityOrg, parseText } from "../support/baseline-text.ts";
import { declareUnderMocks } from "../support/declare-under-mocks.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { acmeOrg } from "../support/provider-answers.ts";

const staff = (change: Partial<BaselinePolicy> = {}) => aDeclaredPolicy("Staff", ["Staff"], change);

describe("a policy's settings", () => {
  it.each(["identity", "classic"] as const)("name every key that the provider knows on %s", (engine) => {
    for (const policy of [staff({ authenticators: {} }), theDeclaredDefault({ authenticators: {} })]) {
      const { isOie, ...settings } = policySettings(policy, engine);
      expect(isOie).toBe(engine === "identity");
      expect(Object.keys(settings).sort()).toEqual([...providerKeys[engine].values()].sort());
      expect(new Set(Object.values(settings).map((each) => JSON.stringify(each)))).toEqual(
        new Set(['{"enroll":"NOT_ALLOWED"}']),
      );
    }
  });

  it("leave what is not listed alone where the baseline says so", () => {
    const policy = staff({ authenticators: { okta_password: "REQUIRED" }, unlisted: "ignore" });
    expect(policySettings(policy, "identity")).toEqual({
      isOie: true,
      oktaPassword: { enroll: "REQUIRED" },
    });
  });

  it("keep keys of which there are several apart by id", () => {
    const policy = staff({
      authenticators: {
        "custom_app/autA1": "OPTIONAL",
        "custom_app/autA2": "NOT_ALLOWED",
        "external_idp/autB1": "REQUIRED",
      },
    });
    expect(policySettings(policy, "identity")).toMatchObject({
      customApps: [
        { id: "autA1", enroll: "OPTIONAL" },
        { id: "autA2", enroll: "NOT_ALLOWED" },
      ],
      externalIdps: [{ id: "autB1", enroll: "REQUIRED" }],
    });
  });

  it("name the models of security keys that may be enrolled, sorted", () => {
    const policy = staff({
      authenticators: { okta_password: "REQUIRED", webauthn: "REQUIRED", okta_verify: "OPTIONAL" },
      terms: {
        webauthn: { gracePeriod: null, allowedGroups: ["YubiKey5", "Feitian"] },
        okta_verify: { gracePeriod: null, allowedGroups: [] },
      },
    });
    expect(policySettings(policy, "identity")).toMatchObject({
      webauthn: { enroll: "REQUIRED", constraints: "Feitian,YubiKey5" },
      oktaVerify: { enroll: "OPTIONAL" },
    });
  });

  it("use only keys that the baseline knows", () => {
    expect(Object.keys(identityAuthenticators)).toEqual(
      expect.arrayContaining([...providerKeys.identity.keys()]),
    );
    expect(Object.keys(classicFactors).sort()).toEqual([...providerKeys.classic.keys()].sort());
  });

  it("do not compile with a typing error, which the provider would drop without a word", () => {
    expectTypeOf<{ enroll: "REQUIRED" }>().toExtend<AuthenticatorSetting>();
    expectTypeOf<{ enrol: "REQUIRED" }>().not.toExtend<AuthenticatorSetting>();
    expectTypeOf<{ enroll: "Required" }>().not.toExtend<AuthenticatorSetting>();
    expectTypeOf<UnplacedArgument>().toBeNever();
    // The name that every example for the provider before 7.0.0 uses; dropped without a word as well.
    expectTypeOf<"groupsIncludeds">().not.toExtend<keyof MfaArgs>();
  });
});

const order = `authenticators: { okta_verify: ACTIVE, webauthn: ACTIVE, phone_number: INACTIVE }
enrollmentPolicies:
  - name: First
    groups: [Everyone]
    authenticators: { okta_password: REQUIRED, okta_verify: OPTIONAL }
    rules: [{ name: Office, enroll: LOGIN, network: { in: [Corp] } }, { name: Elsewhere, enroll: NEVER }]
  - name: Second
    groups: [Everyone]
    authenticators: { okta_password: REQUIRED }
    rules: [{ name: Anywhere, enroll: CHALLENGE }]
  - name: Default Policy
    authenticators: { okta_password: REQUIRED }`;

describe("what is written", () => {
  it("is one chain: switched on, policies, rules, switched off", async () => {
    const { resources } = await declareUnderMocks(parseText(identityOrg(order)));
    const before = new Map(resources.map(({ resource, after }) => [resource.split(" mfa/")[1], after]));
    const chain: string[] = [];
    for (let name: string | undefined = "phone_number"; name !== undefined; ) {
      chain.unshift(name);
      const after: readonly string[] = before.get(name) ?? [];
      expect(after.length).toBeLessThan(2);
      name = after[0]?.replace(/^mfa\//, "");
    }
    expect(chain).toEqual([
      "okta_verify",
      "webauthn",
      "First",
      "Second",
      "Default Policy",
      "First / Office",
      "First / Elsewhere",
      "Second / Anywhere",
      "phone_number",
    ]);
  });

  it("has priorities that begin at 1, in each policy too, and none for the default policy", async () => {
    const { resources } = await declareUnderMocks(parseText(identityOrg(order)));
    const priorities = resources.flatMap(({ resource, inputs }) =>
      /Mfa/.test(resource) ? [[resource.split(" mfa/")[1], inputs["priority"]]] : [],
    );
    expect(Object.fromEntries(priorities)).toEqual({
      First: 1,
      Second: 2,
      "Default Policy": undefined,
      "First / Office": 1,
      "First / Elsewhere": 2,
      "Second / Anywhere": 1,
    });
  });

  it("is protected where deleting it would open the org, and kept where it is only no longer compared", async () => {
    const people = `groups:
  - { name: Staff, filledBy: { rule: Employees, when: user.userType=="employee" } }
  - { name: Closed, members: [nia@acme.example], onlyMembers: true }
`;
    const { resources } = await declareUnderMocks(parseText(identityOrg(people + order)));
    for (const { resource, protect, retainOnDelete } of resources) {
      const isKept = /:Authenticator |:GroupMemberships /.test(resource);
      expect([resource, retainOnDelete, protect]).toEqual([resource, isKept, !isKept]);
    }
  });

  it("lets the provider see people who were added elsewhere only where nobody else may be", async () => {
    const yaml = identityOrg(`groups:
  - { name: Open, members: [nia@acme.example] }
  - { name: Closed, members: [nia@acme.example], onlyMembers: true }
  - { name: Empty, onlyMembers: true }
  - { name: Anybody }`);
    const { resources } = await declareUnderMocks(parseText(yaml));
    const memberships = resources.filter(({ resource }) => resource.includes("GroupMemberships"));
    expect(memberships.map(({ resource, inputs }) => [resource.split(" mfa/")[1], inputs])).toEqual([
      ["Closed", { groupId: "id of mfa/Closed", users: ["00uNia"], trackAllUsers: true }],
      ["Empty", { groupId: "id of mfa/Empty", users: [], trackAllUsers: true }],
      ["Open", { groupId: "id of mfa/Open", users: ["00uNia"], trackAllUsers: false }],
    ]);
  });

  it("leaves people out of a filling rule by id, and says nothing of it where nobody is left out", async () => {
    const yaml = identityOrg(`groups:
  - { name: Staff, filledBy: { rule: Staff, when: "true", exceptUsers: [nia@acme.example] } }
  - { name: Guests, filledBy: { rule: Guests, when: "false" } }`);
    const { resources } = await declareUnderMocks(parseText(yaml));
    const rules = resources.filter(({ resource }) => resource.includes("okta:group/rule:Rule"));
    expect(rules.map(({ inputs }) => [inputs["name"], inputs["usersExcluded"]])).toEqual([
      ["Guests", undefined],
      ["Staff", ["00uNia"]],
    ]);
  });

  it("names zones by id, every zone by Okta's word, and excepted people by id", async () => {
    const yaml = identityOrg(`enrollmentPolicies:
  - name: Staff
    groups: [Everyone]
    authenticators: { okta_password: REQUIRED }
    rules:
      - { name: Known, enroll: LOGIN, network: { in: [ALL_ZONES] }, exceptUsers: [Nia@acme.example, 00uOmar] }
      - { name: Unknown, enroll: NEVER, network: { notIn: [Corp] } }`);
    const { resources } = await declareUnderMocks(parseText(yaml));
    const [known, unknown] = resources.filter(({ resource }) => resource.includes("RuleMfa"));
    expect(known?.inputs).toMatchObject({
      networkConnection: "ZONE",
      networkIncludes: ["ALL_ZONES"],
      usersExcluded: ["00uNia", "00uOmar"],
    });
    expect(unknown?.inputs).toMatchObject({
      networkConnection: "ZONE",
      networkExcludes: ["nzoCorp"],
      usersExcluded: [],
    });
  });
});

describe("rules whose names hold the slash that joins them to a policy's", () => {
  const withRule = (policy: string, rule: string) => `
  - name: ${policy}
    groups: [Everyone]
    authenticators: { okta_password: REQUIRED }
    rules: [{ name: ${rule}, enroll: LOGIN }]`;
  const rulesOf = async (...policies: readonly string[]) => {
    const yaml = identityOrg(`enrollmentPolicies:${policies.join("")}`);
    const { resources } = await declareUnderMocks(parseText(yaml));
    return resources.flatMap(({ resource }) =>
      resource.includes("RuleMfa") ? (resource.split(" mfa/")[1] ?? []) : [],
    );
  };

  it("have names of their own", async () => {
    const rules = [withRule("Staff", "Guests / Enroll"), withRule("Staff / Guests", "Enroll")];
    expect(await rulesOf(...rules)).toEqual(["Staff / Guests // Enroll", "Staff // Guests / Enroll"]);
  });

  it("never share one, whatever the slashes", () => {
    const names = fc.stringMatching(/^[a /]{0,4}$/);
    fc.assert(
      fc.property(names, names, names, names, (policy, rule, otherPolicy, otherRule) => {
        fc.pre(policy !== otherPolicy || rule !== otherRule);
        expect(stackRuleName(policy, rule)).not.toBe(stackRuleName(otherPolicy, otherRule));
      }),
      { numRuns: propertyRuns(500) },
    );
  });
});

describe("authenticators", () => {
  it("are switched where the provider can, and looked up where it cannot", async () => {
    const yaml = identityOrg(
      "authenticators: { webauthn: ACTIVE, duo: INACTIVE, rsa_token: INACTIVE, custom_app/autA1: ACTIVE }",
    );
    const authenticators = [
      { id: "autDuo", key: "duo", status: "ACTIVE" },
      { id: "autA1", key: "custom_app", status: "ACTIVE" },
    ];
    const { resources, outputs } = await declareUnderMocks(parseText(yaml), acmeOrg({ authenticators }));
    expect(resources.map(({ inputs }) => [inputs["key"], inputs["status"]])).toEqual([
      ["duo", "INACTIVE"],
      ["webauthn", "ACTIVE"],
    ]);
    expect(outputs.authenticators).toEqual({
      duo: "id of mfa/duo",
      webauthn: "id of mfa/webauthn",
      "custom_app/autA1": "autA1",
    });
  });

  it("are factors on Classic, where the password has no switch", async () => {
    const yaml = classicOrg(
      "authenticators: { okta_password: ACTIVE, okta_push: ACTIVE, okta_sms: INACTIVE }",
    );
    const { resources } = await declareUnderMocks(parseText(yaml), acmeOrg({ pipeline: "v1" }));
    expect(resources.map(({ resource, inputs }) => [resource, inputs])).toEqual([
      ["okta:factor/factor:Factor mfa/okta_push", { providerId: "okta_push", active: true }],
      ["okta:factor/factor:Factor mfa/okta_sms", { providerId: "okta_sms", active: false }],
    ]);
  });
});
