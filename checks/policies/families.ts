import { type AppRuleNames, appRuleAsLive } from "../../src/evaluator/declared/app-rule-as-live.ts";
import { declaredGroupNamed, liveGroupsFor } from "../../src/evaluator/declared/declared-group.ts";
import { userTypeFor } from "../../src/evaluator/declared/declared-user-type.ts";
import { enrollmentPolicies } from "../../src/evaluator/declared/enrollment-policies.ts";
import type {
  DeclaredPolicy,
  LivePolicy,
  PolicyFamily,
  RuleOf,
} from "../../src/evaluator/declared/policy-family.ts";
import { liveNetwork } from "../../src/evaluator/declared/rule-differences.ts";
import { sessionRuleAsLive } from "../../src/evaluator/declared/session-rule-as-live.ts";
import { appPolicies } from "../../src/evaluator/declared-sign-on/app-policies.ts";
import { appPoliciesOpenWider, sessionsOpenWider } from "../../src/evaluator/declared-sign-on/open-wider.ts";
import { sessionPolicies } from "../../src/evaluator/declared-sign-on/session-policies.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import type { BaselinePolicy } from "../../src/model/baseline.ts";
import type { BaselineAppPolicy, BaselineSessionPolicy } from "../../src/model/baseline-sign-on.ts";
import type { GroupId, PolicyRuleId, UserId, ZoneId } from "../../src/model/ids.ts";
import type { EnrollmentPolicy } from "../../src/model/live-enrollment.ts";
import type { AppPolicy, SessionPolicy } from "../../src/model/live-sign-on.ts";
import type { OrgSlices } from "../../src/model/snapshot.ts";

/** A kind of policy with what its changes come to for people. */
export interface JudgedFamily<
  Declared extends DeclaredPolicy = DeclaredPolicy,
  Live extends LivePolicy = LivePolicy,
> extends PolicyFamily<Declared, Live> {
  /** Whether somebody in scope gets in with less than if the family's policies were these. */
  opensWider(input: JudgedOrg, others: readonly Live[]): boolean;
}

/** Whom a change of these leaves without a factor, people's own findings say: they let nobody in. */
export const enrollment: JudgedFamily<BaselinePolicy, EnrollmentPolicy> = {
  ...enrollmentPolicies,
  opensWider: () => false,
};

/** A kind of sign-on policy, with what a declared one would be like live. */
export interface SignOnFamily<
  Declared extends DeclaredPolicy = DeclaredPolicy,
  Live extends LivePolicy = LivePolicy,
> extends JudgedFamily<Declared, Live> {
  asLive(rule: RuleOf<Declared>, id: PolicyRuleId, input: JudgedOrg): RuleOf<Live>;
  /** Fields of a new policy that not every family has. */
  newPolicy(groupIds: readonly GroupId[]): Omit<Live, keyof LivePolicy> & Pick<LivePolicy, "groupIds">;
  inSlices(policies: readonly Live[]): Partial<OrgSlices>;
}

/** Meaning of declared names in an org; a zone of no name, or of several, leaves a rule for no place at all. */
const namesIn = (input: JudgedOrg): AppRuleNames => ({
  groupId: (name) =>
    liveGroupsFor(declaredGroupNamed(input.baseline, name), input.judgement.live)[0]?.id ??
    (`declared group ${name}` as GroupId),
  userId: (user) => input.judgement.live.personCalled(user)?.id ?? (`declared user ${user}` as UserId),
  userTypeId: (name) => userTypeFor(name, input.judgement.live),
  network: (network) =>
    liveNetwork(network, input) ?? { kind: "in", zoneIds: ["a zone that is not there" as ZoneId] },
});

export const session: SignOnFamily<BaselineSessionPolicy, SessionPolicy> = {
  ...sessionPolicies,
  opensWider: sessionsOpenWider,
  asLive: (rule, id, input) => sessionRuleAsLive(rule, id, namesIn(input)),
  newPolicy: (groupIds) => ({ groupIds, description: null, unmodelled: [] }),
  inSlices: (policies) => ({ sessionPolicies: policies }),
};

export const app: SignOnFamily<BaselineAppPolicy, AppPolicy> = {
  ...appPolicies,
  opensWider: appPoliciesOpenWider,
  asLive: (rule, id, input) => appRuleAsLive(rule, id, namesIn(input)),
  newPolicy: () => ({ description: null, unmodelled: [], resourceType: "APP" }),
  inSlices: (policies) => ({ appPolicies: policies }),
};
