import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { slicesForCoverage } from "../src/evaluator/people/coverage.ts";
import type { RecoveryAnswer } from "../src/evaluator/sign-on/recovery.ts";
import { listNames } from "../src/evaluator/words/name-list.ts";
import { quoted } from "../src/evaluator/words/quoted-names.ts";
import type { Requirement } from "../src/model/baseline.ts";
import type { RecoveryMeans } from "../src/model/sign-on-words.ts";
import type { Person } from "../src/model/snapshot.ts";
import type { Check } from "./contract/check.ts";
import { judgePeople, type PersonVerdict } from "./people/judge-people.ts";
import { requirementWords } from "./people/requirement-words.ts";
import { type SignOnCauses, signOnCauses } from "./people/sign-in-causes.ts";

const asks = (requirement: Requirement): boolean => requirement.recovery !== null;

const meansWords: Readonly<Record<RecoveryMeans, string>> = {
  email: "the mailbox",
  phone: "the phone number",
};

function whereWords({ policy, rule }: RecoveryAnswer): string {
  if (policy === null) return "no password policy is known";
  return rule === null
    ? `password policy ${quoted(policy.name)}`
    : `rule ${quoted(rule.name)} of password policy ${quoted(policy.name)}`;
}

function judgeWith(requirement: Requirement, { judgement }: JudgedOrg, causes: SignOnCauses) {
  const asked = requirement.recovery;
  if (asked === null) return () => null;
  const recovery = judgement.recovery();
  const expected = asked.notBy.map((one) => `not by ${one}`);
  return (person: Person): PersonVerdict | null => {
    const answers = asked.notBy.map((one) => ({ one, found: recovery.byAlone(person, one) }));
    const open = answers.filter(({ found }) => found.answer.answer === "yes");
    const [first] = open;
    if (first !== undefined) {
      const by = listNames(open.map(({ one }) => meansWords[one]));
      return {
        status: "open",
        expected,
        actual: open.map(({ one }) => `by ${one}`),
        message: `Whoever holds ${by} of ${person.login} can set a new password with that alone: ${whereWords(first.found)} asks for no more; ${requirementWords(requirement)} asks that it does`,
        causes: causes.ofRecovery(person, first.one),
      };
    }
    for (const { one, found } of answers) {
      if (found.answer.answer !== "unknown") continue;
      return {
        status: "unknown",
        expected,
        actual: null,
        message: `Cannot tell whether ${meansWords[one]} of ${person.login} alone can set a new password, which ${requirementWords(requirement)} refuses: ${found.answer.why}`,
      };
    }
    return null;
  };
}

export default {
  id: "recovery",
  about: "people",
  asks,
  title: "Nobody can be set a new password by what a requirement refuses",
  severity: "the requirement's",
  rationale:
    "Recovery is often weaker than sign-in: whoever reads the mailbox, or takes over the phone number, sets a new password, " +
    "and every way in that a password opens is open. The rule of the password policy decides, or, where it says so, the " +
    "account management policy. It is asked for somebody who chooses the network.",
  remedy:
    "Ask for a second step in the password policy's rule (Security > Authenticators > Password), or let the account " +
    "management policy decide with a rule for recovery; or make a dated exemption.",
  references: [
    "Okta Developer: Okta account management policy (guides/okta-account-management-policy)",
    "Okta API reference: Policies (PASSWORD rules: selfServicePasswordReset)",
    "NIST SP 800-63B section 6.1.2.3, Replacement of a Lost Authentication Factor; 5.1.3.1 (out-of-band devices)",
  ],
  needs: ({ requirements }) => (requirements.some(asks) ? ["users", "password-policies"] : []),
  sharpenedBy: ({ requirements, org }) => {
    const asking = requirements.filter(asks);
    if (asking.length === 0) return [];
    return [
      "groups",
      "group-members",
      ...(org.engine === "classic" ? [] : (["app-policies", "authenticators"] as const)),
      ...slicesForCoverage(asking),
    ];
  },

  evaluate: (input) => {
    const causes = signOnCauses(input);
    return judgePeople("recovery", input.baseline.requirements.filter(asks), input, (requirement) =>
      judgeWith(requirement, input, causes),
    );
  },
} satisfies Check;
