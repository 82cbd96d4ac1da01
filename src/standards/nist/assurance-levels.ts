import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { kindsWith, type LevelOf } from "../../evaluator/sign-on/factor-sets.ts";
import type { FactorUse, UsedFactor } from "../../evaluator/sign-on/factor-use.ts";
import { readSignOn, type SignOn } from "../../evaluator/sign-on/sign-on.ts";
import type { AuthenticatorMethod, OrgAuthenticator } from "../../model/live-enrollment.ts";
import type { SignInLevel } from "../../model/sign-on-words.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { perOrg } from "../truth/per-org.ts";

/**
 * NIST's levels on the scale of sign-in: AAL1 is one factor; AAL2 with a factor that goes over the telephone network, which
 * is restricted, is two factors; AAL2 is strong; AAL3 is phishing-resistant (SP 800-63B-4 sections 2.1 to 2.3).
 */
export const levels = {
  restricted: "two-factors",
  aal2: "strong",
  aal3: "phishing-resistant",
} as const satisfies Readonly<Record<string, SignInLevel>>;

const authenticatorsOf = ({ slices }: OrgSnapshot, key: string): readonly OrgAuthenticator[] =>
  slices.authenticators?.filter((one) => one.key === key) ?? [];

/** The method of passkeys, as far as it was read. */
export const passkeyOf = (org: OrgSnapshot): AuthenticatorMethod | undefined =>
  authenticatorsOf(org, "webauthn")
    .flatMap(({ methods }) => methods ?? [])
    .find(({ type }) => type === "webauthn");

/** Whether a push carries what the person has to compare and enter (3.1.3); null where it was not read. */
export function pushCarriesNumber(org: OrgSnapshot): boolean | null {
  const [verify] = authenticatorsOf(org, "okta_verify");
  if (verify?.channelBinding === undefined) return verify === undefined ? true : null;
  const { style, required } = verify.channelBinding;
  return style === "NUMBER_CHALLENGE" && required === "ALWAYS";
}

/** E-mail may be no out-of-band authenticator (3.1.3.1), and a security question is no authenticator at all (3.1.1.2). */
const neverCounts: ReadonlySet<string> = new Set(["okta_email", "security_question"]);

const ofKey = ({ use }: UsedFactor): string => use.key;
const isPush = ({ key, method }: FactorUse): boolean => key === "okta_verify" && method === "push";

/** A key in hardware that is never copied: a smart card, or a passkey where the org takes no other (2.3). */
function isHardwareKey({ key }: FactorUse, org: OrgSnapshot): boolean {
  if (key === "smart_card_idp") return true;
  const passkey = passkeyOf(org);
  return key === "webauthn" && passkey?.hardwareProtected === true && passkey.allowsSyncable === false;
}

/** Scale of NIST's levels. A push without a number does not count; a passkey that always verifies is two kinds (App. B). */
function assuranceScale(org: OrgSnapshot): LevelOf {
  const numbered = pushCarriesNumber(org) === true;
  const verifies = passkeyOf(org)?.userVerification === "REQUIRED";
  return (used, onKnownDevice) => {
    const counting = used
      .filter((one) => !neverCounts.has(ofKey(one)) && (numbered || !isPush(one.use)))
      .map((one) => (one.use.key === "webauthn" && verifies ? { ...one, verified: true } : one));
    const kept = counting.filter((one) => ofKey(one) !== "phone_number");
    if (kindsWith(kept, onKnownDevice) >= 2) {
      return kept.some(({ use }) => isHardwareKey(use, org)) ? levels.aal3 : levels.aal2;
    }
    const kinds = kindsWith(counting, onKnownDevice);
    return kinds >= 2 ? levels.restricted : kinds === 1 ? "one-factor" : "none";
  };
}

/** How people sign in, on NIST's scale; worked out once for an org. */
export const assuranceOf = perOrg(({ org, judgement }: JudgedOrg): SignOn => {
  const { live, effectivePolicyOf } = judgement;
  return readSignOn({ org, live, effectivePolicyOf, scale: assuranceScale(org) });
});
