import {
  type Assurance,
  classicFactors,
  flexibleOktaVerifyKeys,
  identityAuthenticators,
  parseFactorName,
} from "./authenticators.ts";
import type { EnrollAction, EnrollSetting } from "./words.ts";

/** Effect of a change of setting on security; `unclear` where the authenticator is not known. */
export type Strictness = "same" | "stricter" | "weaker" | "unclear";

/** Whether to enroll an authenticator adds protection, or one more way in for whoever has the password. */
export type Worth = "protects" | "weakens" | "neither";

const weakens: ReadonlySet<Assurance> = new Set(["weak", "knowledge"]);

/**
 * The worth of an authenticator or factor by the weakest of its methods, named as `key`, `key:method` or `key/id`;
 * null when the key is not known.
 *
 * The password is neither: it comes before the second factor, and an org without passwords is not weaker for it.
 */
export function worthOf(ref: string): Worth | null {
  const { key } = parseFactorName(ref);
  if (key === "okta_password") return "neither";
  const assurances = assurancesOf(key);
  if (assurances.length === 0) return null;
  return assurances.some((assurance) => weakens.has(assurance)) ? "weakens" : "protects";
}

/** Assurances of the methods that an authenticator or factor may be used by; none when the key is not known. */
export function assurancesOf(key: string): readonly Assurance[] {
  const flexible = identityAuthenticators["okta_verify"]?.methods[flexibleOktaVerifyKeys[key] ?? ""];
  if (flexible !== undefined) return [flexible.assurance];
  const factor = classicFactors[key];
  const methods = Object.values(identityAuthenticators[key]?.methods ?? {}).map(({ assurance }) => assurance);
  return factor === undefined ? methods : [factor, ...methods];
}

const amounts: Readonly<Record<EnrollSetting, number>> = { NOT_ALLOWED: 0, OPTIONAL: 1, REQUIRED: 2 };

/**
 * Compares what two policies say of one authenticator. What protects is stricter the more it is asked for
 * (REQUIRED, OPTIONAL, NOT_ALLOWED); what weakens (SMS, voice, e-mail, a security question; NIST SP 800-63B 5.2.10)
 * is stricter the less.
 *
 * @returns what `to` is, seen from `from`
 */
export function compareSettings(ref: string, from: EnrollSetting, to: EnrollSetting): Strictness {
  if (from === to) return "same";
  const worth = worthOf(ref);
  if (worth === null) return "unclear";
  if (worth === "neither") return "same";
  return worth === "protects" ? byRank(amounts[from], amounts[to]) : byRank(amounts[to], amounts[from]);
}

/**
 * CHALLENGE and LOGIN make people enroll. NEVER still lets them while they recover an account;
 * NEVER_INCLUDING_RECOVERY ("Denied" in the Admin Console) does not, so that even less comes to be enrolled.
 */
const actionRanks: Readonly<Record<EnrollAction, number>> = {
  NEVER_INCLUDING_RECOVERY: 0,
  NEVER: 1,
  LOGIN: 2,
  CHALLENGE: 2,
};

/**
 * Compares what two enrollment rules do.
 *
 * @returns what `to` is, seen from `from`
 */
export function compareActions(from: EnrollAction, to: EnrollAction): Strictness {
  return byRank(actionRanks[from], actionRanks[to]);
}

function byRank(from: number, to: number): Strictness {
  if (from === to) return "same";
  return to > from ? "stricter" : "weaker";
}
