import {
  declaredGroupNamed,
  isEveryoneName,
  liveGroupsFor,
} from "../src/evaluator/declared/declared-group.ts";
import { existingPolicies, policySubject } from "../src/evaluator/declared/declared-policy.ts";
import { type EnrollmentPair, enrollmentPolicies } from "../src/evaluator/declared/enrollment-policies.ts";
import type { EffectivePolicy } from "../src/evaluator/effective-policy/effective-policy.ts";
import { activeRules } from "../src/evaluator/effective-policy/enrollment-chain.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { whyPartial } from "../src/evaluator/live/partly-read.ts";
import { eitherOf } from "../src/evaluator/words/quoted-names.ts";
import type { UserId } from "../src/model/ids.ts";
import type { EnrollmentPolicy } from "../src/model/live-enrollment.ts";
import type { Person } from "../src/model/snapshot.ts";
import { onPolicy, policyCauses, ruleCauses } from "./causes/policy-causes.ts";
import { groupMissing } from "./causes/root-causes.ts";
import type { Check, FindingDraft, FindingRef } from "./contract/check.ts";

/** The people a policy was meant for: those in scope who are in one of its declared groups. */
interface Audience {
  readonly people: readonly Person[];
  /** Why others may be in it as well, one clause each. */
  readonly uncertainties: readonly string[];
  /** A group of a declared name does not exist: it may have been renamed. */
  readonly areGroupsGone: boolean;
}

function audienceOf({ declared }: EnrollmentPair, { baseline, org, judgement }: JudgedOrg): Audience {
  const { live, people } = judgement;
  const partial = whyPartial("users", org);
  const uncertainties = partial === null ? [] : [`not everybody was read (${partial})`];
  if (declared.groups.some(isEveryoneName))
    return { people: people.inScope, uncertainties, areGroupsGone: false };
  const members = new Set<UserId>();
  const groupsAreWhole = whyPartial("groups", org) === null;
  let areGroupsGone = false;
  for (const name of declared.groups) {
    const meant = declaredGroupNamed(baseline, name);
    const groups = liveGroupsFor(meant, live);
    areGroupsGone ||= groups.length === 0 && groupsAreWhole;
    const lists = groups.map(({ id }) => live.membersOf(id));
    if (lists.includes(undefined) || (groups.length === 0 && !groupsAreWhole)) {
      uncertainties.push(`the members of "${name}" were not read`);
    }
    for (const list of lists) for (const user of list ?? []) members.add(user);
  }
  return { people: people.inScope.filter(({ id }) => members.has(id)), uncertainties, areGroupsGone };
}

/** Policies that the audience gets instead, with what it tells of the policy itself. */
interface Reached {
  /** Somebody surely gets it; or perhaps; or nobody. */
  readonly answer: "yes" | "maybe" | "no";
  readonly uncertainties: readonly string[];
  readonly effective: readonly EffectivePolicy[];
  /** The policies that the audience can get, this one left out. */
  readonly others: ReadonlySet<EnrollmentPolicy>;
}

function reachedBy(audience: Audience, policy: EnrollmentPolicy, { judgement }: JudgedOrg): Reached {
  const all = [...new Set(audience.people.map(({ id }) => judgement.effectivePolicyOf(id)))];
  const others = new Set(all.flatMap(({ outcomes }) => outcomes.flatMap((outcome) => outcome.policy ?? [])));
  const possible = others.delete(policy);
  const sure = all.some(({ surelyReaches }) => surelyReaches((reached) => reached === policy));
  const isDead = policy.status !== "ACTIVE" || (policy.rules !== null && activeRules(policy).length === 0);
  const maybe = possible || (audience.uncertainties.length > 0 && !isDead);
  const uncertainties = [
    ...audience.uncertainties,
    ...(possible ? all.flatMap((one) => one.uncertainties) : []),
  ];
  return {
    answer: sure ? "yes" : maybe ? "maybe" : "no",
    uncertainties: [...new Set(uncertainties)],
    effective: all,
    others,
  };
}

function whyNobody({ declared, live }: EnrollmentPair, audience: Audience, { others }: Reached): string {
  if (live.status !== "ACTIVE") return `it is ${live.status}`;
  if (activeRules(live).length === 0) return "it has no ACTIVE rule";
  if (audience.people.length === 0) return `nobody in scope is in ${eitherOf(declared.groups)}`;
  return `the people of ${eitherOf(declared.groups)} get ${eitherOf([...others].map(({ name }) => name))}`;
}

function causesFor(
  { declared, live }: EnrollmentPair,
  reached: Reached,
  input: JudgedOrg,
): readonly FindingRef[] {
  return [
    ...(live.status === "ACTIVE" ? [] : [onPolicy("enrollment-policy-status", declared.name, "status")]),
    ...(activeRules(live).length === 0 ? ruleCauses(declared) : []),
    ...reached.effective.flatMap((effective) => policyCauses(declared, effective, input)),
    ...declared.groups.map(groupMissing),
  ];
}

/** Whether the policy can be in effect for anybody in scope, whomever it was meant for. */
function isInEffect({ live }: EnrollmentPair, { judgement }: JudgedOrg): boolean {
  const all = new Set(judgement.people.inScope.map(({ id }) => judgement.effectivePolicyOf(id)));
  return [...all].some(({ outcomes }) => outcomes.some(({ policy }) => policy === live));
}

function judgePair(pair: EnrollmentPair, input: JudgedOrg): FindingDraft | null {
  const audience = audienceOf(pair, input);
  const reached = reachedBy(audience, pair.live, input);
  if (reached.answer === "yes") return null;
  const governsOthers = isInEffect(pair, input);
  // None of its groups bears a declared name any more: who is in the group that was renamed was meant, or may have been.
  if (governsOthers && audience.areGroupsGone) return null;
  const head = `Enrollment policy "${pair.declared.name}"`;
  const draft = {
    subject: policySubject(pair),
    field: null,
    expected: pair.declared.groups,
    actual: [],
    causes: causesFor(pair, reached, input),
  } satisfies Partial<FindingDraft>;
  return reached.answer === "no"
    ? {
        ...draft,
        message: `${head} is in effect for nobody${governsOthers ? " it was meant for" : ""}: ${whyNobody(pair, audience, reached)}.`,
      }
    : {
        ...draft,
        status: "unknown",
        actual: null,
        message: `Cannot tell whether enrollment policy "${pair.declared.name}" is in effect for anybody: ${reached.uncertainties.join("; ")}.`,
      };
}

export default {
  id: "enrollment-policy-unreachable",
  about: "configuration",
  title: "Every declared enrollment policy is in effect for somebody it was meant for",
  severity: "critical",
  rationale:
    "A policy can look as declared and govern nobody: another one is tried first, none of its rules is ACTIVE, or its " +
    "groups are empty. Okta never applies a policy without a matching rule.",
  remedy:
    "Repair what the finding names: the order, the policy's status, rules and groups, or who is in its groups; if the " +
    "policy is no longer needed, remove it from the baseline.",
  references: [
    "Okta developer docs: Policies (policies that have no rules are never applied)",
    "Okta API reference: Policy API, MFA_ENROLL",
    "NIST SP 800-53 Rev. 5 CM-6, Configuration Settings",
  ],
  needs: (baseline) =>
    baseline.enrollmentPolicies.some(({ isDefault }) => !isDefault)
      ? ["policies", "policy-rules", "users", "groups", "group-members"]
      : [],

  *evaluate(input): Generator<FindingDraft> {
    for (const pair of existingPolicies(enrollmentPolicies, input)) {
      const draft = pair.declared.isDefault ? null : judgePair(pair, input);
      if (draft !== null) yield draft;
    }
  },
} satisfies Check;
