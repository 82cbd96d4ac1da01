import type { CheckId, ConfigurationCheckId } from "../../model/check-ids.ts";
import type { SubjectType } from "../../model/subject.ts";
import { authenticatorLeads } from "./authenticator-leads.ts";
import { groupMembersLeads, groupMissingLeads, groupRuleLeads } from "./group-leads.ts";
import { type FindLeads, type Inquiry, type Leads, listed } from "./lead.ts";
import { appKind, enrollmentKind, sessionKind } from "./policy-kinds.ts";
import {
  appMovedLeads,
  policyAuthenticatorLeads,
  policyGroupsLeads,
  policyMissingLeads,
  policyOrderLeads,
  policyStatusLeads,
  policyUnmanagedLeads,
  policyUnreachableLeads,
} from "./policy-leads.ts";
import { ruleLeads, ruleMissingLeads, ruleUnmanagedLeads } from "./rule-leads.ts";

const deletions: Readonly<Partial<Record<SubjectType, string>>> = {
  group: "group.lifecycle.delete",
  "group-rule": "group.user_membership.rule.deactivated",
  policy: "policy.lifecycle.delete",
  "policy-rule": "policy.rule.delete",
};

/** A thing that a stack made and that is gone: the stack knows its id. */
const stackResourceLeads: FindLeads = ({ finding: { subject, expected } }) => {
  const eventType = deletions[subject.type];
  return eventType === undefined ? [] : [[{ eventTypes: [eventType], targets: listed(expected) }]];
};

const byCheck: Readonly<Record<ConfigurationCheckId, FindLeads>> = {
  "authenticator-status": authenticatorLeads,
  "group-missing": groupMissingLeads,
  "group-members": groupMembersLeads,
  "group-rule": groupRuleLeads,
  "enrollment-policy-missing": policyMissingLeads(enrollmentKind),
  "enrollment-policy-status": policyStatusLeads,
  "enrollment-policy-groups": policyGroupsLeads,
  "enrollment-policy-order": policyOrderLeads(enrollmentKind),
  "enrollment-policy-authenticator": policyAuthenticatorLeads,
  "enrollment-policy-unmanaged": policyUnmanagedLeads,
  "enrollment-policy-unreachable": policyUnreachableLeads,
  "enrollment-rule-missing": ruleMissingLeads(enrollmentKind),
  "enrollment-rule": ruleLeads(enrollmentKind),
  "enrollment-rule-unmanaged": ruleUnmanagedLeads(enrollmentKind),
  "session-policy-missing": policyMissingLeads(sessionKind),
  "session-policy-status": policyStatusLeads,
  "session-policy-groups": policyGroupsLeads,
  "session-policy-order": policyOrderLeads(sessionKind),
  "session-policy-unmanaged": policyUnmanagedLeads,
  "session-rule-missing": ruleMissingLeads(sessionKind),
  "session-rule": ruleLeads(sessionKind),
  "session-rule-unmanaged": ruleUnmanagedLeads(sessionKind),
  "app-policy-missing": policyMissingLeads(appKind),
  "app-policy-apps": appMovedLeads,
  "app-policy-unmanaged": policyUnmanagedLeads,
  "app-rule-missing": ruleMissingLeads(appKind),
  "app-rule": ruleLeads(appKind),
  "app-rule-unmanaged": ruleUnmanagedLeads(appKind),
  "stack-resource": stackResourceLeads,
};

const leadsOf: Readonly<Partial<Record<CheckId, FindLeads>>> = byCheck;

/** Where to look for whoever is behind a finding about the org's configuration; null for a finding about anything else. */
export function leadsFor(inquiry: Inquiry): Leads | null {
  const find = leadsOf[inquiry.finding.check];
  return find === undefined ? null : find(inquiry);
}
