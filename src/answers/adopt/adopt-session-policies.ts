import type { YAMLMap } from "yaml";
import { spanText } from "../../evaluator/words/span-text.ts";
import type { SessionPolicy, SessionRule } from "../../model/live-sign-on.ts";
import { defaultRuleName } from "../../model/sign-on-words.ts";
import type { OrgSlices } from "../../model/snapshot.ts";
import { ruleRef } from "../../model/subject.ts";
import { defaultPolicyName, type Engine } from "../../model/words.ts";
import { groupNamesOf, loginsOf, unlessEmpty, writtenNetwork } from "./adopted-conditions.ts";
import { type NamesInUse, namesInUse } from "./adopted-names.ts";
import type { Oddity } from "./oddity.ts";
import { whyRefused } from "./parse-adopted.ts";
import { inlineMap, mapOf, noted } from "./yaml-nodes.ts";

/** A live session policy that the baseline declares, with the rules of it that it declares. */
export interface DeclaredSessionPolicy {
  readonly policy: SessionPolicy;
  readonly rules: readonly SessionRule[];
}

/** Global session policies as a baseline declares them. */
export interface AdoptedSessionPolicies {
  readonly nodes: readonly YAMLMap[];
  readonly declared: readonly DeclaredSessionPolicy[];
  readonly oddities: readonly Oddity[];
}

/**
 * Declares the global session policies in the order in which Okta tries them. A policy or rule that a baseline cannot say
 * in full is left out and named.
 */
export function adoptSessionPolicies(slices: OrgSlices, engine: Engine): AdoptedSessionPolicies {
  const policies = (slices.sessionPolicies ?? []).toSorted(
    (left, right) => Number(left.system) - Number(right.system) || left.priority - right.priority,
  );
  const oddities: Oddity[] = [];
  const names = namesInUse(policies);
  const declared = policies.flatMap((policy): readonly DeclaredSessionPolicy[] => {
    const rules = declarableRules(policy, slices, engine, oddities);
    const why = whyUndeclared(policy, rules, names, slices);
    if (why === null) return policy.system && rules.length === 0 ? [] : [{ policy, rules }];
    oddities.push({ kind: "policy", subject: policy.name, id: policy.id, words: `${why}; not declared` });
    return [];
  });
  return { nodes: declared.map((one) => policyNode(one, slices)), declared, oddities };
}

function whyUndeclared(
  policy: SessionPolicy,
  rules: readonly SessionRule[],
  names: NamesInUse,
  slices: OrgSlices,
): string | null {
  if (policy.rules === null) return "its rules were not read";
  if (policy.unmodelled.length > 0)
    return `it has what a baseline cannot say (${policy.unmodelled.join(", ")})`;
  if (policy.system) return policy.name === defaultPolicyName ? null : "Okta's own policy has another name";
  if (policy.name === defaultPolicyName) return "it has the name of Okta's own policy";
  if (policy.status !== "ACTIVE") return `it is ${policy.status}`;
  if (policy.groupIds.length === 0) return "it is for no group";
  if (groupNamesOf(policy.groupIds, slices) === null) return "a group of it cannot be named";
  return rules.length === 0 ? "it has no rule that a baseline can say" : names.whyNot(policy.name);
}

function declarableRules(
  policy: SessionPolicy,
  slices: OrgSlices,
  engine: Engine,
  oddities: Oddity[],
): readonly SessionRule[] {
  const rules = policy.rules ?? [];
  const names = namesInUse(rules);
  return rules
    .toSorted((left, right) => Number(left.system) - Number(right.system) || left.priority - right.priority)
    .filter((rule) => {
      const why =
        whyRuleUndeclared(rule, policy, engine) ??
        whyUnnameable(rule, slices, names) ??
        whyRuleRefused({ policy, rules: [rule] }, slices, engine);
      const subject = ruleRef(policy.name, rule.name).name;
      if (why !== null) oddities.push({ kind: "rule", subject, id: rule.id, words: `${why}; not declared` });
      return why === null;
    });
}

function whyRuleRefused(alone: DeclaredSessionPolicy, slices: OrgSlices, engine: Engine): string | null {
  const groups = groupNamesOf(alone.policy.groupIds, slices) ?? [];
  // Without a group that can be named the policy itself is left out.
  if (!alone.policy.system && groups.length === 0) return null;
  return whyRefused(mapOf({ sessionPolicies: [policyNode(alone, slices)] }), engine, groups);
}

function whyUnnameable(rule: SessionRule, slices: OrgSlices, names: NamesInUse): string | null {
  return writtenNetwork(rule.network, slices) === null
    ? "it names a zone that cannot be named"
    : names.whyNot(rule.name);
}

function whyRuleUndeclared(rule: SessionRule, policy: SessionPolicy, engine: Engine): string | null {
  if (rule.status !== "ACTIVE") return `it is ${rule.status}`;
  if (rule.unmodelled.length > 0) return `it has what a baseline cannot say (${rule.unmodelled.join(", ")})`;
  if (rule.system !== (policy.system && rule.name === defaultRuleName)) {
    return "its name is that of another rule of Okta's";
  }
  const conditions = [
    ["sign-ins by", rule.authType],
    ["identity provider", rule.identityProvider],
    ["risk", rule.risk],
    ["behaviors", rule.behaviors.length === 0 ? "ANY" : rule.behaviors.join(", ")],
  ].flatMap(([what, value]) => (value === "ANY" ? [] : [`${what} ${value}`]));
  if (conditions.length > 0) return `it is only for ${conditions.join(", ")}`;
  return rule.access === "ALLOW" ? whyUnsaid(rule, engine) : null;
}

/** Questions that Okta left open about a rule that lets people in. */
function whyUnsaid(rule: SessionRule, engine: Engine): string | null {
  if (engine === "identity" && rule.primaryFactor === null) return "Okta does not show its primary factor";
  if (!rule.requiresFactor) return null;
  if (rule.factorPrompt === null) return "Okta does not show when it asks for a second factor";
  return rule.factorPrompt !== "ALWAYS" && rule.factorLifetimeMinutes === null
    ? "Okta does not show how long it remembers a second factor"
    : null;
}

function policyNode({ policy, rules }: DeclaredSessionPolicy, slices: OrgSlices): YAMLMap {
  return mapOf({
    name: noted(policy.name, policy.id),
    description: policy.system || !policy.description ? undefined : policy.description,
    groups: policy.system ? undefined : (groupNamesOf(policy.groupIds, slices) ?? []),
    rules: rules.map((rule) => ruleNode(rule, slices)),
  });
}

const secondsAMinute = 60;
const minutesText = (minutes: number): string => spanText(minutes * secondsAMinute);

function ruleNode(rule: SessionRule, slices: OrgSlices): YAMLMap {
  const network = writtenNetwork(rule.network, slices);
  const conditions = {
    name: noted(rule.name, rule.id),
    network: rule.network.kind === "anywhere" || network === null ? undefined : network,
    exceptUsers: unlessEmpty(loginsOf(rule.excludedUserIds, slices)),
    access: rule.access === "DENY" ? "DENY" : undefined,
  };
  return rule.access === "DENY" ? mapOf(conditions) : mapOf({ ...conditions, ...askedOf(rule) });
}

function askedOf(rule: SessionRule) {
  const { factorLifetimeMinutes, session } = rule;
  const prompt = rule.requiresFactor ? rule.factorPrompt : null;
  const isRemembered = prompt === "SESSION" || prompt === "DEVICE";
  return {
    primaryFactor: rule.primaryFactor ?? undefined,
    secondFactor: prompt ?? "NEVER",
    secondFactorLifetime: isRemembered ? minutesText(factorLifetimeMinutes ?? 0) : undefined,
    session: inlineMap({
      idle: minutesText(session.idleMinutes),
      lifetime: session.lifetimeMinutes === null ? "none" : minutesText(session.lifetimeMinutes),
      persistentCookie: session.persistentCookie ? true : undefined,
    }),
  };
}
