import { livePoliciesFor } from "../src/evaluator/declared/declared-policy.ts";
import { enrollmentPolicies } from "../src/evaluator/declared/enrollment-policies.ts";
import type { AppClass } from "../src/evaluator/effective-policy/app-classes.ts";
import type { EffectivePolicy } from "../src/evaluator/effective-policy/effective-policy.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { once } from "../src/evaluator/live/once.ts";
import { whyPartial } from "../src/evaluator/live/partly-read.ts";
import { slicesForCoverage } from "../src/evaluator/people/coverage.ts";
import { listNames } from "../src/evaluator/words/name-list.ts";
import { eitherOf, quoted } from "../src/evaluator/words/quoted-names.ts";
import type { Requirement } from "../src/model/baseline.ts";
import type { EnrollmentPolicy } from "../src/model/live-enrollment.ts";
import { sameName } from "../src/model/words.ts";
import { governedByCauses } from "./causes/governed-by-causes.ts";
import type { Check } from "./contract/check.ts";
import { judgePeople, type PersonVerdict } from "./people/judge-people.ts";
import { leavesOktaToOthers } from "./people/left-to-others.ts";
import { orTakeRole, requirementWords } from "./people/requirement-words.ts";

type Judged = Omit<PersonVerdict, "message"> & { readonly says: string };

const usualRemedy =
  "Follow the path in the finding: restore the policy, rule or order that lets another policy win, or put the person " +
  "into a group of the policy they should have.";

const asks = (requirement: Requirement): boolean => requirement.governedBy.length > 0;

const nameOf = (policy: EnrollmentPolicy | null): string => (policy === null ? "none" : policy.name);

/**
 * By declaration and not by name alone: a policy that somebody made and called "Default Policy" is not Okta's.
 *
 * @returns each with all that bear its name
 */
function livePoliciesNamed(
  names: readonly string[],
  input: JudgedOrg,
): ReadonlyMap<EnrollmentPolicy, readonly EnrollmentPolicy[]> {
  const declared = input.baseline.enrollmentPolicies.filter((policy) =>
    names.some((name) => sameName(name, policy.name)),
  );
  return new Map(
    declared.flatMap((policy) => {
      const namesakes = livePoliciesFor(enrollmentPolicies, policy, input);
      return namesakes.map((one) => [one, namesakes] as const);
    }),
  );
}

/** Somebody governed by a policy of the right name, which is not the only one of that name. */
function judgeNamesakes(
  effective: EffectivePolicy,
  requirement: Requirement,
  namesakesOf: ReadonlyMap<EnrollmentPolicy, readonly EnrollmentPolicy[]>,
): Judged | null {
  const names = effective.outcomes.flatMap(({ policy }) => {
    const namesakes = policy === null ? [] : (namesakesOf.get(policy) ?? []);
    return namesakes.length < 2 ? [] : { name: nameOf(policy), ids: namesakes.map(({ id }) => id) };
  });
  const [first] = names;
  if (first === undefined) return null;
  return {
    status: "unknown",
    expected: requirement.governedBy,
    actual: [...new Set(names.map(({ name }) => name))],
    path: effective.path,
    says: `is governed by enrollment policy ${quoted(first.name)}, and ${first.ids.length} policies are called that (${listNames(first.ids)})`,
  };
}

/** Whether a policy that could not be read may be one of those that a requirement names. */
function isOneUnread(
  { governedBy }: Requirement,
  found: ReadonlyMap<EnrollmentPolicy, unknown>,
  { org }: JudgedOrg,
): boolean {
  if (whyPartial("policies", org) === null) return false;
  const names = [...found.keys()].map(({ name }) => name);
  return governedBy.some((wanted) => !names.some((name) => sameName(name, wanted)));
}

/** Policies that may govern somebody who signs in to Okta itself, where the baseline leaves that to others. */
function policiesAtOktaItself({ governedBy }: Requirement, input: JudgedOrg): ReadonlySet<EnrollmentPolicy> {
  if (!leavesOktaToOthers(governedBy, input.baseline)) return new Set();
  const names = input.baseline.enrollmentPolicies.map(({ name }) => name);
  const ofOkta = (input.org.slices.policies ?? []).filter(({ system }) => system);
  return new Set([...livePoliciesNamed(names, input).keys(), ...ofOkta]);
}

/** From where, and in to what, others than those that are required govern somebody. */
function whereGoverned(
  others: readonly { readonly apps: AppClass; readonly why: string }[],
  { byApp }: EffectivePolicy,
): string {
  const apps = [...new Set(others.map((one) => one.apps))];
  const signIns =
    apps.length === byApp.length ? [] : [`for sign-ins to ${apps.map(({ words }) => words).join(", or ")}`];
  const isByNetwork = signIns.length === 0 || others.some(({ why }) => why === "network");
  const networks = isByNetwork ? ["from some networks"] : [];
  return [...networks, ...signIns].join(" ");
}

function judgeEffective(
  effective: EffectivePolicy,
  requirement: Requirement,
  input: JudgedOrg,
): Judged | null {
  const required = livePoliciesNamed(requirement.governedBy, input);
  const leftToOthers = policiesAtOktaItself(requirement, input);
  const isOther = (policy: EnrollmentPolicy | null, apps: AppClass): boolean =>
    policy === null || !(required.has(policy) || (apps.isOkta && leftToOthers.has(policy)));
  const others = effective.byApp.flatMap(({ apps, outcomes }) =>
    outcomes.filter(({ policy }) => isOther(policy, apps)).map((outcome) => ({ ...outcome, apps })),
  );
  if (others.length === 0) return judgeNamesakes(effective, requirement, required);
  const mayBeUnread = isOneUnread(requirement, required, input);
  const open = effective.surelyReaches(
    (policy, apps) => isOther(policy, apps) && !(policy === null && mayBeUnread),
  );
  const actual = [...new Set(effective.outcomes.map(({ policy }) => nameOf(policy)))];
  const wrong = eitherOf([...new Set(others.map(({ policy }) => nameOf(policy)))]);
  const wanted = `${eitherOf(requirement.governedBy)}, which ${requirementWords(requirement)} asks for`;
  const uncertainties = effective.uncertainties.join("; ");
  const isAlways = effective.byApp.every(({ apps, outcomes }) =>
    outcomes.every(({ policy }) => isOther(policy, apps)),
  );
  const says = open
    ? isAlways
      ? `is governed by enrollment policy ${wrong}, not by ${wanted}`
      : `is governed by enrollment policy ${wrong} ${whereGoverned(others, effective)}, not always by ${wanted}`
    : `may be governed by enrollment policy ${wrong} and not by ${wanted}: ${uncertainties}`;
  const status = open ? "open" : "unknown";
  return { status, expected: requirement.governedBy, actual, path: effective.path, says };
}

export default {
  id: "governed-by",
  about: "people",
  asks,
  title: "The enrollment policy in effect for each person is one that the requirement names",
  severity: "the requirement's",
  rationale:
    "Okta applies the first ACTIVE enrollment policy that includes one of a person's groups and has a matching ACTIVE " +
    "rule. A policy moved up, a rule switched off, a network zone or a lost group membership can put a person under a " +
    "weaker policy, or under none of their own, while every policy still looks as declared.",
  remedy: usualRemedy,
  references: [
    "Okta developer docs: Policies (policy and rule evaluation order)",
    "Okta API reference: Policy API, MFA_ENROLL",
    "NIST SP 800-53 Rev. 5 IA-2(1), IA-2(2)",
  ],
  needs: ({ requirements }) =>
    requirements.some(asks) ? ["users", "groups", "group-members", "policies", "policy-rules"] : [],
  sharpenedBy: ({ requirements }) => slicesForCoverage(requirements.filter(asks)),

  evaluate: (input) =>
    judgePeople("governedBy", input.baseline.requirements.filter(asks), input, (requirement) => {
      const causesFor = governedByCauses(requirement, input);
      const judge = once((effective: EffectivePolicy) => judgeEffective(effective, requirement, input));
      return (person) => {
        const effective = input.judgement.effectivePolicyOf(person.id);
        const judged = judge(effective);
        if (judged === null) return null;
        const { says, ...verdict } = judged;
        const message = `${person.login} ${says}`;
        const remedy = orTakeRole(requirement, usualRemedy);
        return { ...verdict, message, remedy, causes: causesFor(person, effective) };
      };
    }),
} satisfies Check;
