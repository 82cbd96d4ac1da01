import type { AppPolicy, MappedApp } from "../../model/live-sign-on.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { OrgSlices, Person, Slice } from "../../model/snapshot.ts";
import { ScopeMissing } from "../access/scope-missing.ts";
import { scopesFor } from "../access/scopes.ts";
import { mayHideApps } from "./may-hide-apps.ts";
import {
  readAppPolicies,
  readHiddenApps,
  readIdps,
  readMappedApps,
  readPasswordPolicies,
  readSessionPolicies,
} from "./read-sign-on-parts.ts";
import { readUserTypes } from "./read-user-types.ts";
import type { Reading } from "./reading.ts";

type SignOnSlices = Pick<
  OrgSlices,
  "sessionPolicies" | "appPolicies" | "appMappings" | "passwordPolicies" | "idps" | "userTypes"
>;
type Maybe<Slices> = { readonly [Name in keyof Slices]: Slices[Name] | undefined };

/** Reads what decides about signing in, as far as the plan wants it. */
export async function readSignOn(
  reading: Reading,
  plan: ReadPlan,
  onPhase: (phase: string) => void,
): Promise<Maybe<SignOnSlices>> {
  const when = <Result>(slice: Slice, read: () => Promise<Result>): Promise<Result> | undefined =>
    plan.slices.has(slice) ? read() : undefined;
  const those: readonly Slice[] = ["session-policies", "app-policies", "app-mappings", "password-policies"];
  if (those.some((slice) => plan.slices.has(slice))) onPhase("sign-on policies");
  const sessionPolicies = await when("session-policies", () => readSessionPolicies(reading));
  const appMappings = await when("app-mappings", () => readMappedApps(reading));
  const policies = await when("app-policies", () => readAppPolicies(reading));
  const appPolicies = appMappings === undefined ? policies : await withHidden(reading, policies, appMappings);
  return {
    sessionPolicies,
    appMappings,
    appPolicies,
    passwordPolicies: await when("password-policies", () => readPasswordPolicies(reading)),
    idps: await when("idps", () => readIdps(reading)),
    userTypes: await readUserTypes(reading, plan, appPolicies),
  };
}

/**
 * Identity providers, only where somebody signs in at one: their scope is asked for no sooner, since an org without such
 * people need not grant it.
 */
export async function readIdpsIfNeeded(
  reading: Reading,
  plan: ReadPlan,
  people: readonly Person[],
): Promise<OrgSlices["idps"]> {
  if (plan.slices.has("idps") || plan.needsIdps?.(people) !== true) return undefined;
  const { connection, engine, gaps } = reading;
  const scopes = scopesFor(["idps"], engine);
  connection.needScopes(scopes);
  try {
    return await readIdps(reading);
  } catch (error) {
    if (!(error instanceof ScopeMissing)) throw error;
    connection.doWithout(scopes);
    gaps.whole("idps", error.gapReason);
    return undefined;
  }
}

/** Asks the policies that may hide applications what they are mapped to: one call each. */
async function withHidden(
  reading: Reading,
  policies: readonly AppPolicy[] | undefined,
  shown: readonly MappedApp[],
): Promise<readonly AppPolicy[] | undefined> {
  if (policies === undefined) return undefined;
  const asked = new Set(mayHideApps(policies, shown));
  return Promise.all(
    policies.map(async (policy) =>
      asked.has(policy) ? { ...policy, hiddenAppIds: await readHiddenApps(reading, policy) } : policy,
    ),
  );
}

const attribute = /\buser\.profile\.([A-Za-z_][A-Za-z0-9_]*)/gu;

/** Profile attributes that rules' expressions use; null where nothing of sign-on is judged. */
export function attributesAsked(
  { slices }: ReadPlan,
  policies: readonly AppPolicy[] | undefined,
): readonly string[] | null {
  if (!slices.has("session-policies") && !slices.has("app-policies") && !slices.has("password-policies")) {
    return null;
  }
  const expressions = (policies ?? []).flatMap(({ rules }) =>
    (rules ?? []).flatMap(({ expression }) => expression ?? []),
  );
  const found = expressions.flatMap((text) => [...text.matchAll(attribute)].map(([, name]) => name ?? ""));
  return [...new Set(found)].sort();
}
