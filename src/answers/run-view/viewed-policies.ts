import { readZones } from "../../evaluator/effective-policy/zone-condition.ts";
import { indexLive } from "../../evaluator/live/live-index.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { EnrollmentRule } from "../../model/live-enrollment.ts";
import type { AppRule, SessionRule } from "../../model/live-sign-on.ts";
import type { LiveNetwork } from "../../model/network.ts";
import type { PersonView } from "../../model/people-view.ts";
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
function governedBy(people: readonly PersonView[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { policy, standing } of people) {
    if (standing !== "in-scope") continue;
    for (const name of new Set(policy.outcomes.flatMap((one) => one.policy ?? []))) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}

/** Every live policy that was read, of the three kinds, each kind in its order. */
export function viewedPolicies(
  baseline: Baseline,
  { slices }: OrgSnapshot,
  people: readonly PersonView[],
): readonly ViewedPolicy[] {
  const live = indexLive(slices);
  const zones = readZones(slices);
  const counts = governedBy(people);
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
