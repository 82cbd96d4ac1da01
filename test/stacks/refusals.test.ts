import { describe, expect, it } from "vitest";
import { classicOrg, identityOrg, parseText } from "../support/baseline-text.ts";
import { declareUnderMocks } from "../support/declare-under-mocks.ts";
import { acmeOrg, type ProviderOrg } from "../support/provider-answers.ts";

const live = (key: string, status = "ACTIVE", id = `aut-${key}`) => ({ id, key, status });

const policy = (settings: string, more = "") =>
  `enrollmentPolicies:
  - name: Staff
    groups: [Everyone]
    authenticators: {${settings}}
    rules: [{ name: Enroll at sign-in, enroll: CHALLENGE${more} }]`;

const defaultPolicy = (settings: string) =>
  `enrollmentPolicies: [{ name: Default Policy, authenticators: {${settings}} }]`;

/** The lines of a refusal. */
async function refusal(yaml: string, org: ProviderOrg): Promise<readonly string[]> {
  try {
    await declareUnderMocks(parseText(yaml), org);
  } catch (error) {
    if (error instanceof Error) return error.message.split("\n").map((line) => line.trim());
  }
  throw new Error("nothing was refused");
}

interface Refused {
  readonly what: string;
  readonly yaml: string;
  readonly org?: Partial<ProviderOrg>;
  /** Begins a line of the refusal. */
  readonly says: string;
}

const refused: readonly Refused[] = [
  {
    what: "a rule for a platform that the provider cannot name",
    yaml: identityOrg(
      "signOn: { appPolicies: [{ name: Strong, rules: [{ name: Linux, platforms: [LINUX] }] }] }",
    ),
    says: 'signOn.appPolicies: "Strong": "Linux": the provider has no word for the platform LINUX',
  },
  {
    what: "a session that is no whole number of minutes",
    yaml: identityOrg(
      "signOn: { sessionPolicies: [{ name: Staff, groups: [Everyone], rules: [{ name: Anyone, session: { idle: 90s } }] }] }",
    ),
    says: 'signOn.sessionPolicies: "Staff": "Anyone": session.idle must be whole minutes',
  },
  {
    what: "an application that is not there",
    yaml: identityOrg("signOn: { appPolicies: [{ name: Strong, apps: [Ledger] }] }"),
    says: 'error[NOT_ENFORCEABLE]: the org has no active application "Ledger"',
  },
  {
    what: "an application of which only the beginning is named",
    yaml: identityOrg("signOn: { appPolicies: [{ name: Strong, apps: [Pay] }] }"),
    says: 'error[NOT_ENFORCEABLE]: the org has no active application "Pay"',
  },
  {
    what: "a user type that is not there",
    yaml: identityOrg(
      "signOn: { appPolicies: [{ name: Strong, rules: [{ name: Guests, people: { exceptUserTypes: [guest] } }] }] }",
    ),
    says: 'error[NOT_ENFORCEABLE]: the org has no user type "guest"',
  },
  {
    what: "a user type whose id is nobody's",
    yaml: identityOrg(
      "signOn: { appPolicies: [{ name: Strong, rules: [{ name: Guests, people: { userTypes: [otyGone] } }] }] }",
    ),
    says: 'error[NOT_ENFORCEABLE]: the org has no user type "otyGone"',
  },
  {
    what: "a policy of Okta's that this org was not born with",
    yaml: identityOrg("signOn: { appPolicies: [{ name: Okta Browser Plugin }] }"),
    says: 'error[NOT_ENFORCEABLE]: the org has no app sign-in policy "Okta Browser Plugin"',
  },
  {
    what: "a rule in Okta's own session policy of an org that shows none",
    yaml: identityOrg(
      "signOn: { sessionPolicies: [{ name: Default Policy, rules: [{ name: Nobody, access: DENY }] }] }",
    ),
    org: { policies: {} },
    says: 'error[NOT_ENFORCEABLE]: the org has no session policy "Default Policy"',
  },
  {
    what: "more rules than a policy holds",
    yaml: identityOrg(
      `signOn: { appPolicies: [{ name: Strong, rules: [${Array.from({ length: 100 }, (_, index) => `{ name: Rule ${index} }`).join(", ")}] }] }`,
    ),
    says: 'signOn.appPolicies: "Strong": the provider takes up to 99 rules in a policy',
  },
  {
    what: "a default policy without the password",
    yaml: identityOrg(defaultPolicy("okta_password: OPTIONAL, okta_email: REQUIRED")),
    org: { authenticators: [live("okta_email")] },
    says: 'enrollmentPolicies: "Default Policy": okta_password must be REQUIRED',
  },
  {
    what: "a policy that requires neither password nor e-mail",
    yaml: identityOrg(policy("okta_verify: REQUIRED")),
    says: 'enrollmentPolicies: "Staff": okta_password or okta_email must be REQUIRED',
  },
  {
    what: "a temporary access code in a policy",
    yaml: identityOrg(policy("okta_password: REQUIRED, tac: OPTIONAL")),
    says: 'enrollmentPolicies: "Staff": tac: the provider has no setting for tac',
  },
  {
    what: "a grace period, which the provider would take away",
    yaml: identityOrg(
      policy("okta_password: REQUIRED, webauthn: { enroll: REQUIRED, gracePeriod: { skips: 3 } }"),
    ),
    org: { authenticators: [live("webauthn")] },
    says: 'enrollmentPolicies: "Staff": webauthn: the provider has no grace period',
  },
  {
    what: "a part of a split Okta Verify",
    yaml: identityOrg("authenticators: { okta_verify_push: INACTIVE }"),
    says: "authenticators: okta_verify_push: the provider has no switch for the methods of Okta Verify",
  },
  {
    what: "even one that is not allowed, since nobody would enforce that",
    yaml: identityOrg(policy("okta_password: REQUIRED, tac: NOT_ALLOWED")),
    says: 'enrollmentPolicies: "Staff": tac: the provider has no setting for tac',
  },
  {
    what: "Symantec VIP on Identity Engine, which the provider does not send",
    yaml: identityOrg(policy("okta_password: REQUIRED, symantec_vip: OPTIONAL")),
    says: 'enrollmentPolicies: "Staff": symantec_vip: the provider has no setting',
  },
  {
    what: "a custom OTP authenticator in a policy",
    yaml: identityOrg(policy("okta_password: REQUIRED, custom_otp/autB2: OPTIONAL")),
    says: 'enrollmentPolicies: "Staff": custom_otp/autB2: the provider has no setting for custom_otp',
  },
  {
    what: "a method of Okta Verify in a policy",
    yaml: identityOrg(policy("okta_password: REQUIRED, okta_verify_push: OPTIONAL")),
    says: 'enrollmentPolicies: "Staff": okta_verify_push: the provider has no setting for the methods of Okta Verify',
  },
  {
    what: "a password that is switched off",
    yaml: identityOrg("authenticators: { okta_password: INACTIVE }"),
    says: "authenticators: okta_password cannot be INACTIVE",
  },
  {
    what: "a group filled by a rule and limited to its members",
    yaml: identityOrg(
      "groups: [{ name: Staff, onlyMembers: true, filledBy: { rule: Staff, when: 'true' } }]",
    ),
    says: 'groups: "Staff" is filled by a rule and limited to its members',
  },
  {
    what: "groups that a filling rule leaves out",
    yaml: identityOrg(
      "groups: [{ name: Staff, filledBy: { rule: Staff, when: 'true', exceptGroups: [Everyone] } }]",
    ),
    says: 'groups: "Staff": the provider has no setting for groups that a rule leaves out (exceptGroups)',
  },
  {
    what: "a Classic factor that is offered and not declared ACTIVE",
    yaml: classicOrg(policy("okta_push: OPTIONAL")),
    org: { pipeline: "v1" },
    says: 'enrollmentPolicies: "Staff": okta_push is OPTIONAL but not ACTIVE under authenticators',
  },
  {
    what: "an authenticator that is offered and off in the org",
    yaml: identityOrg(policy("okta_password: REQUIRED, okta_verify: OPTIONAL")),
    org: { authenticators: [live("okta_verify", "INACTIVE")] },
    says: "error[NOT_ENFORCEABLE]: the authenticator okta_verify is INACTIVE; it should be ACTIVE",
  },
  {
    what: "an authenticator that is offered and not in the org",
    yaml: identityOrg(policy("okta_password: REQUIRED, webauthn: OPTIONAL")),
    says: "error[NOT_ENFORCEABLE]: the authenticator webauthn is not in the org; it should be ACTIVE",
  },
  {
    what: "one that only the Admin Console can set up, and nobody did",
    yaml: identityOrg("authenticators: { duo: ACTIVE }"),
    says: "error[NOT_ENFORCEABLE]: the authenticator duo is not in the org; it should be ACTIVE",
  },
  {
    what: "one of several, which the provider cannot switch",
    yaml: identityOrg("authenticators: { custom_app/autA1: ACTIVE }"),
    org: { authenticators: [live("custom_app", "INACTIVE", "autA1")] },
    says: "error[NOT_ENFORCEABLE]: the authenticator custom_app/autA1 is INACTIVE; it should be ACTIVE",
  },
  {
    what: "an id that is another kind of authenticator",
    yaml: identityOrg("authenticators: { custom_app/autA1: ACTIVE }"),
    org: { authenticators: [live("duo", "ACTIVE", "autA1")] },
    says: "error[NOT_ENFORCEABLE]: the authenticator custom_app/autA1 is not in the org",
  },
  {
    what: "a group that does not exist",
    yaml: identityOrg("groups: [{ name: Partners, managed: false }]"),
    says: 'error[GROUP_NOT_FOUND]: the org has no group "Partners"',
  },
  {
    what: "a group of which only the beginning of a name exists",
    yaml: identityOrg("groups: [{ name: Contract, managed: false }]"),
    says: 'error[GROUP_NOT_FOUND]: the org has no group "Contract"; the nearest is "Contractors"',
  },
  {
    what: "a group that several begin like",
    yaml: identityOrg("groups: [{ name: Con, managed: false }]"),
    org: { groups: { Contractors: "00gOne", Consultants: "00gTwo" } },
    says: 'error[GROUP_NOT_FOUND]: the org has no group "Con"',
  },
  {
    what: "a zone that does not exist",
    yaml: identityOrg(policy("okta_password: REQUIRED", ", network: { in: [Berlin] }")),
    says: 'error[ZONE_NOT_FOUND]: the org has no network zone "Berlin"',
  },
  {
    what: "an excepted person who does not exist",
    yaml: identityOrg(policy("okta_password: REQUIRED", ", exceptUsers: [dana@acme.example]")),
    says: 'error[USER_NOT_FOUND]: the org has no user "dana@acme.example"',
  },
  {
    what: "a member who does not exist",
    yaml: identityOrg("groups: [{ name: Staff, members: [dana@acme.example] }]"),
    says: 'error[USER_NOT_FOUND]: the org has no user "dana@acme.example"',
  },
  {
    what: "a login without its domain, which Okta would take for somebody",
    yaml: identityOrg("groups: [{ name: Staff, members: [nia] }]"),
    says: 'error[USER_NOT_FOUND]: the org has no user "nia"',
  },
  {
    what: "an org on the other engine",
    yaml: identityOrg("groups: [{ name: Staff }]"),
    org: { pipeline: "v1" },
    says: "error[ENGINE_MISMATCH]: the baseline is for an org on Identity Engine, and this org is on the Classic Engine",
  },
];

describe("refused before anything is written", () => {
  it.each(refused)("$what", async ({ yaml, org, says }) => {
    const lines = await refusal(yaml, acmeOrg(org));
    expect(lines[0]).toMatch(/^error\[[A-Z_]+\]: \S/);
    expect(lines.at(-1)).toMatch(/^fix: \S/);
    expect(lines.filter((line) => line.startsWith(says))).toHaveLength(1);
  });

  it("every problem is named at once", async () => {
    const yaml = identityOrg(policy("tac: OPTIONAL, custom_otp/autB2: OPTIONAL"));
    expect(await refusal(yaml, acmeOrg())).toMatchInlineSnapshot(`
      [
        "error[NOT_ENFORCEABLE]: Pulumi cannot enforce 3 parts of baseline.yaml; nothing was written",
        "enrollmentPolicies: "Staff": tac: the provider has no setting for tac; set it in the Admin Console and leave the line out",
        "enrollmentPolicies: "Staff": custom_otp/autB2: the provider has no setting for custom_otp; set it in the Admin Console and leave the line out",
        "enrollmentPolicies: "Staff": okta_password or okta_email must be REQUIRED; Okta refuses a policy without",
        "fix: change the lines named above; what is set by hand in the Admin Console can still be checked",
      ]
    `);
  });

  it("when the org cannot be asked, the provider's reason is passed on", async () => {
    const groups = new Proxy<Record<string, string>>(
      {},
      {
        ownKeys: () => {
          throw new Error("the API returned an error: Invalid token provided");
        },
      },
    );
    const yaml = identityOrg("groups: [{ name: Partners, managed: false }]");
    const [first] = await refusal(yaml, acmeOrg({ groups }));
    expect(first).toContain('error[OKTA_REFUSED]: cannot look up the group "Partners": ');
    expect(first).toContain("Invalid token provided");
  });
});
