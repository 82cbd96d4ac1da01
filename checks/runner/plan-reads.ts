import { isEveryoneName } from "../../src/evaluator/declared/declared-group.ts";
import type {
  EffectivePolicy,
  ReachableOutcome,
} from "../../src/evaluator/effective-policy/effective-policy.ts";
import {
  type AcceptableFactors,
  acceptableFactors,
  namesMethod,
} from "../../src/evaluator/factors/acceptable-factors.ts";
import { type FactorEvidence, readEvidence } from "../../src/evaluator/factors/factor-evidence.ts";
import {
  type FactorKind,
  factorKind,
  mayBeSame,
  methodsOf,
} from "../../src/evaluator/factors/factor-kind.ts";
import { unmetFactors } from "../../src/evaluator/factors/factor-verdict.ts";
import { type UsableFactors, usableFactors } from "../../src/evaluator/factors/usable-factor.ts";
import { judgeSlices } from "../../src/evaluator/judge-slices.ts";
import type { Coverage } from "../../src/evaluator/people/coverage.ts";
import { standingOf } from "../../src/evaluator/people/standing.ts";
import { signsInElsewhere } from "../../src/evaluator/sign-on/federation.ts";
import { onceOfTwo } from "../../src/evaluator/sign-on/once-of-two.ts";
import type { AppliedStack } from "../../src/model/applied-stack.ts";
import { authenticatorRef, flexibleOktaVerifyKeys } from "../../src/model/authenticators.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import type { AuthenticatorId, UserId } from "../../src/model/ids.ts";
import type { OrgAuthenticator } from "../../src/model/live-enrollment.ts";
import type { AppPolicy } from "../../src/model/live-sign-on.ts";
import type { ReadPlan } from "../../src/model/read-plan.ts";
import type { OrgSlices, Slice } from "../../src/model/snapshot.ts";
import { sameName } from "../../src/model/words.ts";
import type { Check } from "../contract/check.ts";
import { readTogether } from "./read-together.ts";
import { slicesRead } from "./slices-read.ts";

/** Requirements on factors, with whom they apply to in what has been read. */
interface Prepared {
  readonly evidenceOf: ReturnType<typeof readEvidence>;
  readonly effectivePolicyOf: (user: UserId) => EffectivePolicy;
  readonly asking: readonly {
    readonly coverage: Coverage;
    readonly methodDecides: (effective: EffectivePolicy, evidence: FactorEvidence) => boolean;
    readonly isEnough: (effective: EffectivePolicy, evidence: FactorEvidence) => boolean;
  }[];
}

function groupNamesIn(baseline: Baseline): readonly string[] {
  const ofRequirements = baseline.requirements.flatMap(({ appliesTo, memberOf }) => [
    ...memberOf,
    ...(appliesTo.kind === "groups" ? appliesTo.groups : []),
  ]);
  const ofPolicies = baseline.enrollmentPolicies.flatMap(({ groups }) => groups);
  const withMembers = baseline.groups
    .filter(({ members, onlyMembers }) => onlyMembers || members.length > 0)
    .map(({ name }) => name);
  const { sessionPolicies, appPolicies } = baseline.signOn;
  const people = appPolicies.flatMap(({ rules }) => rules.map((rule) => rule.people));
  const ofSignOn = [
    ...sessionPolicies.flatMap(({ groups }) => groups),
    ...people.flatMap(({ groups, exceptGroups }) => [...groups, ...exceptGroups]),
  ];
  const names = [...ofRequirements, ...ofPolicies, ...ofSignOn, ...withMembers].map((name) =>
    name.normalize("NFC"),
  );
  return [...new Set(names)].filter((name) => !isEveryoneName(name));
}

function appLabelsIn({ requirements }: Baseline): readonly string[] {
  const labels = requirements.flatMap(({ appliesTo, signIn }) => [
    ...(appliesTo.kind === "apps" ? appliesTo.apps : []),
    ...(signIn?.to.kind === "apps" ? signIn.to.apps : []),
  ]);
  return [...new Set(labels)];
}

function prepare(baseline: Baseline, slices: OrgSlices): Prepared {
  // Gaps do not matter here: only people who are surely covered are read.
  const { org, judgement } = judgeSlices(baseline, slices);
  const { engine } = baseline.org;
  const usable = usableFactors(org);
  return {
    evidenceOf: readEvidence(engine),
    effectivePolicyOf: judgement.effectivePolicyOf,
    asking: baseline.requirements.flatMap((requirement) => {
      const { factors, signIn } = requirement;
      if (factors === null && signIn === null) return [];
      const coverage = judgement.coverageOf(requirement);
      // Whether a factor satisfies a rule hangs on the method: FastPass resists phishing, a push does not.
      const anyMethod = (_: EffectivePolicy, { vague }: FactorEvidence) =>
        vague.some(({ lacks }) => lacks === "method");
      // Each thing that somebody could sign in with matters.
      if (factors === null || signIn !== null) {
        return { coverage, methodDecides: anyMethod, isEnough: () => false };
      }
      const acceptable = acceptableFactors(factors, engine);
      const decides = onceOfTwo((effective: EffectivePolicy, evidence: FactorEvidence) =>
        methodDecides(acceptable, evidence, effective, usable),
      );
      const isEnough = onceOfTwo((effective: EffectivePolicy, evidence: FactorEvidence) =>
        hasEnough(acceptable, evidence, effective, usable),
      );
      return { coverage, methodDecides: decides, isEnough };
    }),
  };
}

/**
 * Whether a method that enrolments do not show decides a requirement; one that neither the org nor the policy in effect
 * lets in decides none, and nothing else that they do not let in spares the question.
 */
function methodDecides(
  { kinds, atLeast }: AcceptableFactors,
  { enrolled, vague }: FactorEvidence,
  { outcomes }: EffectivePolicy,
  usable: UsableFactors,
): boolean {
  const isAllowed = (kind: FactorKind) => (one: ReachableOutcome) =>
    usable.byPolicy(kind, one.policy).answer !== "no";
  const unmet = unmetFactors(
    kinds,
    enrolled,
    (kind, asked) => usable.byOrg(kind, asked).answer === "yes" && outcomes.every(isAllowed(kind)),
  );
  if (kinds.length - unmet.length >= atLeast) return false;
  return unmet.some(
    (asked) =>
      usable.byOrg(asked, asked).answer !== "no" &&
      outcomes.some(isAllowed(asked)) &&
      vague.some(({ kind, lacks }) => lacks === "method" && mayBeSame(kind, asked)),
  );
}

/** Whether so many acceptable factors are shown and usable under every policy that can be in effect that no more matters. */
function hasEnough(
  { kinds, atLeast }: AcceptableFactors,
  { enrolled }: FactorEvidence,
  { outcomes }: EffectivePolicy,
  usable: UsableFactors,
): boolean {
  return outcomes.every(({ policy }) => {
    const isUsable = (kind: FactorKind, asked: FactorKind): boolean =>
      usable.under(policy, kind, asked).answer === "yes";
    return kinds.length - unmetFactors(kinds, enrolled, isUsable).length >= atLeast;
  });
}

/**
 * Every ACTIVE authenticator with several methods, once a requirement names a method or asks of sign-in; and those of which the baseline
 * declares methods, be it as parts of a split Okta Verify.
 */
function methodsNeeded(
  baseline: Baseline,
  slices: ReadonlySet<Slice>,
): (listed: readonly OrgAuthenticator[]) => readonly AuthenticatorId[] {
  const asksSignIn = baseline.requirements.some(({ signIn }) => signIn !== null);
  const isAsked = slices.has("factors") && (asksSignIn || namesMethod(baseline));
  const isSplit = Object.keys(baseline.authenticators).some((ref) =>
    Object.hasOwn(flexibleOktaVerifyKeys, ref),
  );
  const declared = new Set([
    ...Object.keys(baseline.authenticatorMethods),
    ...(isSplit ? ["okta_verify"] : []),
  ]);
  const hasSeveral = (key: string): boolean => methodsOf(factorKind(key, null, null)).length > 1;
  return (listed) =>
    listed.flatMap(({ id, key, status }) => {
      const matters = declared.has(authenticatorRef(key, id)) || (isAsked && hasSeveral(key));
      return id !== null && status === "ACTIVE" && matters ? id : [];
    });
}

/** Whether one of these live rules is for people of some user types only. */
export const isForUserTypes = (rules: AppPolicy["rules"]): boolean =>
  rules?.some(({ people }) => people.userTypeIds.length + people.exceptUserTypeIds.length > 0) ?? false;

/** Plans what must be read for these checks to judge an org by this baseline (and stack): no more, nothing twice. */
export function planReads(
  checks: readonly Check[],
  baseline: Baseline,
  stack: AppliedStack | null = null,
): ReadPlan {
  const further = checks.flatMap((check) => check.reads?.(baseline) ?? []);
  return further.reduce(readTogether, readsOfSlices(checks, baseline, stack));
}

function readsOfSlices(checks: readonly Check[], baseline: Baseline, stack: AppliedStack | null): ReadPlan {
  const slices = slicesRead(checks, baseline, stack);
  // Asked once a person: the same slices come again and again. What was made of them goes when they do.
  const known = new WeakMap<OrgSlices, Prepared>();
  const preparedFor = (read: OrgSlices): Prepared => {
    const prepared = known.get(read) ?? prepare(baseline, read);
    known.set(read, prepared);
    return prepared;
  };
  return {
    slices,
    groupNames: slices.has("group-members") ? groupNamesIn(baseline) : [],
    appLabels: slices.has("apps") ? appLabelsIn(baseline) : [],
    methodsNeededOf: methodsNeeded(baseline, slices),
    enrolmentsNeededFor: (read: OrgSlices): readonly UserId[] => {
      if (!slices.has("factors")) return [];
      const { asking } = preparedFor(read);
      return (read.users?.people ?? [])
        .filter((person) => standingOf(person) === "in-scope")
        .map(({ id }) => id)
        .filter((id) => asking.some(({ coverage }) => coverage.covers(id)));
    },
    needsIdps: (people) =>
      slices.has("session-policies") &&
      baseline.requirements.some(({ signIn }) => signIn !== null) &&
      people.some(({ signOn }) => signsInElsewhere(signOn)),
    needsUserTypes: (policies) =>
      policies.some(
        ({ name, rules }) =>
          baseline.signOn.appPolicies.some((declared) => sameName(declared.name, name)) &&
          isForUserTypes(rules),
      ),
    needsFactorsToo: (user, enrolments, read) => {
      const { asking, evidenceOf, effectivePolicyOf } = preparedFor(read);
      const shown = { kind: "read", source: "authenticator-enrollments", enrolments, factors: null } as const;
      const evidence = evidenceOf(shown);
      const effective = effectivePolicyOf(user);
      return asking.some((one) => one.coverage.covers(user) && one.methodDecides(effective, evidence));
    },
    isEnough: (user, shown, read) => {
      const { asking, evidenceOf, effectivePolicyOf } = preparedFor(read);
      const evidence = evidenceOf(shown);
      const effective = effectivePolicyOf(user);
      return asking.every((one) => !one.coverage.covers(user) || one.isEnough(effective, evidence));
    },
  };
}
