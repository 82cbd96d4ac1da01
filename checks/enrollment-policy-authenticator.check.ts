import { existingPolicies, policySubject } from "../src/evaluator/declared/declared-policy.ts";
import { declaredTerms, differentTerms } from "../src/evaluator/declared/enroll-terms.ts";
import { type EnrollmentPair, enrollmentPolicies } from "../src/evaluator/declared/enrollment-policies.ts";
import { settingsByName, settingsOf } from "../src/evaluator/declared/policy-settings.ts";
import { listNames } from "../src/evaluator/words/name-list.ts";
import { parseFactorName } from "../src/model/authenticators.ts";
import { providerArguments, providerLists } from "../src/model/provider-keys.ts";
import { authenticatorSwitchedOff } from "./causes/root-causes.ts";
import type { Check, FindingDraft } from "./contract/check.ts";

const notAllowed = "NOT_ALLOWED";

// Okta lists the password as OPTIONAL in every factors-shaped policy it makes (recorded by Okta's own provider); it is
// no factor there, and a baseline that leaves it out does not mean to forbid it.
const password = "okta_password";

function inWords(policy: EnrollmentPair, ref: string, actual: string, expected: string): string {
  const name = `Enrollment policy "${policy.declared.name}"`;
  const is = actual === notAllowed ? `does not allow ${ref}` : `sets ${ref} to ${actual}`;
  return `${name} ${is}; it should be ${expected}.`;
}

function different(policy: EnrollmentPair, ref: string, actual: string, expected: string): FindingDraft {
  return {
    subject: policySubject(policy),
    field: `authenticators.${ref}`,
    expected,
    actual,
    message: inWords(policy, ref, actual, expected),
    ...(isKnownToProvider(ref) ? {} : { remedy: byHand(ref) }),
  };
}

/** Whether Pulumi's provider has an argument for it: what it has none for it neither sees nor sets. */
function isKnownToProvider(ref: string): boolean {
  const { key } = parseFactorName(ref);
  const { identity, classic } = providerArguments;
  return [identity, classic, providerLists].some((table) => Object.hasOwn(table, key));
}

const byHand = (ref: string): string =>
  `Set ${ref} as declared under Security > Authenticators > Enrollment: Pulumi's provider has no setting for it. If the ` +
  "change was meant, change the baseline.";

/**
 * Setting under the bare key of one that repeats, where Okta does not say which is meant: the declared one may be
 * it. When it allows nothing under that key there is nothing to tell apart.
 */
function namelessSetting(ref: string, settings: ReadonlyMap<string, string>): string | null {
  const { key, id } = parseFactorName(ref);
  const nameless = id === null || settings.has(ref) ? undefined : settings.get(key);
  return nameless === undefined || nameless === notAllowed ? null : nameless;
}

function* compareDeclared(
  policy: EnrollmentPair,
  settings: ReadonlyMap<string, string>,
): Generator<FindingDraft> {
  const { authenticators, name } = policy.declared;
  for (const [ref, expected] of Object.entries(authenticators)) {
    const nameless = namelessSetting(ref, settings);
    const actual = settings.get(ref) ?? notAllowed;
    if (nameless !== null) {
      const { key } = parseFactorName(ref);
      yield {
        ...different(policy, ref, actual, expected),
        status: "unknown",
        actual: null,
        message: `Enrollment policy "${name}" sets ${key} to ${nameless} without saying which one, so ${ref}, which should be ${expected}, could not be compared.`,
      };
    } else if (actual !== expected) {
      yield {
        ...different(policy, ref, actual, expected),
        causes: settings.has(ref) ? [] : [authenticatorSwitchedOff(ref)],
      };
    }
  }
}

/** Authenticators that are allowed and not declared, but for what a declared ref may mean and for Classic's password. */
function* compareUnlisted(
  policy: EnrollmentPair,
  settings: ReadonlyMap<string, string>,
): Generator<FindingDraft> {
  const declared = Object.keys(policy.declared.authenticators);
  const undecided = declared
    .filter((ref) => namelessSetting(ref, settings) !== null)
    .map((ref) => parseFactorName(ref).key);
  const known = new Set([...declared, ...undecided, ...(policy.live.shape === "factors" ? [password] : [])]);
  for (const [ref, actual] of settings) {
    if (actual !== notAllowed && !known.has(ref)) yield different(policy, ref, actual, notAllowed);
  }
}

const graceRemedy =
  "Set the grace period as declared under Security > Authenticators > Enrollment (Pulumi does not write it); if the " +
  "change was meant, change the baseline.";

/** On what terms people may enroll what they may enroll: how long it can be put off, and of which models. */
function* compareTerms(policy: EnrollmentPair, names: readonly string[]): Generator<FindingDraft> {
  const { authenticators } = policy.declared;
  for (const [ref, settings] of settingsByName(policy.live, names)) {
    if (authenticators[ref] === undefined || authenticators[ref] === notAllowed) continue;
    const allowed = settings.find(({ enroll }) => enroll !== notAllowed && enroll !== "DISABLED");
    if (allowed === undefined) continue;
    for (const { field, inWords: is, ...values } of differentTerms(
      ref,
      declaredTerms(policy.declared, ref),
      allowed,
    )) {
      yield {
        subject: policySubject(policy),
        field: `authenticators.${ref}.${field}`,
        ...values,
        message: `Enrollment policy "${policy.declared.name}" ${is}.`,
        ...(field === "gracePeriod" && { remedy: graceRemedy }),
      };
    }
  }
}

/** A part of the policy that we do not model may change the effect of any of its settings. */
function* unmodelled(policy: EnrollmentPair): Generator<FindingDraft> {
  const { live, declared } = policy;
  const ofSettings = live.settings.flatMap((setting) =>
    setting.enroll === notAllowed ? [] : (setting.unmodelled ?? []),
  );
  const paths = [...(live.unmodelled ?? []), ...ofSettings].sort();
  if (paths.length === 0) return;
  yield {
    subject: policySubject(policy),
    field: "settings",
    status: "unknown",
    expected: [],
    actual: paths,
    message: `Enrollment policy "${declared.name}" has settings that cannot be judged (${listNames(paths)}); it should have none of them.`,
  };
}

export default {
  id: "enrollment-policy-authenticator",
  about: "configuration",
  compares: "policies",
  title: "Every declared enrollment policy asks for exactly its declared authenticators",
  severity: "high",
  rationale:
    "A required authenticator made optional is one that most people will not enroll; one that is allowed again, such " +
    "as SMS or a security question, is what an attacker enrolls. Entries that Okta adds as NOT_ALLOWED and their order " +
    "do not count, Flexible Okta Verify counts as one Okta Verify, and policies from before an upgrade to Identity " +
    "Engine are compared in authenticators. A grace period lets people put a required authenticator off, and a list of " +
    "models says which security keys may be enrolled: where the baseline declares none, either is drift. Settings that " +
    "Plumbline does not model leave the answer unknown.",
  remedy:
    "Set the authenticator as declared, or run `pulumi up --refresh`; if the change was meant, change the baseline.",
  references: [
    "Okta API reference: Policies (MFA_ENROLL, settings.authenticators and settings.factors)",
    "Okta Developer: Upgrade your MFA enrollment policies (guides/oie-upgrade-mfa-enroll-policy)",
    "Okta Developer: Okta Verify authenticators (guides/authenticators-okta-verify)",
    "DISA Okta IDaaS STIG V-273190, V-273191 (phishing-resistant authenticators)",
    "NIST SP 800-63B section 5.2.5, Verifier Impersonation Resistance, and 5.2.10, Restricted Authenticators",
  ],
  needs: (baseline) => (baseline.enrollmentPolicies.length > 0 ? ["policies"] : []),

  *evaluate(input): Generator<FindingDraft> {
    const orgWide = Object.keys(input.baseline.authenticators);
    for (const policy of existingPolicies(enrollmentPolicies, input)) {
      // The org-wide keys say which engine's words the baseline speaks where a policy's own are common to both.
      const names = [...Object.keys(policy.declared.authenticators), ...orgWide];
      const settings = settingsOf(policy.live, names);
      yield* compareDeclared(policy, settings);
      yield* compareTerms(policy, names);
      yield* unmodelled(policy);
      if (policy.declared.unlisted === "NOT_ALLOWED") yield* compareUnlisted(policy, settings);
    }
  },
} satisfies Check;
