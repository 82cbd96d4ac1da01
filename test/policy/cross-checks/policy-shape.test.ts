import { expect, it } from "vitest";
import { identityOrg, parseText, problemsOf } from "../../support/baseline-text.ts";
import { itRefuses } from "../../support/refused-baselines.ts";

itRefuses([
  {
    says: "a default policy with groups",
    section: "enrollmentPolicies: [{ name: Default Policy, ▸groups: [Everyone] }]",
    problem: '"Default Policy" is Okta\'s own and cannot have groups; it takes everybody who is left',
  },
  {
    says: "Okta's own rule of the default policy",
    section:
      "enrollmentPolicies: [{ name: Default Policy, rules: [{ name: Mine }, { name: ▸Default Rule }] }]",
    problem:
      '"Default Rule" of "Default Policy" is read-only in Okta; leave it out, and declare only rules of your own',
  },
  {
    says: "a default policy that is not last",
    section: `enrollmentPolicies:
  - { name: ▸Default Policy }
  - { name: All, groups: [Everyone], rules: [{ name: Enroll }] }`,
    problem: '"Default Policy" must be the last enrollment policy, since Okta tries it last',
  },
  {
    says: "a policy without groups",
    section: "enrollmentPolicies: [▸{ name: All, rules: [{ name: Enroll }] }]",
    problem: 'the enrollment policy "All" needs groups; without them it applies to nobody',
  },
  {
    says: "a policy without rules",
    section: "enrollmentPolicies: [{ name: All, groups: [Everyone], ▸rules: [] }]",
    problem: 'the enrollment policy "All" needs rules; Okta never applies a policy without one',
  },
]);

it("lets the default policy have rules before Okta's own", () => {
  const rules = "rules: [{ name: Mine, enroll: NEVER }]";
  const { baseline } = parseText(identityOrg(`enrollmentPolicies: [{ name: Default Policy, ${rules} }]`));
  expect(baseline.enrollmentPolicies[0]?.rules).toMatchObject([{ name: "Mine", enroll: "NEVER" }]);
});

it("does not ask a policy without a readable name for its parts", () => {
  expect(problemsOf(identityOrg("enrollmentPolicies: [{ groups: [Everyone] }]"))).toEqual([
    expect.stringMatching(/"name" is missing/),
  ]);
});
