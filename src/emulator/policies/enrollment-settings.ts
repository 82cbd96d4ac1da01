import { flexibleOktaVerifyKeys, repeatingKeys } from "../../model/authenticators.ts";
import { factorKinds } from "../state/factor-kinds.ts";
import type { OrgStore } from "../state/org-store.ts";
import type { EmulatedAuthenticator, EmulatedPolicy } from "../state/state.ts";
import { invalid } from "../wire/api-failure.ts";
import {
  asList,
  asObject,
  fieldAt,
  isJsonObject,
  type Json,
  type JsonObject,
  stringAt,
} from "../wire/json.ts";

/** Whether a policy's settings are by authenticator; an Identity Engine org can also hold one by factor (okta-api 4.2). */
export function hasAuthenticatorShape(settings: JsonObject | null): boolean {
  return settings?.["type"] === "AUTHENTICATORS" || Array.isArray(settings?.["authenticators"]);
}

/** Org authenticators in the order in which Okta lists them, which is by name. */
export function authenticatorsByName(org: OrgStore): readonly EmulatedAuthenticator[] {
  return [...org.authenticators.all()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/**
 * The settings as a GET shows them: an entry for each authenticator (or factor) that is ACTIVE in the org and
 * for no other, in the server's order; what nobody set is NOT_ALLOWED (okta-api 4.2).
 */
export function shownEnrollmentSettings(policy: EmulatedPolicy, org: OrgStore): JsonObject {
  const { type: _type, ...settings } = policy.settings ?? {};
  return hasAuthenticatorShape(policy.settings)
    ? { ...settings, type: "AUTHENTICATORS", authenticators: shownAuthenticators(settings, org) }
    : { ...settings, ...shownFactors(settings, org) };
}

function shownAuthenticators(settings: JsonObject, org: OrgStore): readonly Json[] {
  const entries = asList(settings["authenticators"]).filter(isJsonObject);
  const split = entries.filter(({ key }) => typeof key === "string" && key in flexibleOktaVerifyKeys);
  const seen = new Set<string>();
  return authenticatorsByName(org).flatMap((authenticator) => {
    const identity = entryIdentity(authenticator);
    const name = `${identity.key}/${identity.id ?? ""}`;
    if (authenticator.status !== "ACTIVE" || seen.has(name)) return [];
    seen.add(name);
    if (identity.key === "okta_verify" && split.length > 0) return split;
    const entry = entries.find(
      ({ key, id }) => key === identity.key && (identity.id === undefined || id === identity.id),
    );
    return [shownEntry(identity, entry)];
  });
}

function entryIdentity(authenticator: EmulatedAuthenticator): { readonly key: string; readonly id?: string } {
  const { key, id } = authenticator;
  return repeatingKeys.has(key) ? { key, id } : { key };
}

function shownEntry(identity: { readonly key: string; readonly id?: string }, entry: JsonObject | undefined) {
  const { key: _key, id: _id, enroll, ...rest } = entry ?? {};
  const self = stringAt(enroll, "self") ?? "NOT_ALLOWED";
  const constraints = identity.key === "webauthn" ? { constraints: { aaguidGroups: ["ANY"] } } : {};
  return { ...identity, enroll: { ...asObject(enroll), self }, ...constraints, ...rest };
}

/** Classic sends no `type`; an Identity Engine org says FACTORS (pulumi-okta 2.2). */
function shownFactors(settings: JsonObject, org: OrgStore): JsonObject {
  const written = asObject(settings["factors"]);
  const factors = activeFactorKeys(org).map((key) => {
    const factor = asObject(written[key]);
    const self = stringAt(factor, "enroll", "self") ?? "NOT_ALLOWED";
    return [key, { enroll: { self }, consent: { type: "NONE", ...asObject(factor["consent"]) } }] as const;
  });
  return {
    ...(org.initial.engine === "identity" ? { type: "FACTORS" } : {}),
    factors: Object.fromEntries(factors),
  };
}

/** Factor keys that are on org-wide: Classic's switches, or what the authenticators come down to. */
function activeFactorKeys(org: OrgStore): readonly string[] {
  if (org.initial.engine === "classic") {
    const active = org.orgFactors.all().filter((factor) => factor.status === "ACTIVE");
    return active.map((factor) => factor.id);
  }
  const keys = new Set(
    org.authenticators.all().flatMap(({ key, status }) => (status === "ACTIVE" ? [key] : [])),
  );
  const kinds = factorKinds.filter((kind) => keys.has(kind.authenticator?.key ?? ""));
  return ["okta_password", ...kinds.flatMap((kind) => kind.policyKey ?? [])];
}

/**
 * The settings to keep after a write. By authenticator, and on a create by factor, what is left out becomes
 * NOT_ALLOWED; an update by factor leaves it as it was, and a Classic create leaves the password OPTIONAL
 * (pulumi-okta 2.2, point 12).
 * @throws ApiFailure E0000001 when neither password nor e-mail is required, or not the default's password
 */
export function writtenEnrollmentSettings(
  body: JsonObject,
  before: EmulatedPolicy | null,
  org: OrgStore,
): JsonObject {
  const { type: _type, authenticators, factors, ...others } = asObject(body["settings"]);
  const isIdentity = org.initial.engine === "identity";
  if (isIdentity && (authenticators !== undefined || !isJsonObject(factors))) {
    const entries = asList(authenticators);
    requireKnowledge(entries, before?.system ?? false);
    return { ...others, type: "AUTHENTICATORS", authenticators: entries };
  }
  const keepsRest = before !== null && !hasAuthenticatorShape(before.settings);
  const rest = keepsRest
    ? asObject(before.settings?.["factors"])
    : isIdentity
      ? {}
      : { okta_password: { enroll: { self: "OPTIONAL" }, consent: { type: "NONE" } } };
  return {
    ...others,
    ...(isIdentity ? { type: "FACTORS" } : {}),
    factors: { ...rest, ...asObject(factors) },
  };
}

/** The texts are those of issues terraform-provider-okta#1176, #1314 and #1416; real orgs can have the check off. */
function requireKnowledge(authenticators: readonly Json[], isDefault: boolean): void {
  const required = (key: string) =>
    authenticators.some(
      (entry) => fieldAt(entry, "key") === key && fieldAt(entry, "enroll", "self") === "REQUIRED",
    );
  if (isDefault && !required("okta_password")) {
    throw invalid(
      "mediationPolicy",
      "Password authenticator for default mfa enrollment policy must be required.",
    );
  }
  if (!required("okta_password") && !required("okta_email")) {
    throw invalid(
      "mediationPolicy",
      "At least one of Password or Email authenticator must be set to required.",
    );
  }
}

/** Whether a policy lets people enroll an authenticator or factor, by key (and id, where the key repeats). */
export function isEnrollable(policy: EmulatedPolicy, org: OrgStore, key: string, id: string | null): boolean {
  return ["OPTIONAL", "REQUIRED"].includes(enrollSetting(policy, org, key, id));
}

function enrollSetting(policy: EmulatedPolicy, org: OrgStore, key: string, id: string | null): string {
  const shown = shownEnrollmentSettings(policy, org);
  if (!hasAuthenticatorShape(shown)) {
    return stringAt(shown, "factors", key, "enroll", "self") ?? "NOT_ALLOWED";
  }
  const entry = asList(shown["authenticators"]).find(
    (candidate) =>
      fieldAt(candidate, "key") === key &&
      (id === null || !repeatingKeys.has(key) || fieldAt(candidate, "id") === id),
  );
  return stringAt(entry, "enroll", "self") ?? "NOT_ALLOWED";
}
