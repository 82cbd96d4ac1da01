import {
  absent,
  methodStatus,
  type OrgWideStatus,
  orgWideStatus,
} from "../src/evaluator/declared/org-wide-status.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { whyPartial } from "../src/evaluator/live/partly-read.ts";
import { listNames } from "../src/evaluator/words/name-list.ts";
import {
  classicFactors,
  flexibleOktaVerifyKeys,
  identityAuthenticators,
  parseFactorName,
} from "../src/model/authenticators.ts";
import type { OrgSnapshot } from "../src/model/snapshot.ts";
import type { Subject } from "../src/model/subject.ts";
import type { AuthenticatorStatus, Engine } from "../src/model/words.ts";
import type { Check, FindingDraft } from "./contract/check.ts";

/** Names that each engine has for its authenticators, as far as Okta documents it. */
const vocabulary: Readonly<Record<Engine, Readonly<Record<string, unknown>>>> = {
  identity: identityAuthenticators,
  classic: classicFactors,
};

/** Not to be had: switched off, never added, or (Classic) never set up. */
const unusable: ReadonlySet<string> = new Set(["INACTIVE", "NOT_SETUP", absent]);

function isInLine(expected: AuthenticatorStatus, actual: string): boolean {
  return expected === "ACTIVE" ? actual === "ACTIVE" : unusable.has(actual);
}

/** Why it says nothing that no authenticator bears the name; null when it does. */
function whyUnproven(ref: string, expected: AuthenticatorStatus, org: OrgSnapshot): string | null {
  const partial = whyPartial("authenticators", org);
  if (partial !== null) return `not every authenticator could be read (${partial})`;
  // That nothing of a misspelt name exists says nothing about the authenticator that was meant to be off.
  const isKnown = Object.hasOwn(vocabulary[org.org.engine], parseFactorName(ref).key) || isSplit(ref);
  return isKnown || expected === "ACTIVE" ? null : "Okta documents no such key for this engine";
}

const isSplit = (ref: string): boolean => Object.hasOwn(flexibleOktaVerifyKeys, ref);

const methodRemedy =
  "Set the method to its declared status under Security > Authenticators (Pulumi does not write it); if the change was " +
  "meant, change the baseline.";

interface Compared {
  readonly subject: Subject;
  readonly field: string;
  /** As a sentence names it. */
  readonly name: string;
  readonly expected: AuthenticatorStatus;
  readonly live: OrgWideStatus;
  readonly uncertainty: string | null;
  readonly remedy?: string;
}

function* compare({
  subject,
  field,
  name,
  expected,
  live,
  uncertainty,
  remedy,
}: Compared): Generator<FindingDraft> {
  const draft = { subject, field, expected, ...(remedy !== undefined && { remedy }) } as const;
  if (uncertainty !== null) {
    yield {
      ...draft,
      status: "unknown",
      actual: null,
      message: `Cannot tell whether ${name} is ${expected}, as it should be: ${uncertainty}.`,
    };
  } else if (!isInLine(expected, live.status)) {
    const is = live.status === absent ? "not in the org" : live.status;
    const sentence = `${name[0]?.toUpperCase()}${name.slice(1)}`;
    yield { ...draft, actual: live.status, message: `${sentence} is ${is}; it should be ${expected}.` };
  }
}

/** A setting of an authenticator that we do not model may be the one that lets nobody use it, or everybody. */
function* compareSettings(subject: Subject, unmodelled: readonly string[]): Generator<FindingDraft> {
  if (unmodelled.length === 0) return;
  yield {
    subject,
    field: "settings",
    status: "unknown",
    expected: [],
    actual: unmodelled,
    message: `Authenticator ${subject.name} has what cannot be judged (${listNames(unmodelled)}).`,
  };
}

function* compareMethods(
  subject: Subject,
  ref: string,
  { baseline, org }: JudgedOrg,
): Generator<FindingDraft> {
  const listed = org.slices.authenticators ?? [];
  // Of an authenticator that is off nothing can be used, whatever its methods.
  if (orgWideStatus(ref, listed).status !== "ACTIVE") return;
  for (const [method, expected] of Object.entries(baseline.authenticatorMethods[ref] ?? {})) {
    const live = methodStatus(ref, method, listed);
    const name = `method ${method} of authenticator ${ref}`;
    const field = `methods.${method}`;
    yield* compare({
      subject,
      field,
      name,
      expected,
      live,
      uncertainty: live.uncertainty,
      remedy: methodRemedy,
    });
  }
}

export default {
  id: "authenticator-status",
  about: "configuration",
  compares: "authenticators",
  title:
    "Every declared authenticator, and each of its declared methods, has its declared status in the whole org",
  severity: "critical",
  rationale:
    "An authenticator that is switched off for the org vanishes from every enrollment policy, and nobody can enroll " +
    "or use it; one that was switched on again (SMS, a security question) is a weak way in. An authenticator declared " +
    "INACTIVE that was never added, or on Classic never set up, cannot be used either and is in line. A method that is " +
    "switched off (push of Okta Verify, SMS of the phone) leaves its authenticator ACTIVE and people without it; the " +
    "methods that the baseline declares are compared. Settings that Plumbline does not model leave the answer unknown.",
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

  *evaluate(input): Generator<FindingDraft> {
    const { baseline, org } = input;
    const { authenticators } = org.slices;
    if (authenticators === undefined) return;
    for (const [ref, expected] of Object.entries(baseline.authenticators)) {
      const found = orgWideStatus(ref, authenticators);
      // Classic's password is no org factor (/org/factors does not list it) and cannot be switched off.
      const isAlwaysOn = org.org.engine === "classic" && ref === "okta_password" && found.status === absent;
      const live = isAlwaysOn ? { ...found, status: "ACTIVE" } : found;
      const uncertainty =
        live.uncertainty ?? (live.status === absent ? whyUnproven(ref, expected, org) : null);
      const subject = { type: "authenticator", id: live.id, name: ref } as const;
      yield* compare({ subject, field: "status", name: `authenticator ${ref}`, expected, live, uncertainty });
      yield* compareMethods(subject, ref, input);
      const methods = Object.keys(baseline.authenticatorMethods[ref] ?? {});
      yield* compareSettings(subject, [
        ...live.unmodelled,
        ...methods.flatMap((method) =>
          methodStatus(ref, method, authenticators).unmodelled.map((path) => `methods.${method}.${path}`),
        ),
      ]);
    }
  },
} satisfies Check;
