import { describe, expect, it } from "vitest";
import { isoDuration } from "../../stacks/iso-duration.ts";
import { classicOrg, identityOrg, parseText } from "../support/baseline-text.ts";
import { declareUnderMocks } from "../support/declare-under-mocks.ts";
import { acmeOrg } from "../support/provider-answers.ts";
import { signOnBaseline } from "../support/sign-on-baseline.ts";

/** Declared resources, by type and name. */
async function declared(yaml: string, org = acmeOrg()) {
  const { resources, outputs } = await declareUnderMocks(parseText(yaml), org);
  const named = (resource: string) => {
    const found = resources.find((one) => one.resource === resource);
    if (found === undefined) throw new Error(`nothing declares ${resource}`);
    return found;
  };
  return { resources, outputs, named };
}

const session = (name: string) => `okta:policy/signon:Signon mfa/${name}`;
const sessionRule = (name: string) => `okta:policy/ruleSignon:RuleSignon mfa/${name}`;
const appPolicy = (name: string) => `okta:index/appSignonPolicy:AppSignonPolicy mfa/${name}`;
const appRules = (name: string) => `okta:app/signonPolicyRules:SignonPolicyRules mfa/${name}`;
const assignment = (label: string) => `okta:app/accessPolicyAssignment:AccessPolicyAssignment mfa/${label}`;

describe("session policies in a stack", () => {
  it("are made in their order, protected, for their groups", async () => {
    const { named, outputs } = await declared(signOnBaseline);
    expect(named(session("Administrators"))).toMatchObject({
      protect: true,
      inputs: {
        name: "Administrators",
        description: "Short sessions",
        status: "ACTIVE",
        priority: 1,
        groupsIncluded: ["id of mfa/MFA Admins"],
      },
    });
    expect(named(session("Workforce"))).toMatchObject({
      after: ["mfa/Administrators"],
      inputs: { priority: 2, groupsIncluded: ["00gEveryone"] },
    });
    expect(outputs.sessionPolicies).toEqual({
      Administrators: "id of mfa/Administrators",
      Workforce: "id of mfa/Workforce",
    });
  });

  it("say of a session whatever there is to say, since the provider's defaults are others", async () => {
    const { named } = await declared(signOnBaseline);
    expect(named(sessionRule("Workforce / In the office"))).toMatchObject({
      protect: true,
      inputs: {
        policyId: "id of mfa/Workforce",
        name: "In the office",
        status: "ACTIVE",
        priority: 1,
        networkConnection: "ZONE",
        networkIncludes: ["nzoCorp"],
        usersExcluded: ["00uOmar"],
        access: "ALLOW",
        primaryFactor: "PASSWORD_IDP_ANY_FACTOR",
        mfaRequired: true,
        mfaPrompt: "DEVICE",
        mfaLifetime: 480,
        sessionIdle: 120,
        sessionLifetime: 0,
        sessionPersistent: true,
      },
    });
    const always = named(sessionRule("Administrators / Always a second factor")).inputs;
    expect(always).toMatchObject({ mfaPrompt: "ALWAYS", sessionIdle: 15, sessionLifetime: 720 });
    expect(always).not.toHaveProperty("mfaLifetime");
  });

  it("leave Okta's own policy and rule alone, and add rules to it by its id", async () => {
    const { resources, named } = await declared(signOnBaseline);
    const rule = named(sessionRule("Default Policy / Nobody"));
    expect(rule.inputs).toMatchObject({ policyId: "00pSessionDefault", access: "DENY", mfaRequired: false });
    expect(rule.inputs).not.toHaveProperty("mfaPrompt");
    const names = resources.map(({ resource }) => resource);
    expect(names).not.toContain(session("Default Policy"));
    expect(names).not.toContain(sessionRule("Default Policy / Default Rule"));
  });

  it("ask nothing of the org about Okta's own policy when only its own rule is declared", async () => {
    const only = "signOn: { sessionPolicies: [{ name: Default Policy, rules: [{ name: Default Rule }] }] }";
    const { resources } = await declared(identityOrg(only), acmeOrg({ policies: {} }));
    expect(resources).toEqual([]);
  });

  it("have no primary factor on the Classic Engine", async () => {
    const one =
      "signOn: { sessionPolicies: [{ name: Staff, groups: [Everyone], rules: [{ name: Anyone, secondFactor: ALWAYS }] }] }";
    const { named } = await declared(classicOrg(one), acmeOrg({ pipeline: "v1" }));
    expect(named(sessionRule("Staff / Anyone")).inputs).not.toHaveProperty("primaryFactor");
  });
});

describe("app sign-in policies in a stack", () => {
  it("come before their rules, and rules before their applications", async () => {
    const { named, outputs } = await declared(signOnBaseline);
    expect(named(appPolicy("Strong"))).toMatchObject({
      protect: true,
      inputs: { name: "Strong", description: "A phishing-resistant factor" },
    });
    expect(named(appRules("Strong"))).toMatchObject({
      protect: true,
      after: ["mfa/Strong"],
      inputs: { policyId: "id of mfa/Strong" },
    });
    expect(named(appRules("Any two factors")).after).toEqual(["mfa/Strong"]);
    expect(named(assignment("Payroll"))).toMatchObject({
      protect: false,
      retainOnDelete: true,
      after: ["mfa/Any two factors"],
      inputs: { appId: "0oaPayroll", policyId: "id of mfa/Strong" },
    });
    expect(outputs.appPolicies).toEqual({ Strong: "id of mfa/Strong", "Any two factors": "rstTwoFactors" });
  });

  it("have their rules in one list, with all that is asked in Okta's words", async () => {
    const { named } = await declared(signOnBaseline);
    const rules = named(appRules("Strong")).inputs["rules"];
    expect(rules).toEqual([
      {
        name: "Contractors on their own devices",
        status: "ACTIVE",
        priority: 0,
        access: "DENY",
        networkConnection: "ZONE",
        networkExcludes: ["nzoCorp"],
        groupsIncluded: ["00gContractors"],
        groupsExcluded: ["id of mfa/MFA Admins"],
        usersExcluded: ["00uOmar"],
      },
      {
        name: "Managed devices",
        status: "ACTIVE",
        priority: 1,
        access: "ALLOW",
        networkConnection: "ANYWHERE",
        usersIncluded: ["00uNia"],
        deviceIsRegistered: true,
        deviceIsManaged: true,
        platformIncludes: [
          { type: "DESKTOP", osType: "MACOS" },
          { type: "DESKTOP", osType: "WINDOWS" },
          { type: "MOBILE", osType: "OTHER" },
        ],
        riskScore: "LOW",
        customExpression: 'user.profile.department == "Finance"',
        type: "ASSURANCE",
        factorMode: "1FA",
        constraints: [
          JSON.stringify({
            possession: {
              required: true,
              phishingResistant: "REQUIRED",
              userVerification: "REQUIRED",
              userPresence: "OPTIONAL",
              authenticationMethods: [
                { key: "okta_verify", method: "signed_nonce" },
                { key: "webauthn", method: "webauthn" },
              ],
            },
          }),
        ],
        reAuthenticationFrequency: "PT43800H",
      },
      {
        name: "In order",
        status: "ACTIVE",
        priority: 2,
        access: "ALLOW",
        networkConnection: "ZONE",
        networkIncludes: ["nzoCorp"],
        type: "AUTH_METHOD_CHAIN",
        chains: [
          JSON.stringify({
            authenticationMethods: [{ key: "okta_password", method: "password" }],
            next: [
              {
                authenticationMethods: [
                  { key: "webauthn", method: "webauthn" },
                  { key: "okta_verify", method: "push" },
                  { key: "okta_verify", method: "totp" },
                  { key: "okta_verify", method: "signed_nonce" },
                ],
              },
            ],
          }),
        ],
        reAuthenticationFrequency: "PT0S",
      },
      {
        name: "Catch-all Rule",
        status: "ACTIVE",
        priority: 99,
        access: "ALLOW",
        type: "ASSURANCE",
        factorMode: "2FA",
        // A required one says so: the provider takes one that does not for one that only limits.
        constraints: [
          JSON.stringify({
            knowledge: { required: true, types: ["password"] },
            possession: {
              required: true,
              phishingResistant: "REQUIRED",
              excludedAuthenticationMethods: [{ key: "phone_number", method: "sms" }],
            },
          }),
          JSON.stringify({
            possession: {
              required: false,
              excludedAuthenticationMethods: [{ key: "okta_email", method: "email" }],
            },
          }),
        ],
        reAuthenticationFrequency: "PT12H",
      },
    ]);
  });

  it("that Okta made with the org are looked up, and never made", async () => {
    const { resources, named } = await declared(signOnBaseline);
    expect(resources.map(({ resource }) => resource)).not.toContain(appPolicy("Any two factors"));
    expect(named(appRules("Any two factors")).inputs).toMatchObject({
      policyId: "rstTwoFactors",
      rules: [{ name: "Registered devices", deviceIsRegistered: true, reAuthenticationFrequency: "PT90M" }],
    });
    expect(named(assignment("Wiki")).inputs).toEqual({ appId: "0oaWiki", policyId: "rstTwoFactors" });
  });

  it.each(["contractor", "otyContractor"])("are for a user type by its name or its id: %s", async (type) => {
    const one = `signOn: { appPolicies: [{ name: Guests, rules: [{ name: Contractors, people: { exceptUserTypes: [${type}] } }] }] }`;
    const { named } = await declared(identityOrg(one));
    expect(named(appRules("Guests")).inputs["rules"]).toMatchObject([
      { userTypesExcluded: ["otyContractor"] },
    ]);
  });

  it("say whose user type they are for by id, and have an empty description where there is none", async () => {
    const people = "people: { userTypes: [contractor] }";
    const one = `signOn: { appPolicies: [{ name: Guests, rules: [{ name: Contractors, ${people} }] }, { name: None }] }`;
    const { named, resources } = await declared(identityOrg(one));
    expect(named(appPolicy("Guests")).inputs).toEqual({ name: "Guests", description: "" });
    expect(named(appRules("Guests")).inputs["rules"]).toMatchObject([
      { userTypesIncluded: ["otyContractor"] },
    ]);
    expect(resources.map(({ resource }) => resource)).not.toContain(appRules("None"));
  });

  it("name a custom authenticator by its id", async () => {
    const one =
      "signOn: { appPolicies: [{ name: Own, rules: [{ name: App, chains: [[custom_app/autA1]] }] }] }";
    const { named } = await declared(identityOrg(one));
    expect(named(appRules("Own")).inputs["rules"]).toMatchObject([
      {
        chains: [
          JSON.stringify({
            authenticationMethods: [{ key: "custom_app", id: "autA1", method: "push" }],
          }),
        ],
      },
    ]);
  });
});

it.each([
  [null, "PT43800H"],
  [0, "PT0S"],
  [7200, "PT2H"],
  [5400, "PT90M"],
  [61, "PT61S"],
])("writes %s seconds as %s", (seconds, written) => {
  expect(isoDuration(seconds)).toBe(written);
});
