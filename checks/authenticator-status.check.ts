import { whyPartial } from "../src/evaluator/partly-read.ts";
import {
  authenticatorRef,
  classicFactors,
  identityAuthenticators,
  parseFactorName,
} from "../src/model/authenticators.ts";
import type { OrgAuthenticator, OrgSnapshot } from "../src/model/snapshot.ts";
import type { AuthenticatorStatus, Engine } from "../src/model/words.ts";
import type { Check, FindingDraft } from "./check.ts";

const absent = "absent";

/** What each engine calls its authenticators, as far as Okta documents it. */
const vocabulary: Readonly<Record<Engine, Readonly<Record<string, unknown>>>> = {
  identity: identityAuthenticators,
  classic: classicFactors,
};

/** Not to be had: switched off, never added, or (Classic) never set up. */
const unusable: ReadonlySet<string> = new Set(["INACTIVE", "NOT_SETUP", absent]);

/** Where several bear the name, one that is ACTIVE decides: it can be used. */
function liveOf(ref: string, authenticators: readonly OrgAuthenticator[]): OrgAuthenticator | undefined {
  const found = authenticators.filter(({ key, id }) => authenticatorRef(key, id) === ref);
  return found.find(({ status }) => status === "ACTIVE") ?? found[0];
}

function statusOf(ref: string, found: OrgAuthenticator | undefined, engine: Engine): string {
  if (found !== undefined) return found.status;
  // Classic's password is no org factor (/org/factors does not list it) and cannot be switched off.
  return engine === "classic" && ref === "okta_password" ? "ACTIVE" : absent;
}

function isInLine(expected: AuthenticatorStatus, actual: string): boolean {
  return expected === "ACTIVE" ? actual === "ACTIVE" : unusable.has(actual);
}

/** Why it says nothing that no authenticator bears the name; null when it does. */
function whyUnproven(ref: string, expected: AuthenticatorStatus, org: OrgSnapshot): string | null {
  const partial = whyPartial("authenticators", org);
  if (partial !== null) return `not every authenticator could be read (${partial})`;
  // That nothing of a misspelt name exists says nothing about the authenticator that was meant to be off.
  const isKnown = Object.hasOwn(vocabulary[org.org.engine], parseFactorName(ref).key);
  return isKnown || expected === "ACTIVE" ? null : "Okta documents no such key for this engine";
}

export default {
  id: "authenticator-status",
  about: "configuration",
  compares: "authenticators",
  title: "Every declared authenticator has its declared status in the whole org",
  severity: "critical",
  rationale:
    "An authenticator that is switched off for the org vanishes from every enrollment policy, and nobody can enroll " +
    "or use it; one that was switched on again (SMS, a security question) is a weak way in. An authenticator declared " +
    "INACTIVE that was never added, or on Classic never set up, cannot be used either and is in line.",
  remedy:
    "Set the authenticator to its declared status under Security > Authenticators (Classic: Security > Multifactor), " +
    "or run `pulumi up --refresh`; if the change was meant, change the baseline.",
  references: [
    "Okta API reference: Authenticators (activate and deactivate an authenticator)",
    "Okta Help Center: Multifactor Authentication (about authenticators)",
    "DISA Okta IDaaS STIG V-273204 (Smart Card authenticator active), V-273205 (Okta Verify)",
    "NIST SP 800-63B section 5.2.10, Restricted Authenticators",
  ],
  needs: (baseline) => (Object.keys(baseline.authenticators).length > 0 ? ["authenticators"] : []),

  *evaluate({ baseline, org }): Generator<FindingDraft> {
    const { authenticators } = org.slices;
    if (authenticators === undefined) return;
    for (const [ref, expected] of Object.entries(baseline.authenticators)) {
      const found = liveOf(ref, authenticators);
      const actual = statusOf(ref, found, org.org.engine);
      const doubt = actual === absent ? whyUnproven(ref, expected, org) : null;
      const subject = { type: "authenticator", id: found?.id ?? null, name: ref } as const;
      const draft = { subject, field: "status", expected } as const;
      if (doubt !== null) {
        yield {
          ...draft,
          status: "unknown",
          actual: null,
          message: `Whether authenticator ${ref} is ${expected}, as it should be, is not known: ${doubt}.`,
        };
      } else if (!isInLine(expected, actual)) {
        const is = actual === absent ? "not in the org" : actual;
        yield { ...draft, actual, message: `Authenticator ${ref} is ${is}; it should be ${expected}.` };
      }
    }
  },
} satisfies Check;
