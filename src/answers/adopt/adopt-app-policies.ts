import type { YAMLMap } from "yaml";
import { platformsNamed } from "../../evaluator/declared-sign-on/platforms.ts";
import { isOktasOwn } from "../../model/first-party-apps.ts";
import type { AppPolicy, AppRule, LiveDevice, LivePeople, MappedApp } from "../../model/live-sign-on.ts";
import { catchAllRuleName, platformNames } from "../../model/sign-on-words.ts";
import type { OrgSlices } from "../../model/snapshot.ts";
import { ruleRef } from "../../model/subject.ts";
import { sameName } from "../../model/words.ts";
import { groupNamesOf, loginsOf, unlessEmpty, userTypesOf, writtenNetwork } from "./adopted-conditions.ts";
import { type NamesInUse, namesInUse } from "./adopted-names.ts";
import { writtenVerification } from "./adopted-verification.ts";
import type { Oddity } from "./oddity.ts";
import { whyRefused } from "./parse-adopted.ts";
import { mapOf, noted, type Written } from "./yaml-nodes.ts";

/** A live app sign-in policy that the baseline declares, with the rules and applications of it that it declares. */
export interface DeclaredAppPolicy {
  readonly policy: AppPolicy;
  readonly rules: readonly AppRule[];
  readonly apps: readonly MappedApp[];
}

/** App sign-in policies as a baseline declares them. */
export interface AdoptedAppPolicies {
  readonly nodes: readonly YAMLMap[];
  readonly declared: readonly DeclaredAppPolicy[];
  readonly oddities: readonly Oddity[];
}

/**
 * Declares the app sign-in policies by name, each with its applications. A policy, rule or application that a baseline
 * cannot say in full is left out and named. The account management policy is for no application, and is left alone.
 */
export function adoptAppPolicies(slices: OrgSlices): AdoptedAppPolicies {
  const policies = (slices.appPolicies ?? [])
    .filter(({ resourceType }) => resourceType === "APP")
    .toSorted((left, right) => (left.name < right.name ? -1 : Number(left.name > right.name)));
  const oddities: Oddity[] = [];
  const names = namesInUse(slices.appPolicies ?? []);
  const labels = namesInUse((slices.appMappings ?? []).map(({ label }) => ({ name: label })));
  const declared = policies.flatMap((policy): readonly DeclaredAppPolicy[] => {
    const why = whyUndeclared(policy, names);
    if (why === null) {
      const rules = declarableRules(policy, slices, oddities);
      return [{ policy, rules, apps: appsUnder(policy, slices, labels, oddities) }];
    }
    oddities.push({ kind: "policy", subject: policy.name, id: policy.id, words: `${why}; not declared` });
    return [];
  });
  return { nodes: declared.map((one) => policyNode(one, slices)), declared, oddities };
}

function whyUndeclared(policy: AppPolicy, names: NamesInUse): string | null {
  if (policy.rules === null) return "its rules were not read";
  if (policy.status !== "ACTIVE") return `it is ${policy.status}`;
  return policy.unmodelled.length > 0
    ? `it has what a baseline cannot say (${policy.unmodelled.join(", ")})`
    : names.whyNot(policy.name);
}

/** Okta's own applications are where Okta puts them, and hidden from most administrators. */
function appsUnder(
  { id, name: policy }: AppPolicy,
  { appMappings = [] }: OrgSlices,
  labels: NamesInUse,
  oddities: Oddity[],
): readonly MappedApp[] {
  return appMappings
    .filter((app) => app.policyId === id && app.status === "ACTIVE" && !isOktasOwn(app))
    .toSorted((left, right) => (left.label < right.label ? -1 : 1))
    .filter((app) => {
      const why = labels.whyNot(app.label);
      if (why !== null) {
        const words = `${why}; not declared under "${policy}"`;
        oddities.push({ kind: "app", subject: app.label, id: app.id, words });
      }
      return why === null;
    });
}

function declarableRules(policy: AppPolicy, slices: OrgSlices, oddities: Oddity[]): readonly AppRule[] {
  const rules = policy.rules ?? [];
  const names = namesInUse(rules);
  return rules
    .toSorted((left, right) => Number(left.system) - Number(right.system) || left.priority - right.priority)
    .filter((rule) => {
      const why =
        whyRuleUndeclared(rule, slices) ?? names.whyNot(rule.name) ?? whyRuleRefused(policy, rule, slices);
      const subject = ruleRef(policy.name, rule.name).name;
      if (why !== null) oddities.push({ kind: "rule", subject, id: rule.id, words: `${why}; not declared` });
      return why === null;
    });
}

function whyRuleRefused(policy: AppPolicy, rule: AppRule, slices: OrgSlices): string | null {
  const alone = policyNode({ policy, rules: [rule], apps: [] }, slices);
  const { groupIds, exceptGroupIds } = rule.people;
  const groups = groupNamesOf([...groupIds, ...exceptGroupIds], slices) ?? [];
  return whyRefused(mapOf({ appPolicies: [alone] }), "identity", groups);
}

function whyRuleUndeclared(rule: AppRule, slices: OrgSlices): string | null {
  if (rule.status !== "ACTIVE") return `it is ${rule.status}`;
  if (rule.unmodelled.length > 0) return `it has what a baseline cannot say (${rule.unmodelled.join(", ")})`;
  if (rule.system !== sameName(rule.name, catchAllRuleName))
    return "its name is that of another rule of Okta's";
  const why = whyConditionsUndeclared(rule, slices);
  if (why !== null || rule.access === "DENY") return why;
  const asked = writtenVerification(rule);
  return asked.kind === "said" ? null : asked.why;
}

function whyConditionsUndeclared(rule: AppRule, slices: OrgSlices): string | null {
  if ((rule.device?.assuranceIds ?? []).length > 0) return "it asks for an assured device";
  if (rule.device?.managed === true && !rule.device.registered) {
    return "it asks for a managed device that is not registered";
  }
  const known: readonly string[] = platformNames;
  const strange = platformsNamed(rule.platforms).filter((name) => !known.includes(name));
  if (strange.length > 0) return `it is for platforms without a name (${strange.join(", ")})`;
  if (writtenNetwork(rule.network, slices) === null) return "it names a zone that cannot be named";
  const { groupIds, exceptGroupIds } = rule.people;
  return groupNamesOf([...groupIds, ...exceptGroupIds], slices) === null
    ? "it names a group that cannot be named"
    : null;
}

function policyNode({ policy, rules, apps }: DeclaredAppPolicy, slices: OrgSlices): YAMLMap {
  return mapOf({
    name: noted(policy.name, policy.id),
    description: policy.description ? policy.description : undefined,
    apps: apps.length === 0 ? undefined : apps.map(({ label, id }) => noted(label, id)),
    rules: rules.length === 0 ? undefined : rules.map((rule) => ruleNode(rule, slices)),
  });
}

function ruleNode(rule: AppRule, slices: OrgSlices): YAMLMap {
  const asked = rule.access === "DENY" ? null : writtenVerification(rule);
  return mapOf({
    name: noted(rule.name, rule.id),
    ...(rule.system ? {} : conditionsOf(rule, slices)),
    access: rule.access === "DENY" ? "DENY" : undefined,
    ...(asked?.kind === "said" ? asked.fields : {}),
  });
}

function conditionsOf(rule: AppRule, slices: OrgSlices): Readonly<Record<string, Written>> {
  const people = peopleFields(rule.people, slices);
  const network = writtenNetwork(rule.network, slices);
  return {
    people: Object.values(people).every((list) => list === undefined) ? undefined : mapOf(people),
    network: rule.network.kind === "anywhere" || network === null ? undefined : network,
    device: deviceOf(rule.device),
    platforms: unlessEmpty(platformsNamed(rule.platforms)),
    risk: rule.risk === "ANY" ? undefined : rule.risk,
    expression: rule.expression ?? undefined,
  };
}

const peopleFields = (people: LivePeople, slices: OrgSlices) => ({
  groups: unlessEmpty(groupNamesOf(people.groupIds, slices) ?? []),
  exceptGroups: unlessEmpty(groupNamesOf(people.exceptGroupIds, slices) ?? []),
  users: unlessEmpty(loginsOf(people.userIds, slices)),
  exceptUsers: unlessEmpty(loginsOf(people.exceptUserIds, slices)),
  userTypes: userTypesOf(people.userTypeIds, slices),
  exceptUserTypes: userTypesOf(people.exceptUserTypeIds, slices),
});

function deviceOf(device: LiveDevice | null): string | undefined {
  if (device === null) return undefined;
  return device.managed ? "MANAGED" : device.registered ? "REGISTERED" : undefined;
}
