import type { AcceptableFactors } from "../src/evaluator/factors/acceptable-factors.ts";
import { factorJudge, type JudgedFactors } from "../src/evaluator/factors/factor-judge.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { slicesForCoverage } from "../src/evaluator/people/coverage.ts";
import { standingOf } from "../src/evaluator/people/standing.ts";
import { listNames } from "../src/evaluator/words/name-list.ts";
import type { Requirement } from "../src/model/baseline.ts";
import type { Person } from "../src/model/snapshot.ts";
import { factorsCauses } from "./causes/factors-causes.ts";
import type { Check } from "./contract/check.ts";
import { judgePeople, type PersonVerdict } from "./people/judge-people.ts";
import { orTakeRole, requirementWords } from "./people/requirement-words.ts";

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

const usualRemedy =
  "Have the person enroll an acceptable factor (at the next sign-in, if the enrollment policy requires one), or make " +
  "a dated exemption.";

const switchOn =
  "Switch on what the finding names (Security > Authenticators), or have the person enroll another acceptable factor";
const allow =
  "Let the policy in effect allow an acceptable factor that is switched on for the org, or put the person under a " +
  "policy that does";

const remedies: Record<NonNullable<JudgedFactors["hinderedBy"]>, string> = {
  org: switchOn,
  policy: allow,
  both: `${switchOn}. ${allow}`,
};

/** Another one where to enroll it again would change nothing, or cannot be done. */
function remedyFor({ status, barredBy, hinderedBy }: JudgedFactors): string {
  if (status !== "open" || (barredBy === null && hinderedBy === null)) return usualRemedy;
  const exempt = "; or make a dated exemption.";
  if (hinderedBy === null) return `${allow}${exempt}`;
  const done = "What is enrolled cannot be used, and to enroll it again changes nothing.";
  return `${done} ${remedies[hinderedBy]}${exempt}`;
}

function say(
  person: Person,
  requirement: Requirement,
  { names, atLeast }: AcceptableFactors,
  { status, has, uncertainties, source, shown, barredBy, hinderedBy }: JudgedFactors,
): string {
  const lacking = atLeast - has;
  const what = lacking === 1 ? "a factor" : `${lacking} factors`;
  const words = requirementWords(requirement);
  const held = listNames(shown, "nothing");
  if (status === "unknown") {
    const seen = `${sources[source]} ${held}`;
    return `Cannot tell whether ${person.login} has ${what} for ${words}: ${seen}, but ${uncertainties.join("; ")}`;
  }
  const choice =
    names.length === 1 ? names.join() : `${atLeast === 1 ? "one" : atLeast} of ${names.join(", ")}`;
  // The words for what is enrolled name the policy themselves.
  const isBarred = barredBy !== null && hinderedBy === null;
  const barred = isBarred ? `, and ${barredBy}, allows ${atLeast === 1 ? "none" : "too few"}` : "";
  return `${person.login} lacks ${what} for ${words}: has ${held}; needs ${choice}${barred}`;
}

function judgeWith(requirement: Requirement, input: JudgedOrg) {
  const required = requirement.factors;
  if (required === null) return () => null;
  const { acceptable, usable, judge } = factorJudge(required, input);
  const causesFor = factorsCauses(requirement, acceptable, usable, input);
  const expected = acceptable.names;

  return (person: Person): PersonVerdict | null => {
    if (standingOf(person) === "pending") {
      const message = `Whether ${person.login} has a factor for ${requirementWords(requirement)} was not asked`;
      return { status: "open", expected, actual: null, message };
    }
    const read = input.org.slices.factors?.[person.id];
    if (read?.kind !== "read") {
      const why = read?.kind === "unread" ? read.reason : "the snapshot does not hold them";
      return { expected, ...unread(person, requirement, why) };
    }
    const judged = judge(person, read);
    if (judged.status === "in-line") return null;
    return {
      status: judged.status,
      expected,
      actual: judged.shown,
      message: say(person, requirement, acceptable, judged),
      remedy: orTakeRole(requirement, remedyFor(judged)),
      causes: causesFor(person, judged.barredBy !== null || judged.hinderedBy !== null),
    };
  };
}

export default {
  id: "factors",
  about: "people",
  asks,
  title: "Each person has the factors that a requirement asks for, enrolled and usable at the next sign-in",
  severity: "the requirement's",
  rationale:
    "A policy only says what people may or must enroll at their next sign-in; an account without a strong factor is " +
    "open to whoever has its password until then. Factors that are pending, expired or switched off protect nobody.",
  remedy: usualRemedy,
  references: [
    "Okta API reference: User Authenticator Enrollments; User Factors (list factors is filtered by policy)",
    "NIST SP 800-63B sections 4.2.1 and 5.2.5 (phishing resistance)",
    "DISA Okta IDaaS STIG V-273204, V-273205",
  ],
  needs: ({ requirements }) => (requirements.some(asks) ? ["users", "factors"] : []),
  sharpenedBy: ({ requirements }) => {
    const asking = requirements.filter(asks);
    if (asking.length === 0) return [];
    return [
      // A factor that is enrolled can be used only where the org and the policy in effect let it.
      "groups",
      "group-members",
      "policies",
      "policy-rules",
      "authenticators",
      ...slicesForCoverage(asking),
    ];
  },

  evaluate: (input) =>
    judgePeople("factors", input.baseline.requirements.filter(asks), input, (requirement) =>
      judgeWith(requirement, input),
    ),
} satisfies Check;
