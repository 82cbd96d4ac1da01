import type { Engine } from "../../model/words.ts";
import { firstPartyApps } from "../apps/first-party-apps.ts";
import type { BuiltInPolicy } from "../policies/built-in-policy.ts";
import { builtInPolicies } from "../policies/default-policies.ts";
import { policyIdPrefixes } from "../policies/policy-ids.ts";
import type { IdSource } from "../state/id-source.ts";
import type { EmulatedAuthenticator, EmulatedPolicy, EmulatedPolicyRule, OrgFactor } from "../state/state.ts";
import type { JsonObject } from "../wire/json.ts";
import { resolveActions, resolveConditions, type StateNames } from "./state-names.ts";
import type { WrittenState } from "./state-schema.ts";
import { madeLongAgo } from "./written-times.ts";

type WrittenPolicy = NonNullable<WrittenState["policies"]>[number];
type WrittenRule = NonNullable<WrittenPolicy["rules"]>[number];

interface PolicyFilling {
  readonly engine: Engine;
  readonly ids: IdSource;
  readonly names: StateNames;
  /** Id of the group Everyone. */
  readonly everyone: string;
  readonly authenticators: readonly EmulatedAuthenticator[];
  readonly orgFactors: readonly OrgFactor[];
  /** Names of Okta's own applications that the state writes itself. */
  readonly firstParty: ReadonlySet<string>;
}

/** The written policies, and those of the start that are not among them; priorities in the order written. */
export function fillPolicies(
  written: readonly WrittenPolicy[],
  filling: PolicyFilling,
): readonly EmulatedPolicy[] {
  const seen = new Map<string, number>();
  const own = builtInPolicies[filling.engine].filter((policy) => isMissing(policy, written, filling));
  return [...written, ...own.map((policy) => writtenBuiltIn(policy, filling))].map((policy) => {
    const place = (seen.get(policy.type) ?? 0) + 1;
    seen.set(policy.type, place);
    return fillPolicy(policy, place, filling);
  });
}

/** Only one of a type is Okta's own; one for an application of Okta's is there unless the state says what that is under. */
function isMissing(
  policy: BuiltInPolicy,
  written: readonly WrittenPolicy[],
  { firstParty }: PolicyFilling,
): boolean {
  const sameType = written.filter(({ type }) => type === policy.type);
  if (sameType.some((one) => one.name === policy.name || (policy.system && isSystem(one)))) return false;
  if (policy.resourceType === "END_USER_ACCOUNT_MANAGEMENT") {
    return !sameType.some((one) => one.resourceType === policy.resourceType);
  }
  const app = firstPartyApps.find((one) => one.policy === policy.name);
  return app === undefined || !firstParty.has(app.name);
}

const isSystem = (policy: WrittenPolicy): boolean => policy.system ?? policy.name === "Default Policy";

function fillPolicy(policy: WrittenPolicy, place: number, filling: PolicyFilling): EmulatedPolicy {
  const prefixes = policyIdPrefixes(policy.type);
  const created = policy.created ?? madeLongAgo;
  const conditions = resolveConditions(policy.conditions ?? null, filling.names);
  return {
    id: policy.id ?? filling.ids.next(prefixes.policy),
    type: policy.type,
    name: policy.name,
    description: policy.description ?? null,
    status: policy.status ?? "ACTIVE",
    priority: policy.priority ?? (policy.type === "ACCESS_POLICY" ? 1 : place),
    system: isSystem(policy),
    resourceType: policy.resourceType ?? (policy.type === "ACCESS_POLICY" ? "APP" : null),
    created,
    lastUpdated: policy.lastUpdated ?? created,
    conditions,
    settings: policy.settings ?? null,
    rules: (policy.rules ?? []).map((rule, index) =>
      // Rules of the newer types are numbered from 0 (sign-on 1.3).
      fillRule(rule, prefixes.rule === "rul" ? index : index + 1, prefixes.rule, filling),
    ),
    mappings: (policy.mappings ?? []).map((mapping) => ({
      id: mapping.id ?? filling.ids.next("map"),
      appId: filling.names.app(mapping.appId),
    })),
  };
}

function fillRule(
  rule: WrittenRule,
  place: number,
  prefix: string,
  filling: PolicyFilling,
): EmulatedPolicyRule {
  return {
    id: rule.id ?? filling.ids.next(prefix),
    name: rule.name,
    status: rule.status ?? "ACTIVE",
    priority: rule.priority ?? place,
    system: rule.system ?? false,
    created: rule.created === undefined ? madeLongAgo : rule.created,
    lastUpdated: rule.lastUpdated === undefined ? madeLongAgo : rule.lastUpdated,
    conditions: resolveConditions(
      rule.conditions === undefined
        ? { people: { users: { exclude: [] } }, network: { connection: "ANYWHERE" } }
        : rule.conditions,
      filling.names,
    ),
    actions: resolveActions(rule.actions ?? { enroll: { self: "CHALLENGE" } }, filling.names),
  };
}

function writtenBuiltIn(policy: BuiltInPolicy, filling: PolicyFilling): WrittenPolicy {
  const { everyone, rules, ...rest } = policy;
  const groups = { people: { groups: { include: [filling.everyone] } } };
  return {
    ...rest,
    conditions: everyone ? { ...groups, ...rest.conditions } : rest.conditions,
    settings: rest.type === "MFA_ENROLL" ? enrollmentSettings(filling) : rest.settings,
    rules: [...rules],
  };
}

/** Settings of Okta's own enrollment policy until somebody changes them: a password, the rest optional. */
function enrollmentSettings({ engine, authenticators, orgFactors }: PolicyFilling): JsonObject {
  const enroll = (key: string) => ({ self: key === "okta_password" ? "REQUIRED" : "OPTIONAL" });
  if (engine === "classic") {
    const factors = orgFactors.map((factor) => [
      factor.id,
      { enroll: enroll(factor.id), consent: { type: "NONE" } },
    ]);
    return { factors: Object.fromEntries(factors) };
  }
  const keys = new Set(authenticators.filter(({ status }) => status === "ACTIVE").map(({ key }) => key));
  return {
    type: "AUTHENTICATORS",
    authenticators: [...keys].map((key) => ({ key, enroll: enroll(key) })),
  };
}
