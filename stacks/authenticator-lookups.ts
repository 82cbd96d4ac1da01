import { parseFactorName, repeatingKeys } from "../src/model/authenticators.ts";
import type { Baseline } from "../src/model/baseline.ts";
import { PlumblineError } from "../src/model/errors.ts";
import type { Engine } from "../src/model/words.ts";
import type { ProviderLookups } from "./provider-lookups.ts";

/**
 * Identity Engine keys that only the Admin Console can set up, since they need secrets, servers or another app. The
 * provider can switch one that is there, and would fail half-way at one that is not.
 */
const setUpByHand: ReadonlySet<string> = new Set([
  "duo",
  "onprem_mfa",
  "rsa_token",
  "smart_card_idp",
  "symantec_vip",
  "tac",
  "yubikey_token",
]);

/** The provider finds an authenticator by its key: it could switch the wrong one of several. */
const isRepeating = (ref: string): boolean => repeatingKeys.has(parseFactorName(ref).key);

/**
 * Whether the provider can set the org-wide status of an authenticator that the baseline declares.
 *
 * @param found - what was looked up, by `key` or `key/id`
 */
export function canSwitch(ref: string, engine: Engine, found: ReadonlyMap<string, string>): boolean {
  // Classic's password is no org factor: there is nothing to switch.
  if (engine === "classic") return ref !== "okta_password";
  return !isRepeating(ref) && (!setUpByHand.has(ref) || found.has(ref));
}

/** Those that must be there already: what the provider cannot add, and what a policy offers but no line declares. */
export function authenticatorsToLookUp({
  org,
  authenticators,
  enrollmentPolicies,
}: Baseline): readonly string[] {
  if (org.engine === "classic") return [];
  const declared = Object.keys(authenticators).filter((ref) => isRepeating(ref) || setUpByHand.has(ref));
  const offered = enrollmentPolicies.flatMap((policy) =>
    Object.entries(policy.authenticators).flatMap(([ref, setting]) =>
      setting === "NOT_ALLOWED" || ref === "okta_password" ? [] : [ref],
    ),
  );
  return [...declared, ...offered.filter((ref) => !Object.hasOwn(authenticators, ref))];
}

/**
 * The id of one of them; null when it is not in the org and should be off, which comes to the same.
 *
 * @throws PlumblineError NOT_ENFORCEABLE when it is missing, or has another status that the provider cannot change
 */
export async function authenticatorId(
  ref: string,
  { authenticators }: Baseline,
  ask: Pick<ProviderLookups, "authenticator">,
): Promise<string | null> {
  const { key, id } = parseFactorName(ref);
  const found = await ask.authenticator(id === null ? { key } : { id });
  const live = found?.key === key ? found : null;
  const declared = authenticators[ref];
  const wanted = declared ?? "ACTIVE";
  const switchable = declared !== undefined && !isRepeating(ref);
  if (live !== null && (switchable || live.status === wanted)) return live.id;
  if (live === null && wanted === "INACTIVE") return null;
  const is = live === null ? "is not in the org" : `is ${live.status}`;
  throw new PlumblineError("NOT_ENFORCEABLE", `the authenticator ${ref} ${is}; it should be ${wanted}`, {
    remedy:
      declared === undefined
        ? `declare ${ref}: ACTIVE under authenticators, or make it NOT_ALLOWED in the enrollment policies`
        : "set it up under Security > Authenticators in the Admin Console: the provider cannot",
  });
}
