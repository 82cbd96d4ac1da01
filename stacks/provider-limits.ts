import { flexibleOktaVerifyKeys, parseFactorName } from "../src/model/authenticators.ts";
import type { Baseline, BaselineGroup, BaselinePolicy } from "../src/model/baseline.ts";
import { PlumblineError } from "../src/model/errors.ts";
import { providerLists } from "../src/model/provider-keys.ts";
import type { Engine } from "../src/model/words.ts";
import { providerKeys } from "./provider-keys.ts";
import { signOnProblems } from "./sign-on-limits.ts";

/**
 * Refuses a baseline of which a part could not be enforced: what the provider cannot express would be dropped without
 * a word, and what Okta demands would fail half-way, after other writes. Pure; every problem is one line.
 *
 * @throws PlumblineError NOT_ENFORCEABLE
 */
export function refuseWhatCannotBeEnforced(baseline: Baseline, path: string): void {
  const problems = [
    ...baseline.groups.flatMap((group) => [...groupProblems(group)]),
    ...statusProblems(baseline),
    ...baseline.enrollmentPolicies.flatMap((policy) => [...policyProblems(policy, baseline)]),
    ...signOnProblems(baseline.signOn),
  ];
  if (problems.length === 0) return;
  const parts = problems.length === 1 ? "a part" : `${problems.length} parts`;
  throw new PlumblineError(
    "NOT_ENFORCEABLE",
    `Pulumi cannot enforce ${parts} of ${path}; nothing was written`,
    {
      remedy: "change the lines named above; what is set by hand in the Admin Console can still be checked",
      details: problems,
    },
  );
}

function* groupProblems({ name, filledBy, onlyMembers }: BaselineGroup): Iterable<string> {
  if (filledBy !== null && onlyMembers) {
    yield `groups: "${name}" is filled by a rule and limited to its members; Pulumi would remove whom the rule adds, and the rule add them again`;
  }
  if (filledBy !== null && filledBy.exceptGroups.length > 0) {
    yield `groups: "${name}": the provider has no setting for groups that a rule leaves out (exceptGroups); leave people out by name, or say it in the rule's expression`;
  }
}

/** Neither engine has a switch for the password: Okta refuses to deactivate it, and Classic does not list it. */
function* statusProblems({ authenticators }: Baseline): Iterable<string> {
  if (authenticators["okta_password"] === "INACTIVE") {
    yield "authenticators: okta_password cannot be INACTIVE; Okta has no switch for it";
  }
  for (const ref of Object.keys(authenticators)) {
    if (Object.hasOwn(flexibleOktaVerifyKeys, ref)) {
      yield `authenticators: ${ref}: the provider has no switch for the methods of Okta Verify; declare okta_verify, or leave the line out`;
    }
  }
}

function* policyProblems(policy: BaselinePolicy, { org, authenticators }: Baseline): Iterable<string> {
  const at = `enrollmentPolicies: "${policy.name}"`;
  for (const [ref, setting] of Object.entries(policy.authenticators)) {
    const reason = whyNotExpressible(ref, org.engine);
    if (Object.hasOwn(policy.terms, ref) && policy.terms[ref]?.gracePeriod != null) {
      yield `${at}: ${ref}: the provider has no grace period, and may take away the one that is set; leave it out, or keep this policy out of the stack`;
    }
    if (reason !== null) yield `${at}: ${ref}: ${reason}`;
    else if (
      setting !== "NOT_ALLOWED" &&
      needsDeclaration(ref, org.engine) &&
      authenticators[ref] !== "ACTIVE"
    ) {
      yield `${at}: ${ref} is ${setting} but not ACTIVE under authenticators, and Okta leaves a factor that is off out of every policy`;
    }
  }
  if (org.engine === "identity") yield* mandatoryProblems(policy, at);
}

/**
 * Whether the baseline itself must say that it is on: the provider can look up an Identity Engine authenticator, and
 * has no data source for a Classic factor. The password is always on.
 */
const needsDeclaration = (ref: string, engine: Engine): boolean =>
  engine === "classic" && ref !== "okta_password";

function whyNotExpressible(ref: string, engine: Engine): string | null {
  const { key } = parseFactorName(ref);
  if (providerKeys[engine].has(key) || (engine === "identity" && Object.hasOwn(providerLists, key)))
    return null;
  return Object.hasOwn(flexibleOktaVerifyKeys, key)
    ? "the provider has no setting for the methods of Okta Verify; declare okta_verify, or set them in the Admin Console and leave this policy's line out"
    : `the provider has no setting for ${key}; set it in the Admin Console and leave the line out`;
}

/**
 * Okta answers 400 "At least one of Password or Email authenticator must be set to required." and "Password
 * authenticator for default mfa enrollment policy must be required." (okta-api 4.2, terraform-provider-okta#1176).
 */
function* mandatoryProblems({ isDefault, authenticators }: BaselinePolicy, at: string): Iterable<string> {
  const password = authenticators["okta_password"] === "REQUIRED";
  if (isDefault && !password) yield `${at}: okta_password must be REQUIRED in Okta's default policy`;
  if (!isDefault && !password && authenticators["okta_email"] !== "REQUIRED") {
    yield `${at}: okta_password or okta_email must be REQUIRED; Okta refuses a policy without`;
  }
}
