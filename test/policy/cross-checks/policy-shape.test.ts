import { expect, it } from "vitest";
import { identityOrg, problemsOf } from "../../support/baseline-text.ts";
import { itRefuses } from "../../support/refused-baselines.ts";

itRefuses([
  {
    says: "a default policy with groups",
    section: "enrollmentPolicies: [{ name: Default Policy, ▸groups: [Everyone] }]",
    problem: '"Default Policy" is Okta\'s own and cannot have groups; only its settings can be declared',
  },
  {
    says: "a default policy with rules",
    section: "enrollmentPolicies: [{ name: Default Policy, ▸rules: [{ name: Enroll }] }]",
    problem: '"Default Policy" is Okta\'s own and cannot have rules; only its settings can be declared',
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

it("does not ask a policy without a readable name for its parts", () => {
  expect(problemsOf(identityOrg("enrollmentPolicies: [{ groups: [Everyone] }]"))).toEqual([
    expect.stringMatching(/"name" is missing/),
  ]);
});
