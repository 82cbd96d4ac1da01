import type { EmulatedPolicy, EmulatedPolicyRule, EmulatorState } from "../../src/emulator/state/state.ts";
import type { AppId, PolicyId } from "../../src/model/ids.ts";
import type { OrgSlices } from "../../src/model/snapshot.ts";
import {
  toAppPolicy,
  toAppRule,
  wireAppPolicy,
  wireAppRule,
} from "../../src/okta/wire/sign-on/app-policies.ts";
import {
  toPasswordPolicy,
  toPasswordRule,
  wirePasswordPolicy,
  wirePasswordRule,
} from "../../src/okta/wire/sign-on/password-policies.ts";
import {
  toSessionPolicy,
  toSessionRule,
  wirePolicyHead,
  wireSessionRule,
} from "../../src/okta/wire/sign-on/session-policies.ts";

type SignOnSlices = Pick<OrgSlices, "sessionPolicies" | "appPolicies" | "appMappings" | "passwordPolicies">;

interface Ranked {
  readonly priority: number;
  readonly system: boolean;
}

/** App policies have no order between them: Okta lists its own last. */
const byPriority = (left: Ranked, right: Ranked): number =>
  left.priority - right.priority || Number(left.system) - Number(right.system);

const wireOf = ({ rules: _rules, mappings: _mappings, resourceType, ...policy }: EmulatedPolicy) => ({
  ...policy,
  ...(resourceType === null ? {} : { _embedded: { resourceType } }),
});

/** The sign-on side of an emulated org as a super administrator reads it; what Okta's words mean is our reader's to say. */
export function signOnOfState({ engine, policies, apps }: EmulatorState): SignOnSlices {
  const ofType = <Policy extends Ranked, Rule extends Ranked>(
    type: string,
    toPolicy: (policy: ReturnType<typeof wireOf>) => Policy,
    toRule: (rule: EmulatedPolicyRule) => Rule,
  ) =>
    policies
      .filter((policy) => policy.type === type)
      .map((policy) => ({ ...toPolicy(wireOf(policy)), rules: policy.rules.map(toRule).sort(byPriority) }))
      .sort(byPriority);
  const policyOf = new Map(
    policies
      .filter(({ type }) => type === "ACCESS_POLICY")
      .flatMap(({ id, mappings }) => mappings.map(({ appId }) => [appId, id as PolicyId])),
  );
  return {
    sessionPolicies: ofType(
      "OKTA_SIGN_ON",
      (policy) => toSessionPolicy(wirePolicyHead.parse(policy)),
      (rule) => toSessionRule(wireSessionRule.parse(rule)),
    ),
    passwordPolicies: ofType(
      "PASSWORD",
      (policy) => toPasswordPolicy(wirePasswordPolicy.parse(policy)),
      (rule) => toPasswordRule(wirePasswordRule.parse(rule)),
    ),
    ...(engine === "classic"
      ? {}
      : {
          appPolicies: ofType(
            "ACCESS_POLICY",
            (policy) => toAppPolicy(wireAppPolicy.parse(policy)),
            (rule) => toAppRule(wireAppRule.parse(rule)),
          ),
          appMappings: apps.map(({ id, label, name, status }) => ({
            id: id as AppId,
            label,
            name,
            status,
            policyId: policyOf.get(id) ?? null,
          })),
        }),
  };
}
