import { authenticatorRef, flexibleOktaVerifyKeys } from "../../model/authenticators.ts";
import type { AuthenticatorId } from "../../model/ids.ts";
import type { OrgAuthenticator } from "../../model/live-enrollment.ts";

/** Status of an authenticator in an org, or of one method of it. */
export interface OrgWideStatus {
  readonly id: AuthenticatorId | null;
  /** As Okta says it; `absent`: the org has none. */
  readonly status: string;
  /** Why the status is not known; null when it is. */
  readonly uncertainty: string | null;
  /** JSON paths of what about it is not modelled. */
  readonly unmodelled: readonly string[];
}

export const absent = "absent";

const nothing: OrgWideStatus = { id: null, status: absent, uncertainty: null, unmodelled: [] };
const isActive = ({ status }: { readonly status: string }): boolean => status === "ACTIVE";
const splitKeys = Object.keys(flexibleOktaVerifyKeys);

/** Where several bear the name, one that is ACTIVE decides: it can be used. */
function named(ref: string, listed: readonly OrgAuthenticator[]): OrgAuthenticator | undefined {
  const found = listed.filter(({ key, id }) => authenticatorRef(key, id) === ref);
  return found.find(isActive) ?? found[0];
}

const statusOf = ({ id, status, unmodelled = [] }: OrgAuthenticator): OrgWideStatus => ({
  id,
  status,
  uncertainty: null,
  unmodelled,
});

/**
 * The status of one method in the whole org: as Okta lists it under its authenticator, or of Okta Verify's part of that
 * method in an org that splits it (okta-api 4.2; not verified against a live org).
 */
export function methodStatus(
  ref: string,
  method: string,
  listed: readonly OrgAuthenticator[],
): OrgWideStatus {
  const owner = named(ref, listed);
  if (owner === undefined) {
    const part = splitKeys.find((key) => ref === "okta_verify" && flexibleOktaVerifyKeys[key] === method);
    const split = part === undefined ? undefined : named(part, listed);
    return split === undefined ? nothing : statusOf(split);
  }
  const { id, methods } = owner;
  if (!isActive(owner)) return { ...nothing, id, status: owner.status };
  if (methods === undefined || methods === null) {
    return { ...nothing, id, uncertainty: `the methods of ${ref} were not read` };
  }
  const found = methods.find(({ type }) => type === method);
  return found === undefined
    ? { ...nothing, id }
    : { id, status: found.status, uncertainty: null, unmodelled: found.unmodelled ?? [] };
}

/** The status of an authenticator in the whole org, whether it splits Okta Verify by method or not. */
export function orgWideStatus(ref: string, listed: readonly OrgAuthenticator[]): OrgWideStatus {
  const found = named(ref, listed);
  if (found !== undefined) return statusOf(found);
  const method = Object.hasOwn(flexibleOktaVerifyKeys, ref) ? flexibleOktaVerifyKeys[ref] : undefined;
  if (method !== undefined) return methodStatus("okta_verify", method, listed);
  if (ref !== "okta_verify") return nothing;
  const parts = listed.filter(({ key }) => splitKeys.includes(key));
  const part = parts.find(isActive) ?? parts[0];
  return part === undefined ? nothing : statusOf(part);
}
