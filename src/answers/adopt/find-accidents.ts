import { judge } from "../../evaluator/judgement.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { worthOf } from "../../model/strictness.ts";
import { ruleRef } from "../../model/subject.ts";
import type { DeclaredPolicy } from "./adopt-policies.ts";
import { leftoverWords } from "./leftover-words.ts";
import type { Oddity } from "./oddity.ts";

/** Finds declarations that look accidental, for people to look at before they review the baseline. */
export function findAccidents(
  declared: readonly DeclaredPolicy[],
  baseline: Baseline,
  org: OrgSnapshot,
): readonly Oddity[] {
  return [
    ...declared.flatMap((one) => [...leftoverNames(one), ...neverRules(one)]),
    ...baseline.enrollmentPolicies.flatMap(({ name, authenticators }) => weakOnes(name, authenticators)),
    ...onDefaultPolicy(baseline, org),
  ];
}

function leftoverNames({ policy, rules }: DeclaredPolicy): readonly Oddity[] {
  const things = [
    { kind: "policy" as const, subject: policy.name, name: policy.name, id: policy.id },
    ...rules.map(({ name, id }) => ({
      kind: "rule" as const,
      subject: ruleRef(policy.name, name).name,
      name,
      id,
    })),
  ];
  return things.flatMap(({ kind, subject, name, id }) =>
    leftoverWords(name).map((words) => ({ kind, subject, id, words })),
  );
}

function neverRules({ policy, rules }: DeclaredPolicy): readonly Oddity[] {
  return rules
    .filter(({ enroll }) => enroll.startsWith("NEVER"))
    .map(({ id, name, enroll }) => ({
      kind: "rule",
      subject: ruleRef(policy.name, name).name,
      id,
      words: `it lets nobody enroll (${enroll})`,
    }));
}

function weakOnes(
  policy: string,
  authenticators: Baseline["enrollmentPolicies"][number]["authenticators"],
): readonly Oddity[] {
  const weak = Object.keys(authenticators).filter((ref) => worthOf(ref) === "weakens");
  if (weak.length === 0) return [];
  return [
    {
      kind: "policy",
      subject: policy,
      id: null,
      words: `it lets people enroll ${weak.join(", ")}, which is easily phished or intercepted`,
    },
  ];
}

function onDefaultPolicy(baseline: Baseline, org: OrgSnapshot): readonly Oddity[] {
  const { people, effectivePolicyOf } = judge(baseline, org);
  const those = people.inScope.filter(({ id }) =>
    effectivePolicyOf(id).outcomes.some(({ policy }) => policy?.system === true),
  );
  if (those.length === 0) return [];
  const [first] = those;
  const words =
    those.length === 1
      ? "it is in effect for one person, whom no other policy takes"
      : `it is in effect for ${those.length} people, whom no other policy takes`;
  return [
    { kind: "people", subject: "Default Policy", id: those.length === 1 ? (first?.id ?? null) : null, words },
  ];
}
