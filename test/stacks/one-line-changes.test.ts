import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { loadBaseline } from "../../policy/load-baseline.ts";
import { type DeclaredResource, declareUnderMocks } from "../support/declare-under-mocks.ts";

const file = "policy/baseline.yaml";

interface Change {
  readonly change: string;
  readonly from: string;
  readonly to: string;
  /** `+` new, `-` gone, `~` written again. */
  readonly resources: readonly string[];
}

const changes: readonly Change[] = [
  {
    change: "an authenticator's setting in one policy",
    from: "      webauthn: REQUIRED",
    to: "      webauthn: OPTIONAL",
    resources: ["~ okta:policy/mfa:Mfa mfa/Admins"],
  },
  {
    change: "an authenticator's line removed, which revokes it",
    from: "      webauthn: REQUIRED\n      okta_verify: OPTIONAL\n",
    to: "      webauthn: REQUIRED\n",
    resources: ["~ okta:policy/mfa:Mfa mfa/Admins"],
  },
  {
    change: "an authenticator's line removed from the default policy",
    from: "      okta_verify: OPTIONAL\n      webauthn: OPTIONAL\n      okta_email: OPTIONAL\n",
    to: "      okta_verify: OPTIONAL\n      webauthn: OPTIONAL\n",
    resources: ["~ okta:index/policyMfaDefault:PolicyMfaDefault mfa/Default Policy"],
  },
  {
    change: "a rule of one's own in the default policy",
    from: "  - name: Default Policy",
    to: "  - name: Default Policy\n    rules: [{ name: Not from the office, enroll: NEVER, network: { in: [Corp] } }]",
    resources: ["+ okta:policy/ruleMfa:RuleMfa mfa/Default Policy / Not from the office"],
  },
  {
    change: "another group for a policy",
    from: "groups: [MFA Required]\n    authenticators",
    to: "groups: [MFA Required, Contractors]\n    authenticators",
    resources: ["~ okta:policy/mfa:Mfa mfa/MFA required"],
  },
  {
    change: "what a rule does",
    from: "enroll: NEVER",
    to: "enroll: NEVER_INCLUDING_RECOVERY",
    resources: ["~ okta:policy/ruleMfa:RuleMfa mfa/Contractors / No enrollment elsewhere"],
  },
  {
    change: "where a rule applies",
    from: "enroll: NEVER\n        network: { notIn: [Corp] }",
    to: "enroll: NEVER\n        network: ANYWHERE",
    resources: ["~ okta:policy/ruleMfa:RuleMfa mfa/Contractors / No enrollment elsewhere"],
  },
  {
    change: "a rule's name",
    from: "name: No enrollment elsewhere",
    to: "name: Nothing elsewhere",
    resources: [
      "+ okta:policy/ruleMfa:RuleMfa mfa/Contractors / Nothing elsewhere",
      "- okta:policy/ruleMfa:RuleMfa mfa/Contractors / No enrollment elsewhere",
    ],
  },
  {
    change: "an org-wide status",
    from: "google_otp: ACTIVE",
    to: "google_otp: ACTIVE\n  tac: INACTIVE",
    resources: [],
  },
  {
    change: "a line of org-wide status removed",
    from: "  security_question: INACTIVE\n",
    to: "",
    resources: ["- okta:index/authenticator:Authenticator mfa/security_question"],
  },
  {
    change: "a member",
    from: "members: [nia@acme.example, omar@acme.example]",
    to: "members: [nia@acme.example]",
    resources: ["~ okta:index/groupMemberships:GroupMemberships mfa/MFA Admins"],
  },
  {
    change: "others allowed among the members",
    from: "omar@acme.example]\n    onlyMembers: true",
    to: "omar@acme.example]\n    onlyMembers: false",
    resources: ["~ okta:index/groupMemberships:GroupMemberships mfa/MFA Admins"],
  },
  {
    change: "the expression of a filling rule",
    from: 'when: user.userType=="employee"',
    to: 'when: user.userType!="contractor"',
    resources: ["~ okta:group/rule:Rule mfa/MFA Required - employees"],
  },
  {
    change: "a description",
    from: "description: Everyone who signs in\n",
    to: "description: Everybody who signs in\n",
    resources: ["~ okta:group/group:Group mfa/MFA Required"],
  },
  {
    change: "how long a session lasts",
    from: "idle: 1h",
    to: "idle: 30m",
    resources: ["~ okta:policy/ruleSignon:RuleSignon mfa/Workforce / Elsewhere"],
  },
  {
    change: "how often the Admin Console asks",
    from: "phishingResistant: true }\n          reauthenticateEvery: 1h\n",
    to: "phishingResistant: true }\n          reauthenticateEvery: 15m\n",
    resources: ["~ okta:app/signonPolicyRules:SignonPolicyRules mfa/Okta Admin Console"],
  },
  {
    change: "what only the checks read",
    from: "within: 7d",
    to: "within: 1d",
    resources: [],
  },
];

const withoutOrder = ({ after: _after, ...rest }: DeclaredResource) => rest;

function differences(
  before: readonly DeclaredResource[],
  now: readonly DeclaredResource[],
): readonly string[] {
  const old = new Map(before.map((each) => [each.resource, each]));
  const written = now.flatMap((each) => {
    const was = old.get(each.resource);
    if (was === undefined) return [`+ ${each.resource}`];
    return isDeepStrictEqual(withoutOrder(was), withoutOrder(each)) ? [] : [`~ ${each.resource}`];
  });
  const names = new Set(now.map((each) => each.resource));
  const gone = before.flatMap((each) => (names.has(each.resource) ? [] : [`- ${each.resource}`]));
  return [...written, ...gone].sort();
}

describe("one change in the baseline changes", () => {
  it.each(changes)("$change: $resources", async ({ from, to, resources }) => {
    const text = await readFile(file, "utf8");
    expect(text.split(from)).toHaveLength(2);
    const changed = new TextEncoder().encode(text.replace(from, to));
    const before = await declareUnderMocks(await loadBaseline(file));
    const now = await declareUnderMocks(await loadBaseline(file, async () => changed));
    expect(differences(before.resources, now.resources)).toEqual(resources);
  });

  it("the order of policies changes the priority of those that moved, and of nothing else", async () => {
    const loaded = await loadBaseline(file);
    const [first, second, ...rest] = loaded.baseline.enrollmentPolicies;
    const swapped = [second, first, ...rest].filter((policy) => policy !== undefined);
    const before = await declareUnderMocks(loaded);
    const now = await declareUnderMocks({
      ...loaded,
      baseline: { ...loaded.baseline, enrollmentPolicies: swapped },
    });
    expect(differences(before.resources, now.resources)).toEqual([
      "~ okta:policy/mfa:Mfa mfa/Admins",
      "~ okta:policy/mfa:Mfa mfa/Contractors",
    ]);
  });
});
