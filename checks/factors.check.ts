import { type AcceptableFactors, acceptableFactors } from "../src/evaluator/factors/acceptable-factors.ts";
import { type FactorEvidence, readEvidence } from "../src/evaluator/factors/factor-evidence.ts";
import { type FactorVerdict, hasEnough, judgeLack } from "../src/evaluator/factors/factor-verdict.ts";
import { factorViews } from "../src/evaluator/factors/factor-view.ts";
import { readOrgAuthenticators } from "../src/evaluator/factors/org-authenticators.ts";
import { once } from "../src/evaluator/once.ts";
import { slicesForCoverage } from "../src/evaluator/people/coverage.ts";
import { standingOf } from "../src/evaluator/people/standing.ts";
import { listNames } from "../src/evaluator/words/name-list.ts";
import type { Requirement } from "../src/model/baseline.ts";
import type { Person } from "../src/model/snapshot.ts";
import { factorsCauses } from "./causes/factors-causes.ts";
import type { Check, CheckInput } from "./check.ts";
import { judgePeople, type PersonVerdict } from "./people/judge-people.ts";

type Without<Keys extends keyof PersonVerdict> = Omit<PersonVerdict, Keys>;

const asks = (requirement: Requirement): boolean => requirement.factors !== null;

const unreadRemedy =
  "Read the person's enrolments again; if Okta refuses, give the service app a role that may see this person.";

function unread(person: Person, why: string): Without<"expected" | "causes"> {
  return {
    status: "unknown",
    actual: null,
    message: `The enrolments of ${person.login} were not read: ${why}`,
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
  acceptable: AcceptableFactors,
  { status, has, doubts }: FactorVerdict,
  shown: string,
): string {
  const { atLeast } = acceptable;
  const lacks =
    has === 0 && atLeast === 1 ? "no acceptable factor" : `${has} of ${atLeast} acceptable factors`;
  if (status === "open") return `${person.login} has ${lacks}: ${shown}`;
  const known = has === 0 ? "an acceptable factor" : `more than ${has} acceptable factors`;
  return `Whether ${person.login} has ${known} is unknown: ${shown}, but ${doubts.join("; ")}`;
}

function judgeWith(requirement: Requirement, input: CheckInput) {
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
      const message = `Whether ${person.login} has an acceptable factor was not asked`;
      return { status: "open", expected, actual: null, message };
    }
    const read = org.slices.factors?.[person.id];
    if (read?.kind !== "read") {
      const why = read?.kind === "unread" ? read.reason : "the snapshot does not hold them";
      return { expected, ...unread(person, why) };
    }
    const evidence = evidenceOf(read);
    if (isEnough(evidence)) return null;
    const view = viewOf(input.judgement.effectivePolicyOf(person.id));
    const verdict = judgeLack(person, { acceptable, evidence, view, authenticators });
    const shown = `${sources[evidence.source]} ${listNames(evidence.shown, "nothing")}`;
    return {
      status: verdict.status,
      expected,
      actual: evidence.shown,
      message: say(person, acceptable, verdict, shown),
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
