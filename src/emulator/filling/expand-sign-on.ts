import { type Engine, everyoneGroupName } from "../../model/words.ts";
import type { BuiltInPolicy, BuiltInRule } from "../policies/built-in-policy.ts";
import { appCatchAll } from "../policies/default-app-policies.ts";
import { builtInPolicies, passwordSettings } from "../policies/default-policies.ts";
import { completedPasswordSettings } from "../policies/password-settings.ts";
import { completedActions, completedConditions, merged } from "../policies/rule-defaults.ts";
import type { Json, JsonObject } from "../wire/json.ts";
import type { ShortPolicy, ShortRule } from "./sign-on-schema.ts";
import type { WrittenState } from "./state-schema.ts";

type WrittenPolicy = NonNullable<WrittenState["policies"]>[number];
type WrittenRule = NonNullable<WrittenPolicy["rules"]>[number];

interface Kind {
  readonly type: string;
  readonly engine: Engine;
}

/** Policies that a state gives in short, as it would give them in full. */
export function expandSignOn(written: WrittenState): readonly WrittenPolicy[] {
  const engine = written.engine ?? "identity";
  const sections: readonly (readonly [string, readonly ShortPolicy[] | undefined])[] = [
    ["OKTA_SIGN_ON", written.sessionPolicies],
    ["PASSWORD", written.passwordPolicies],
    ["ACCESS_POLICY", written.appPolicies],
  ];
  return sections.flatMap(([type, policies]) =>
    (policies ?? []).map((policy) => expandPolicy(type, policy, engine)),
  );
}

function expandPolicy(type: string, policy: ShortPolicy, engine: Engine): WrittenPolicy {
  const known = builtInPolicies[engine].find((one) => one.type === type && one.name === policy.name);
  const isApp = type === "ACCESS_POLICY";
  const { id, name, status, groups = [everyoneGroupName], apps = [] } = policy;
  return {
    ...(id === undefined ? {} : { id }),
    type,
    name,
    description: policy.description ?? known?.description ?? null,
    ...(status === undefined ? {} : { status }),
    system: known?.system ?? false,
    resourceType: known?.resourceType ?? (isApp ? "APP" : null),
    conditions: isApp
      ? null
      : { people: { groups: { include: groups } }, ...(type === "PASSWORD" ? ofOktaAccounts : {}) },
    settings: type === "PASSWORD" ? writtenSettings(policy.settings, known) : null,
    rules: expandRules({ type, engine }, policy.rules ?? [], known),
    mappings: apps.map((label) => ({ appId: label })),
  };
}

const ofOktaAccounts: JsonObject = { authProvider: { provider: "OKTA" } };

function writtenSettings(settings: JsonObject | undefined, known: BuiltInPolicy | undefined): JsonObject {
  return completedPasswordSettings(merged(known?.settings ?? passwordSettings, settings ?? {}));
}

/** The written rules in their order, then the system rule that the policy is never without. */
function expandRules(of: Kind, rules: readonly ShortRule[], known: BuiltInPolicy | undefined): WrittenRule[] {
  const last =
    known?.rules.find(({ system }) => system) ?? (of.type === "ACCESS_POLICY" ? appCatchAll : null);
  const own = rules.filter(({ name }) => name !== last?.name);
  const written = rules.find(({ name }) => name === last?.name);
  return [
    ...own.map((rule) => expandRule(of, rule)),
    ...(last === null ? [] : [lastRule(of, last, written)]),
  ];
}

function expandRule({ type, engine }: Kind, rule: ShortRule): WrittenRule {
  const { id, name, status, priority } = rule;
  return {
    ...(id === undefined ? {} : { id }),
    name,
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { priority }),
    conditions: completedConditions(type, merged(namedConditions(rule), rule.conditions ?? {}), true),
    actions: completedActions(type, rule.actions ?? {}, engine),
  };
}

function namedConditions(rule: ShortRule): JsonObject {
  const { groups, exceptGroups, users, exceptUsers, zones, exceptZones } = rule;
  const lists = (include: readonly string[] | undefined, exclude: readonly string[] | undefined) => ({
    ...(include === undefined ? {} : { include }),
    ...(exclude === undefined ? {} : { exclude }),
  });
  const isZoned = zones !== undefined || exceptZones !== undefined;
  const network: Json = isZoned ? { connection: "ZONE", ...lists(zones, exceptZones) } : {};
  return {
    people: { users: lists(users, exceptUsers), groups: lists(groups, exceptGroups) },
    ...(isZoned ? { network } : {}),
  };
}

function lastRule({ type, engine }: Kind, last: BuiltInRule, written: ShortRule | undefined): WrittenRule {
  const { name, priority, system, conditions, actions } = last;
  return {
    ...(written?.id === undefined ? {} : { id: written.id }),
    name,
    ...(type === "ACCESS_POLICY" ? { priority } : {}),
    system,
    conditions,
    actions: written?.actions === undefined ? actions : completedActions(type, written.actions, engine),
  };
}
