import { declaredGroupNamed, liveGroupsFor } from "../../src/evaluator/declared/declared-group.ts";
import { existingPolicies, livePolicyFor } from "../../src/evaluator/declared/declared-policy.ts";
import { existingRules } from "../../src/evaluator/declared/declared-rule.ts";
import type {
  DeclaredPolicy,
  DeclaredRule,
  LivePolicy,
  LiveRule,
  PolicyPair,
  RulePair,
} from "../../src/evaluator/declared/policy-family.ts";
import { orderDifference } from "../../src/evaluator/declared/relative-order.ts";
import { inThisOrder, withPolicy, withRules } from "../../src/evaluator/declared/with-changes.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import type { CheckId } from "../../src/model/check-ids.ts";
import type { GroupId, PolicyId, PolicyRuleId } from "../../src/model/ids.ts";
import type { MappedApp } from "../../src/model/live-sign-on.ts";
import type { OrgSlices } from "../../src/model/snapshot.ts";
import { ruleRef, type SubjectRef } from "../../src/model/subject.ts";
import { sameName } from "../../src/model/words.ts";
import type { FindingRef } from "../contract/check.ts";
import { app, type SignOnFamily, session } from "./families.ts";

/** An org's policies as they would be without one finding of a check of session or app policies. */
export interface MendedOrg {
  readonly cause: FindingRef;
  readonly slices: Partial<OrgSlices>;
}

/** A finding of a family's checks, and the family's policies without it. */
interface Mending {
  readonly kind: string;
  readonly subject: SubjectRef;
  readonly field: string | null;
  readonly policies: readonly LivePolicy[];
}

const policyRef = (name: string): SubjectRef => ({ type: "policy", name });

function* ofRules(
  family: SignOnFamily,
  policy: PolicyPair,
  live: readonly LivePolicy[],
  input: JudgedOrg,
): Generator<Mending> {
  const { declared } = policy;
  const changed = (
    kind: string,
    rule: string,
    field: string | null,
    changes: ReadonlyMap<LiveRule, LiveRule | null>,
  ): Mending => ({
    kind,
    subject: ruleRef(declared.name, rule),
    field,
    policies: withPolicy(live, policy.live, withRules(policy.live, changes)),
  });
  const pairs = existingRules(family, policy);
  const known = pairs.map((rule) => rule.live);
  for (const rule of policy.live.rules ?? []) {
    if (!rule.system && !known.includes(rule)) {
      yield changed("rule-unmanaged", rule.name, null, new Map([[rule, null]]));
    }
  }
  for (const pair of pairs) {
    for (const { field, mended } of family.differencesOf(pair, input)) {
      if (mended !== undefined)
        yield changed("rule", pair.declared.name, field, new Map([[pair.live, mended]]));
    }
  }
  const own = known.filter(({ system }) => !system);
  const order = orderDifference(own);
  if (order !== null) yield changed("rule", order.first.name, "order", inThisOrder(own));
}

/** Just before the next declared rule that is there; else after all of them. */
function placeOf(rule: DeclaredRule, { rules }: DeclaredPolicy, pairs: readonly RulePair[]): number {
  const later = rules.slice(rules.indexOf(rule) + 1);
  const next = pairs.find((pair) => later.includes(pair.declared));
  return next === undefined ? Number.MAX_SAFE_INTEGER : next.live.priority - 0.5;
}

function* ofMissingRules(
  family: SignOnFamily,
  policy: PolicyPair,
  live: readonly LivePolicy[],
  input: JudgedOrg,
): Generator<Mending> {
  const { declared } = policy;
  const pairs = existingRules(family, policy);
  for (const rule of declared.rules) {
    if (policy.live.rules === null || pairs.some((pair) => pair.declared === rule)) continue;
    const made = { ...family.asLive(rule, idOf(rule), input), priority: placeOf(rule, declared, pairs) };
    yield {
      kind: "rule-missing",
      subject: ruleRef(declared.name, rule.name),
      field: null,
      policies: withPolicy(live, policy.live, { ...policy.live, rules: [...policy.live.rules, made] }),
    };
  }
}

const idOf = ({ name }: { readonly name: string }): PolicyRuleId => `declared ${name}` as PolicyRuleId;

const groupIdsOf = (
  { groups = [] }: DeclaredPolicy,
  { baseline, judgement }: JudgedOrg,
): readonly GroupId[] =>
  groups.flatMap((name) =>
    liveGroupsFor(declaredGroupNamed(baseline, name), judgement.live).map(({ id }) => id),
  );

const sameMembers = (one: readonly string[], other: readonly string[]): boolean =>
  one.toSorted().join() === other.toSorted().join();

function* ofPolicies(
  family: SignOnFamily,
  live: readonly LivePolicy[],
  input: JudgedOrg,
): Generator<Mending> {
  const pairs = [...existingPolicies(family, input)];
  for (const policy of pairs) {
    yield* ofOnePolicy(family, policy, live, input);
    yield* ofRules(family, policy, live, input);
    yield* ofMissingRules(family, policy, live, input);
  }
  if (family.id === "session") yield* ofPrecedence(pairs, live);
}

function* ofOnePolicy(
  family: SignOnFamily,
  policy: PolicyPair,
  live: readonly LivePolicy[],
  input: JudgedOrg,
): Generator<Mending> {
  const subject = policyRef(policy.declared.name);
  const instead = (change: Partial<LivePolicy>) =>
    withPolicy(live, policy.live, { ...policy.live, ...change });
  if (policy.live.status !== "ACTIVE") {
    const kind = family.id === "app" ? "policy-missing" : "policy-status";
    yield { kind, subject, field: "status", policies: instead({ status: "ACTIVE" }) };
  }
  if (family.id === "app" || policy.declared.isDefault === true) return;
  const groupIds = groupIdsOf(policy.declared, input);
  if (!sameMembers(groupIds, policy.live.groupIds ?? [])) {
    yield { kind: "policy-groups", subject, field: "groups", policies: instead({ groupIds }) };
  }
}

/** Policies in another order than declared, and those that nobody declared. */
function* ofPrecedence(pairs: readonly PolicyPair[], live: readonly LivePolicy[]): Generator<Mending> {
  const own = pairs.filter(({ declared }) => declared.isDefault !== true);
  const order = orderDifference(
    own.map((pair) => ({ name: pair.declared.name, priority: pair.live.priority })),
  );
  if (order !== null) {
    const changes = inThisOrder(own.map((pair) => pair.live));
    const policies = live.map((policy) => changes.get(policy) ?? policy);
    yield { kind: "policy-order", subject: policyRef(order.first.name), field: "order", policies };
  }
  const known = new Set(pairs.map((pair) => pair.live));
  for (const policy of live) {
    if (policy.system || known.has(policy)) continue;
    const policies = withPolicy(live, policy, null);
    yield { kind: "policy-unmanaged", subject: policyRef(policy.name), field: null, policies };
  }
}

/** A declared policy that is missing, as it would be live; before the next declared one that is there. */
function missingPolicy(family: SignOnFamily, declared: DeclaredPolicy, input: JudgedOrg): LivePolicy {
  const all = family.declaredIn(input.baseline);
  const next = all
    .slice(all.indexOf(declared) + 1)
    .map((one) => livePolicyFor(family, one, input))
    .find((one) => one !== undefined);
  return {
    id: `declared ${declared.name}` as PolicyId,
    name: declared.name,
    status: "ACTIVE",
    priority: next === undefined ? Number.MAX_SAFE_INTEGER : next.priority - 0.5,
    system: false,
    ...family.newPolicy(groupIdsOf(declared, input)),
    rules: declared.rules.map((rule, index) => ({
      ...family.asLive(rule, idOf(rule), input),
      priority: index,
    })),
  };
}

const moved = (
  apps: OrgSlices["appMappings"] = [],
  labels: readonly string[],
  policyId: PolicyId,
): readonly MappedApp[] =>
  apps.map((one) => (labels.some((label) => sameName(label, one.label)) ? { ...one, policyId } : one));

function* ofFamily(family: SignOnFamily, input: JudgedOrg): Generator<MendedOrg> {
  const live = family.liveIn(input.org.slices);
  if (live === undefined) return;
  const inSlices = (policies: readonly LivePolicy[]) => family.inSlices(policies);
  for (const { kind, subject, field, policies } of ofPolicies(family, live, input)) {
    const check = `${family.id}-${kind}` as CheckId;
    yield { cause: { check, subject, field }, slices: inSlices(policies) };
  }
  for (const declared of family.declaredIn(input.baseline)) {
    if (livePolicyFor(family, declared, input) !== undefined) continue;
    const policy = missingPolicy(family, declared, input);
    const check = `${family.id}-policy-missing` as CheckId;
    yield {
      cause: { check, subject: policyRef(declared.name), field: null },
      slices: {
        ...inSlices([...live, policy]),
        ...(family.id === "app" && {
          appMappings: moved(input.org.slices.appMappings, appsOf(declared), policy.id),
        }),
      },
    };
  }
}

const appsOf = (declared: DeclaredPolicy & { readonly apps?: readonly string[] | null }): readonly string[] =>
  declared.apps ?? [];

function* ofMovedApps(input: JudgedOrg): Generator<MendedOrg> {
  const { appMappings } = input.org.slices;
  for (const { declared, live } of existingPolicies(app, input)) {
    for (const label of declared.apps ?? []) {
      const cause = {
        check: "app-policy-apps",
        subject: { type: "app", name: label },
        field: "policy",
      } as const;
      yield { cause, slices: { appMappings: moved(appMappings, [label], live.id) } };
    }
  }
}

/**
 * The org as it would be without each finding, one at a time, that checks of session and app policies can make: where a
 * person's answer is another one there, the finding is its cause. What is as declared may be among them, and changes
 * nothing. Applications first, since nobody opens one through another's policy.
 */
export function* mendedOrgs(input: JudgedOrg): Generator<MendedOrg> {
  yield* ofMovedApps(input);
  yield* ofFamily(app, input);
  yield* ofFamily(session, input);
}
