import type { EffectivePolicy } from "../../evaluator/effective-policy/effective-policy.ts";
import { readZones } from "../../evaluator/effective-policy/zone-condition.ts";
import type { Judgement } from "../../evaluator/judgement.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { EnrollmentRule } from "../../model/live-enrollment.ts";
import type { AppRule, SessionRule } from "../../model/live-sign-on.ts";
import type { LiveNetwork } from "../../model/network.ts";
import type { ViewedPolicy } from "../../model/run-view.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";

interface AnyRule {
  readonly name: string;
  readonly status: string;
  readonly network: LiveNetwork;
}

interface AnyPolicy<Rule> {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly system: boolean;
  readonly rules: readonly Rule[] | null;
}

const sessionWords = ({ access, requiresFactor, factorPrompt }: SessionRule): string =>
  access === "DENY" ? "denies" : requiresFactor ? `second factor ${factorPrompt}` : "no second factor";

function appWords({ access, verification }: AppRule): string {
  if (access === "DENY") return "denies";
  if (verification === null) return "allows";
  return verification.kind === "assurance" ? verification.factorMode : "a chain of factors";
}

/** How many people each enrollment policy is, or may be, in effect for. */
function governedBy({ people, effectivePolicyOf }: Judgement): ReadonlyMap<string, number> {
  const alike = new Map<EffectivePolicy, number>();
  for (const { id } of people.inScope) {
    const effective = effectivePolicyOf(id);
    alike.set(effective, (alike.get(effective) ?? 0) + 1);
  }
  const counts = new Map<string, number>();
  for (const [{ outcomes }, amount] of alike) {
    for (const name of new Set(outcomes.flatMap(({ policy }) => policy?.name ?? []))) {
      counts.set(name, (counts.get(name) ?? 0) + amount);
    }
  }
  return counts;
}

/** Every live policy that was read, of the three kinds, each kind in its order. */
export function viewedPolicies(
  baseline: Baseline,
  { slices }: OrgSnapshot,
  judgement: Judgement,
): readonly ViewedPolicy[] {
  const { live } = judgement;
  const zones = readZones(slices);
  const counts = governedBy(judgement);
  const named = (ids: readonly string[]): readonly string[] =>
    ids.map((id) => slices.groups?.find((group) => group.id === id)?.name ?? id);
  const inWords = <Rule extends AnyRule>(rule: Rule, does: (rule: Rule) => string): string => {
    const where = zones.describe(rule.network);
    const off = rule.status === "ACTIVE" ? "" : ` (${rule.status})`;
    return `${rule.name}${off}: ${does(rule)}${where === null ? "" : `, ${where}`}`;
  };
  const common = <Rule extends AnyRule>(
    { id, name, status, system, rules }: AnyPolicy<Rule>,
    declared: readonly { readonly name: string }[],
    does: (rule: Rule) => string,
  ) => ({
    id,
    name,
    status,
    isSystem: system,
    isDeclared: declared.some((one) => sameName(one.name, name)),
    rules: rules?.map((rule) => inWords(rule, does)) ?? null,
    settings: [],
    apps: [],
    groups: [],
    people: null,
  });
  return [
    ...(slices.policies ?? []).map(
      (policy): ViewedPolicy => ({
        ...common<EnrollmentRule>(policy, baseline.enrollmentPolicies, ({ enroll }) => `enroll ${enroll}`),
        kind: "enrollment",
        priority: policy.priority,
        groups: named(policy.groupIds),
        settings: policy.settings
          .filter(({ enroll }) => enroll !== "NOT_ALLOWED")
          .map(({ key, id, enroll }) => `${id === null ? key : `${key}/${id}`} ${enroll}`),
        people: counts.get(policy.name) ?? (live.policiesNamed(policy.name).length > 1 ? null : 0),
      }),
    ),
    ...(slices.sessionPolicies ?? []).map(
      (policy): ViewedPolicy => ({
        ...common(policy, baseline.signOn.sessionPolicies, sessionWords),
        kind: "session",
        priority: policy.priority,
        groups: named(policy.groupIds),
      }),
    ),
    ...(slices.appPolicies ?? []).map(
      (policy): ViewedPolicy => ({
        ...common(policy, baseline.signOn.appPolicies, appWords),
        kind: "app",
        priority: null,
        apps: (slices.appMappings ?? [])
          .filter(({ policyId }) => policyId === policy.id)
          .map(({ label }) => label),
      }),
    ),
  ];
}
