import type {
  BaselineAppPolicy,
  BaselineAppRule,
  BaselineConstraint,
  BaselineSessionPolicy,
  BaselineSessionRule,
  BaselineSignOn,
  BaselineVerification,
} from "../src/model/baseline-sign-on.ts";
import { catchAllRuleName, defaultRuleName } from "../src/model/sign-on-words.ts";
import { defaultPolicyName, type Engine, sameName } from "../src/model/words.ts";
import { parseDuration } from "./schema/duration.ts";
import type { BaselineFile } from "./schema.ts";
import { toNetwork } from "./to-network.ts";

type Written = BaselineFile["signOn"];
type WrittenSessionPolicy = Written["sessionPolicies"][number];
type WrittenSessionRule = WrittenSessionPolicy["rules"][number];
type WrittenAppPolicy = Written["appPolicies"][number];
type WrittenAppRule = WrittenAppPolicy["rules"][number];

/** The section `signOn` as the model has it. */
export const toSignOn = (written: Written, engine: Engine): BaselineSignOn => ({
  sessionPolicies: written.sessionPolicies.map((policy) => toSessionPolicy(policy, engine)),
  appPolicies: written.appPolicies.map(toAppPolicy),
});

function toSessionPolicy(policy: WrittenSessionPolicy, engine: Engine): BaselineSessionPolicy {
  const isDefault = sameName(policy.name, defaultPolicyName);
  return {
    ...policy,
    isDefault,
    description: policy.description ?? null,
    rules: policy.rules.map((rule) => ({
      ...toSessionRule(rule, engine),
      isSystem: isDefault && sameName(rule.name, defaultRuleName),
    })),
  };
}

const millisecondsAMinute = 60_000;

const minutes = (duration: string | 0): number =>
  (parseDuration(String(duration)) ?? 0) / millisecondsAMinute;

/** Okta's console offers a quarter of an hour where a second factor is remembered. */
const rememberedFor = "15m";

function toSessionRule(rule: WrittenSessionRule, engine: Engine): Omit<BaselineSessionRule, "isSystem"> {
  const { name, exceptUsers, access, secondFactor, session } = rule;
  const isRemembered = secondFactor === "SESSION" || secondFactor === "DEVICE";
  return {
    name,
    network: toNetwork(rule.network),
    exceptUsers,
    access,
    primaryFactor: engine === "classic" ? null : (rule.primaryFactor ?? "PASSWORD_IDP_ANY_FACTOR"),
    secondFactor,
    secondFactorLifetimeMinutes: isRemembered ? minutes(rule.secondFactorLifetime ?? rememberedFor) : null,
    session: {
      idleMinutes: minutes(session.idle),
      lifetimeMinutes: session.lifetime === "none" ? null : minutes(session.lifetime),
      persistentCookie: session.persistentCookie,
    },
  };
}

const toAppPolicy = (policy: WrittenAppPolicy): BaselineAppPolicy => ({
  name: policy.name,
  description: policy.description ?? null,
  apps: policy.apps ?? null,
  rules: policy.rules.map(toAppRule),
});

const toAppRule = (rule: WrittenAppRule): BaselineAppRule => ({
  name: rule.name,
  isCatchAll: sameName(rule.name, catchAllRuleName),
  people: rule.people,
  network: toNetwork(rule.network),
  device: rule.device,
  platforms: rule.platforms,
  risk: rule.risk,
  expression: rule.expression,
  access: rule.access,
  verification: toVerification(rule),
  reauthenticateSeconds: toSeconds(rule.reauthenticateEvery),
});

function toSeconds(every: WrittenAppRule["reauthenticateEvery"]): number | null {
  if (every === "SESSION") return null;
  return every === "ALWAYS" ? 0 : (parseDuration(String(every)) ?? 0) / 1000;
}

function toVerification({ factors, constraints, chains }: WrittenAppRule): BaselineVerification {
  if (chains.length > 0) {
    const inLists = chains.map((chain) => chain.map((step) => (typeof step === "string" ? [step] : step)));
    return { kind: "chains", chains: inLists };
  }
  return { kind: "assurance", factors: factors ?? 2, constraints: constraints.map(toConstraint) };
}

const toConstraint = (constraint: WrittenAppRule["constraints"][number]): BaselineConstraint => ({
  possession: constraint.possession ?? null,
  knowledge: constraint.knowledge ?? null,
});
