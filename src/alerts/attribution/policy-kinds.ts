import type { PolicyId, PolicyRuleId } from "../../model/ids.ts";
import type { LogEvent } from "../../model/log-event.ts";
import type { LiveNetwork } from "../../model/network.ts";
import type { OrgSlices } from "../../model/snapshot.ts";
import { readPolicyEvent } from "../policy-event/policy-event.ts";

/** A live policy as far as its kind does not matter. */
export interface SomePolicy {
  readonly id: PolicyId;
  readonly name: string;
  readonly rules: readonly SomeRule[] | null;
}

interface SomeRule {
  readonly id: PolicyRuleId;
  readonly name: string;
  readonly network: LiveNetwork;
}

/** A kind of policy as the log and a snapshot know it. */
export interface PolicyKind {
  /** Okta's words for it in the log. */
  readonly types: readonly string[];
  liveIn(slices: OrgSlices): readonly SomePolicy[] | undefined;
}

export const enrollmentKind: PolicyKind = {
  types: ["OktaMfaEnroll"],
  liveIn: ({ policies }) => policies,
};
export const sessionKind: PolicyKind = {
  types: ["OktaSignOn"],
  liveIn: ({ sessionPolicies }) => sessionPolicies,
};
/** Which word Okta has for it in the log was not verified against a live org. */
export const appKind: PolicyKind = {
  types: ["Okta:SignOn", "AccessPolicy"],
  liveIn: ({ appPolicies }) => appPolicies,
};

/** Whether an event is about a policy of this kind, or does not say of which. */
export function isOfKind({ types }: PolicyKind, event: LogEvent): boolean {
  const type = readPolicyEvent(event).policyType;
  return type === null || types.includes(type);
}
