import type { z } from "zod";
import type { AppId } from "../../model/ids.ts";
import type {
  AppPolicy,
  IdentityProvider,
  MappedApp,
  PasswordPolicy,
  SessionPolicy,
} from "../../model/live-sign-on.ts";
import type { Slice } from "../../model/snapshot.ts";
import {
  toAppPolicy,
  toAppRule,
  toMappedApp,
  toMappedAppId,
  wireAppPolicy,
  wireAppRule,
  wireMappedApp,
  wireMapping,
} from "../wire/sign-on/app-policies.ts";
import { toIdp, wireIdp } from "../wire/sign-on/idps.ts";
import {
  toPasswordPolicy,
  toPasswordRule,
  wirePasswordPolicy,
  wirePasswordRule,
} from "../wire/sign-on/password-policies.ts";
import {
  toSessionPolicy,
  toSessionRule,
  wirePolicyHead,
  wireSessionRule,
} from "../wire/sign-on/session-policies.ts";
import { type Reading, readPart, readSlice } from "./reading.ts";
import { defaultWorkers, workThrough } from "./work-pool.ts";

interface Ranked {
  readonly id: string;
  readonly priority: number;
}

/** How policies of one type, and their rules, are read: a call for the list and one a policy. */
interface Kind<
  Policy extends Ranked,
  Rule extends Ranked,
  WirePolicy extends z.ZodType,
  WireRule extends z.ZodType,
> {
  readonly slice: Slice;
  readonly type: string;
  readonly policySchema: WirePolicy;
  readonly toPolicy: (policy: z.output<WirePolicy>) => Policy;
  readonly ruleSchema: WireRule;
  readonly toRule: (rule: z.output<WireRule>) => Rule;
}

const byPriority = (left: Ranked, right: Ranked): number => left.priority - right.priority;

const isOfType = (policy: { readonly type?: string | null | undefined }, type: string): boolean =>
  (policy.type ?? type) === type;

/** A policy of which a rule could not be read has none: that rule may be the one that decides. */
async function readKind<
  Policy extends Ranked & { readonly rules: readonly Rule[] | null },
  Rule extends Ranked,
  WirePolicy extends z.ZodType<{ readonly type?: string | null | undefined }>,
  WireRule extends z.ZodType,
>(reading: Reading, kind: Kind<Policy, Rule, WirePolicy, WireRule>): Promise<Policy[] | null> {
  const { slice, type } = kind;
  const list = {
    what: "policy",
    schema: kind.policySchema.refine((policy) => isOfType(policy, type), `not a policy of type ${type}`),
    read: { endpoint: "/api/v1/policies", query: { type } },
  };
  const policies = await readSlice(reading, slice, list, kind.toPolicy);
  if (policies === null) return null;
  policies.sort(byPriority);
  const rulesOf = new Map<string, readonly Rule[] | null>();
  await workThrough(policies, defaultWorkers, async ({ id }) => {
    const read = { endpoint: "/api/v1/policies/{id}/rules", ids: [id] };
    const rules = { what: "rule", schema: kind.ruleSchema, read };
    const found = await readPart(reading, slice, id, rules, kind.toRule);
    rulesOf.set(id, found?.sort(byPriority) ?? null);
  });
  return policies.map((policy) => ({ ...policy, rules: rulesOf.get(policy.id) ?? null }));
}

/** Global session policies with their rules. */
export async function readSessionPolicies(reading: Reading): Promise<readonly SessionPolicy[] | undefined> {
  const found = await readKind(reading, {
    slice: "session-policies",
    type: "OKTA_SIGN_ON",
    policySchema: wirePolicyHead,
    toPolicy: toSessionPolicy,
    ruleSchema: wireSessionRule,
    toRule: toSessionRule,
  });
  return found ?? undefined;
}

/** Password policies with their rules. */
export async function readPasswordPolicies(reading: Reading): Promise<readonly PasswordPolicy[] | undefined> {
  const found = await readKind(reading, {
    slice: "password-policies",
    type: "PASSWORD",
    policySchema: wirePasswordPolicy,
    toPolicy: toPasswordPolicy,
    ruleSchema: wirePasswordRule,
    toRule: toPasswordRule,
  });
  return found ?? undefined;
}

/** App sign-in policies and the account management policy, with their rules. */
export async function readAppPolicies(reading: Reading): Promise<readonly AppPolicy[] | undefined> {
  // The Classic Engine has none that its API shows (sign-on 1.1).
  if (reading.engine === "classic") {
    reading.gaps.whole("app-policies", "the Classic Engine shows no app sign-in policies");
    return undefined;
  }
  const found = await readKind(reading, {
    slice: "app-policies",
    type: "ACCESS_POLICY",
    policySchema: wireAppPolicy,
    toPolicy: toAppPolicy,
    ruleSchema: wireAppRule,
    toRule: toAppRule,
  });
  return found ?? undefined;
}

/** Every application that is shown, with its policy: by pages, no call an application. */
export async function readMappedApps(reading: Reading): Promise<readonly MappedApp[] | undefined> {
  const read = { endpoint: "/api/v1/apps", query: { limit: "200" } };
  const list = { what: "app", schema: wireMappedApp, read };
  return (await readSlice(reading, "app-mappings", list, toMappedApp)) ?? undefined;
}

/** The applications under a policy whose own application the list of applications does not show. */
export async function readHiddenApps(reading: Reading, policy: AppPolicy): Promise<readonly AppId[] | null> {
  const read = { endpoint: "/api/v1/policies/{id}/mappings", ids: [policy.id] };
  const list = { what: "mapping", schema: wireMapping, read };
  return readPart(reading, "app-mappings", policy.id, list, toMappedAppId);
}

/** Identity providers that people may sign in with. */
export async function readIdps(reading: Reading): Promise<readonly IdentityProvider[] | undefined> {
  const read = { endpoint: "/api/v1/idps", query: { limit: "200" } };
  return (
    (await readSlice(reading, "idps", { what: "identity provider", schema: wireIdp, read }, toIdp)) ??
    undefined
  );
}
