import type { AppCondition, LiveApp } from "./app-condition.ts";
import type { EnrollTerms } from "./baseline.ts";
import type { BaselineSignOn } from "./baseline-sign-on.ts";
import type { GroupId, GroupRuleId, PolicyId, PolicyRuleId, UserId } from "./ids.ts";
import type { LiveNetwork } from "./network.ts";
import type { AuthenticatorStatus, EnrollAction, EnrollSetting } from "./words.ts";

/**
 * State that a stack that enforces a baseline wrote last, from `pulumi stack export`: the inputs of its
 * resources, with the ids that Okta gave them. Things are meant by id where Pulumi holds one, and by key for
 * authenticators.
 */
export interface AppliedStack {
  /** As the user gave it. */
  readonly file: string;
  /** Null when the export does not say it: an older tool's, or one of an `up` that never came to its end. */
  readonly sha256: string | null;
  /** Every group that the stack manages or looked up, by name. */
  readonly groupIds: Readonly<Record<string, GroupId>>;
  /** Those that it manages. */
  readonly groups: readonly AppliedGroup[];
  readonly groupRules: readonly AppliedGroupRule[];
  readonly memberships: readonly AppliedMemberships[];
  /** Org-wide status by key, of those that it switches. */
  readonly authenticators: Readonly<Record<string, AuthenticatorStatus>>;
  readonly policies: readonly AppliedPolicy[];
  readonly rules: readonly AppliedRule[];
  readonly sessionPolicies: readonly AppliedSignOnPolicy[];
  readonly sessionRules: readonly AppliedSignOnRule[];
  /** Those that it made; what Okta made with the org is looked up. */
  readonly appPolicies: readonly AppliedSignOnPolicy[];
  readonly appRules: readonly AppliedSignOnRule[];
  /** The sign-on side of the baseline that the last whole `up` declared; null when the export does not say it. */
  readonly signOn: BaselineSignOn | null;
}

/** A session policy or an app sign-in policy. */
export interface AppliedSignOnPolicy {
  readonly id: PolicyId;
  readonly name: string;
}

export interface AppliedSignOnRule {
  readonly id: PolicyRuleId;
  readonly policyId: PolicyId;
  readonly name: string;
}

export interface AppliedGroup {
  readonly id: GroupId;
  readonly name: string;
}

export interface AppliedGroupRule {
  readonly id: GroupRuleId;
  readonly name: string;
  readonly expression: string;
  readonly groupIds: readonly GroupId[];
  readonly excludedUserIds: readonly UserId[];
}

export interface AppliedMemberships {
  readonly groupId: GroupId;
  readonly userIds: readonly UserId[];
  /** And nobody else. */
  readonly onlyMembers: boolean;
}

export interface AppliedPolicy {
  readonly id: PolicyId;
  readonly name: string;
  readonly isDefault: boolean;
  /** Within the org, from 1; the default policy has none. */
  readonly priority: number;
  readonly groupIds: readonly GroupId[];
  /** By `key`, or `key/id` where a key repeats; what is not listed was not written. */
  readonly settings: Readonly<Record<string, EnrollSetting>>;
  /** By the same refs, on what terms: those that were written. */
  readonly terms: Readonly<Record<string, EnrollTerms>>;
}

export interface AppliedRule {
  readonly id: PolicyRuleId;
  readonly policyId: PolicyId;
  readonly name: string;
  /** Within its policy, from 1. */
  readonly priority: number;
  readonly enroll: EnrollAction;
  readonly network: LiveNetwork;
  readonly apps: AppCondition<LiveApp>;
  readonly excludedUserIds: readonly UserId[];
}
