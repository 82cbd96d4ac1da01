import { flexibleOktaVerifyKeys } from "../../model/authenticators.ts";
import { hasAuthenticatorShape, isEnrollable } from "../policies/enrollment-settings.ts";
import { factorKinds } from "../state/factor-kinds.ts";
import type { OrgStore } from "../state/org-store.ts";
import type { EmulatedAuthenticator, EmulatedPolicy } from "../state/state.ts";
import { failure, invalid } from "../wire/api-failure.ts";

const inUse =
  "Cannot modify/disable this authenticator because it is enabled in one or more policies. " +
  "To continue, disable the authenticator in these policies.";
const fastPass =
  ' Additionally, if disabling Okta Verify when Fastpass is active, the "Device state" must not be set ' +
  'to "registered" in app assurance policies.';

/**
 * Refuses to switch off an authenticator that a policy lets people enroll, as recorded orgs do (okta-api 4.2).
 * @throws ApiFailure E0000148 with the policies' names; E0000001 for the password, which always stays on
 */
export function requireUnused(org: OrgStore, authenticator: EmulatedAuthenticator): void {
  if (authenticator.key === "okta_password") {
    throw invalid("api.authenticator.error.unsupported.active.deactivate");
  }
  const names = org.policies
    .all()
    .filter((policy) => policy.type === "MFA_ENROLL" && allows(org, policy, authenticator))
    .map((policy) => policy.name);
  if (names.length === 0) return;
  throw failure(403, "E0000148", authenticator.key === "okta_verify" ? inUse + fastPass : inUse, [
    `Authenticator Enrollment Policies: ${names.join(", ")}`,
  ]);
}

function allows(org: OrgStore, policy: EmulatedPolicy, { key, id }: EmulatedAuthenticator): boolean {
  const keys = hasAuthenticatorShape(policy.settings)
    ? [key, ...(key === "okta_verify" ? Object.keys(flexibleOktaVerifyKeys) : [])]
    : factorKinds.flatMap((kind) => (kind.authenticator?.key === key ? (kind.policyKey ?? []) : []));
  return keys.some((name) => isEnrollable(policy, org, name, id));
}
