import { parseFactorName } from "../src/model/authenticators.ts";
import type { BaselinePolicy } from "../src/model/baseline.ts";
import { providerLists } from "../src/model/provider-keys.ts";
import type { Engine, EnrollSetting } from "../src/model/words.ts";
import { type AuthenticatorArgument, type AuthenticatorSetting, providerKeys } from "./provider-keys.ts";

/** Settings of authenticators in both kinds of policy, ordinary and default. */
export type PolicySettings = {
  readonly [Argument in AuthenticatorArgument]?: AuthenticatorSetting;
} & {
  /** Without it the provider writes factors, and turns an Identity Engine policy into a Classic one. */
  readonly isOie: boolean;
  readonly customApps?: ListedSetting[];
  readonly externalIdps?: ListedSetting[];
};

type ListedSetting = { readonly enroll: EnrollSetting; readonly id: string };

/**
 * A policy's settings as the provider takes them. Unless `unlisted` is ignored, every key that the provider knows on
 * the engine is written: it does not see what is not (pulumi-okta 2.1.1), so that a line removed from the baseline
 * would go on being allowed.
 */
export function policySettings(policy: BaselinePolicy, engine: Engine): PolicySettings {
  const settings: { [Argument in AuthenticatorArgument]?: AuthenticatorSetting } = {};
  for (const [key, argument] of providerKeys[engine]) {
    const enroll = policy.authenticators[key] ?? (policy.unlisted === "ignore" ? undefined : policy.unlisted);
    if (enroll !== undefined) settings[argument] = { enroll, ...constraintsOf(policy, key) };
  }
  return { isOie: engine === "identity", ...settings, ...listedSettings(policy) };
}

/** The provider sends no list of models where it is given none, and Okta then allows any (not verified against a live org). */
function constraintsOf({ terms }: BaselinePolicy, key: string): Pick<AuthenticatorSetting, "constraints"> {
  const groups = Object.hasOwn(terms, key) ? (terms[key]?.allowedGroups ?? []) : [];
  return groups.length === 0 ? {} : { constraints: [...new Set(groups)].sort().join(",") };
}

function listedSettings({
  authenticators,
}: BaselinePolicy): Pick<PolicySettings, "customApps" | "externalIdps"> {
  const lists: { customApps?: ListedSetting[]; externalIdps?: ListedSetting[] } = {};
  for (const [ref, enroll] of Object.entries(authenticators)) {
    const { key, id } = parseFactorName(ref);
    if (id === null || !isListed(key)) continue;
    const list = providerLists[key];
    lists[list] = [...(lists[list] ?? []), { enroll, id }];
  }
  return lists;
}

const isListed = (key: string): key is keyof typeof providerLists => Object.hasOwn(providerLists, key);
