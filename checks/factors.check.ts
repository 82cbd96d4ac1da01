import { type AcceptableFactors, acceptableFactors } from "../src/evaluator/factors/acceptable-factors.ts";
import { type FactorEvidence, readEvidence } from "../src/evaluator/factors/factor-evidence.ts";
import { type FactorVerdict, hasEnough, judgeLack } from "../src/evaluator/factors/factor-verdict.ts";
import { factorViews } from "../src/evaluator/factors/factor-view.ts";
import { readOrgAuthenticators } from "../src/evaluator/factors/org-authenticators.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { once } from "../src/evaluator/once.ts";
import { slicesForCoverage } from "../src/evaluator/people/coverage.ts";
import { standingOf } from "../src/evaluator/people/standing.ts";
import { listNames } from "../src/evaluator/words/name-list.ts";
import type { Requirement } from "../src/model/baseline.ts";
import type { Person } from "../src/model/snapshot.ts";
import { factorsCauses } from "./causes/factors-causes.ts";
import type { Check } from "./check.ts";
import { judgePeople, type PersonVerdict } from "./people/judge-people.ts";
import { requirementWords } from "./people/requirement-words.ts";

type Without<Keys extends keyof PersonVerdict> = Omit<PersonVerdict, Keys>;

const asks = (requirement: Requirement): boolean => requirement.factors !== null;

const unreadRemedy =
  "Read the person's enrolments again; if Okta refuses, give the service app a role that may see this person.";

function unread(person: Person, requirement: Requirement, why: string): Without<"expected" | "causes"> {
  return {
    status: "unknown",
    actual: null,
    message: `The enrolments of ${person.login} were not read, so ${requirementWords(requirement)} could not be judged: ${why}`,
    remedy: unreadRemedy,
  };
}

const sources = {
  "authenticator-enrollments": "authenticator-enrollments shows",
  factors: "factors shows",
  both: "authenticator-enrollments and factors show",
} as const;

function say(
  person: Person,
  requirement: Requirement,
  { names, atLeast }: AcceptableFactors,
  { status, has, doubts }: FactorVerdict,
  { source, shown }: FactorEvidence,
): string {
  const lacking = atLeast - has;
  const what = lacking === 1 ? "a factor" : `${lacking} factors`;
  const words = requirementWords(requirement);
  const held = listNames(shown, "nothing");
  if (status === "unknown") {
    const seen = `${sources[source]} ${held}`;
    return `Whether ${person.login} has ${what} for ${words} is unknown: ${seen}, but ${doubts.join("; ")}`;
  }
  const choice =
    names.length === 1 ? names.join() : `${atLeast === 1 ? "one" : atLeast} of ${names.join(", ")}`;
  return `${person.login} lacks ${what} for ${words}: has ${held}; needs ${choice}`;
}

function judgeWith(requirement: Requirement, input: JudgedOrg) {
  const { org } = input;
  const required = requirement.factors;
  if (required === null) return () => null;
  const acceptable = acceptableFactors(required, org.org.engine);
  const authenticators = readOrgAuthenticators(org);
  const evidenceOf = readEvidence(authenticators, org.org.engine);
  const isEnough = once((evidence: FactorEvidence) => hasEnough(acceptable, evidence));
  const viewOf = factorViews(input);
  const causesFor = factorsCauses(requirement, acceptable, authenticators, input);
  const expected = acceptable.names;

  return (person: Person): PersonVerdict | null => {
    if (standingOf(person) === "pending") {
      const message = `Whether ${person.login} has a factor for ${requirementWords(requirement)} was not asked`;
      return { status: "open", expected, actual: null, message };
    }
    const read = org.slices.factors?.[person.id];
    if (read?.kind !== "read") {
      const why = read?.kind === "unread" ? read.reason : "the snapshot does not hold them";
      return { expected, ...unread(person, requirement, why) };
    }
    const evidence = evidenceOf(read);
    if (isEnough(evidence)) return null;
    const view = viewOf(input.judgement.effectivePolicyOf(person.id));
    const verdict = judgeLack(person, { acceptable, evidence, view, authenticators });
    return {
      status: verdict.status,
      expected,
      actual: evidence.shown,
      message: say(person, requirement, acceptable, verdict, evidence),
      causes: causesFor(person),
    };
  };
}

export default {
  id: "factors",
  title: "Each person has the factors that a requirement asks for, enrolled and ACTIVE",
  severity: "the requirement's",
  rationale:
    "A policy only says what people may or must enroll at their next sign-in; an account without a strong factor is " +
    "open to whoever has its password until then. Factors that are pending, expired or switched off protect nobody.",
  remedy:
    "Have the person enroll an acceptable factor (at the next sign-in, if the enrollment policy requires one), or make " +
    "a dated exemption.",
  references: [
    "Okta API reference: User Authenticator Enrollments; User Factors (list factors is filtered by policy)",
    "NIST SP 800-63B sections 4.2.1 and 5.2.5 (phishing resistance)",
    "DISA Okta IDaaS STIG V-273204, V-273205",
  ],
  needs: ({ requirements }) => (requirements.some(asks) ? ["users", "factors"] : []),
  sharpenedBy: ({ org, requirements }) => {
    const asking = requirements.filter(asks);
    if (asking.length === 0) return [];
    return [
      // What a person lacks is proven by the policy in effect where Okta shows a filtered view.
      "groups",
      "group-members",
      "policies",
      "policy-rules",
      // Classic's factors are already filtered by what the org has switched on (okta-api 4.2).
      ...(org.engine === "identity" ? (["authenticators"] as const) : []),
      ...slicesForCoverage(asking),
    ];
  },

  evaluate: (input) =>
    judgePeople("factors", input.baseline.requirements.filter(asks), input, (requirement) =>
      judgeWith(requirement, input),
    ),
} satisfies Check;
