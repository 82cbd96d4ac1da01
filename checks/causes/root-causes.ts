import { flexibleOktaVerifyKeys } from "../../src/model/authenticators.ts";
import type { SubjectRef } from "../../src/model/subject.ts";
import type { FindingRef } from "../contract/check.ts";

/** The finding that a missing group makes: policies and rules that name the group cannot have it. */
export function groupMissing(name: string): FindingRef {
  return { check: "group-missing", subject: { type: "group", name }, field: null };
}

/**
 * The finding that an authenticator makes which is not ACTIVE in the whole org: it never appears in a policy's
 * settings (okta-api 4.2). The parts of Flexible Okta Verify are one authenticator there.
 */
export function authenticatorSwitchedOff(ref: string): FindingRef {
  const name = Object.hasOwn(flexibleOktaVerifyKeys, ref) ? "okta_verify" : ref;
  return { check: "authenticator-status", subject: { type: "authenticator", name }, field: "status" };
}

/** The finding that a thing makes which a stack made and somebody deleted, be it that one of its name was made anew. */
export function stackResourceGone(subject: SubjectRef): FindingRef {
  return { check: "stack-resource", subject, field: null };
}
