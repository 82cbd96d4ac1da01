import fc from "fast-check";
import { describe, expect, test } from "vitest";
import authenticatorStatus from "../../checks/authenticator-status.check.ts";
import type { Check } from "../../checks/contract/check.ts";
import policyAuthenticator from "../../checks/enrollment-policy-authenticator.check.ts";
import policyGroups from "../../checks/enrollment-policy-groups.check.ts";
import policyMissing from "../../checks/enrollment-policy-missing.check.ts";
import policyOrder from "../../checks/enrollment-policy-order.check.ts";
import policyStatus from "../../checks/enrollment-policy-status.check.ts";
import rule from "../../checks/enrollment-rule.check.ts";
import ruleMissing from "../../checks/enrollment-rule-missing.check.ts";
import ruleUnmanaged from "../../checks/enrollment-rule-unmanaged.check.ts";
import groupMembers from "../../checks/group-members.check.ts";
import groupMissing from "../../checks/group-missing.check.ts";
import groupRule from "../../checks/group-rule.check.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import type { EnrollmentPolicy, EnrollmentRule } from "../../src/model/live-enrollment.ts";
import type { LiveNetwork } from "../../src/model/network.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import { baselines } from "../support/arbitrary-baselines.ts";
import { idOf, network, onlyApps } from "../support/org-builder.ts";
import { orgTrueTo } from "../support/org-true-to.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { draftsOf } from "../support/run-check.ts";

const checks: readonly Check[] = [
  authenticatorStatus,
  groupMissing,
  groupMembers,
  groupRule,
  policyMissing,
  policyStatus,
  policyGroups,
  policyOrder,
  policyAuthenticator,
  ruleMissing,
  rule,
  ruleUnmanaged,
];

/** Everything found, in an order that does not depend on the order of any list. */
const findings = (baseline: Baseline, org: OrgSnapshot): readonly string[] =>
  checks
    .flatMap((check) => draftsOf(check, baseline, org).map((draft) => JSON.stringify([check.id, draft])))
    .sort();

function turned(condition: LiveNetwork): LiveNetwork {
  return condition.kind === "anywhere"
    ? condition
    : { ...condition, zoneIds: condition.zoneIds.toReversed() };
}

/** The same org with every list turned round. */
function listsTurned(org: OrgSnapshot): OrgSnapshot {
  const { users, groups, groupMembers, groupRules, policies, authenticators, zones } = org.slices;
  if (!users || !groups || !groupMembers || !groupRules || !policies || !authenticators || !zones) {
    throw new Error("every slice is read");
  }
  return {
    ...org,
    slices: {
      ...org.slices,
      users: { ...users, people: users.people.toReversed() },
      groups: groups.toReversed(),
      groupMembers: Object.fromEntries(
        Object.entries(groupMembers).map(([id, members]) => [id, members.toReversed()]),
      ),
      groupRules: groupRules.toReversed().map((one) => ({ ...one, groupIds: one.groupIds.toReversed() })),
      policies: policies.toReversed().map((policy) => ({
        ...policy,
        groupIds: policy.groupIds.toReversed(),
        settings: policy.settings.toReversed(),
        rules:
          policy.rules?.toReversed().map((live) => ({
            ...live,
            network: turned(live.network),
            excludedUserIds: live.excludedUserIds.toReversed(),
          })) ?? null,
      })),
      authenticators: authenticators.toReversed(),
      zones: zones.toReversed(),
    },
  };
}

const everyRule = (
  policy: EnrollmentPolicy,
  change: Partial<EnrollmentRule>,
): readonly EnrollmentPolicy[] => [
  { ...policy, rules: policy.rules?.map((live) => ({ ...live, ...change })) ?? null },
];

/** Ways in which one policy can drift; each makes something of a true org untrue. */
const changes: Readonly<Record<string, (policy: EnrollmentPolicy) => readonly EnrollmentPolicy[]>> = {
  "a policy is gone": () => [],
  "a policy is switched off": (policy) => [{ ...policy, status: "INACTIVE" }],
  "a policy loses a group": (policy) => [{ ...policy, groupIds: policy.groupIds.slice(1) }],
  "a policy gets a group": (policy) => [
    { ...policy, groupIds: [...policy.groupIds, idOf.group("a new group")] },
  ],
  "a policy loses its rules": (policy) => [{ ...policy, rules: [] }],
  "the rules of a policy cannot be read": (policy) => [{ ...policy, rules: null }],
  "rules are switched off": (policy) => everyRule(policy, { status: "INACTIVE" }),
  "rules have an action that Okta may add one day": (policy) => everyRule(policy, { enroll: "MAYBE" }),
  "rules leave out one more person": (policy) => everyRule(policy, { excludedUserIds: [idOf.user("new")] }),
  "rules apply in a deleted zone": (policy) => everyRule(policy, { network: network.in("a deleted zone") }),
  "rules apply to one app": (policy) => everyRule(policy, { apps: onlyApps.in("Intranet") }),
  "rules have a condition that nobody modelled": (policy) =>
    everyRule(policy, { otherConditions: ["device"] }),
  "rules have other names": (policy) => everyRule(policy, { name: "a name of more than eight" }),
};

describe("the checks of declared state", () => {
  test("find nothing in an org that is true to its baseline", () => {
    fc.assert(
      fc.property(baselines, (baseline) => {
        expect(findings(baseline, orgTrueTo(baseline))).toEqual([]);
      }),
    );
  });

  test("find the same whatever the order of Okta's lists", () => {
    fc.assert(
      fc.property(baselines, baselines, (baseline, other) => {
        // Judged by a baseline that shares few names and settings with it, an org has drift of every kind.
        const groups = [...other.groups, ...baseline.groups];
        const mixed = orgTrueTo({
          ...other,
          groups,
          enrollmentPolicies: baseline.enrollmentPolicies.toReversed(),
        });
        const renamed = { ...baseline, authenticators: { webauthn: "ACTIVE", duo: "INACTIVE" } } as const;
        for (const org of [mixed, orgTrueTo(other)]) {
          expect(findings(renamed, listsTurned(org))).toEqual(findings(renamed, org));
        }
      }),
    );
  });

  test.each(Object.entries(changes))("find something once %s", (_, change) => {
    fc.assert(
      fc.property(baselines, fc.nat(), (baseline, at) => {
        const org = orgTrueTo(baseline);
        const policies = org.slices.policies ?? [];
        const own = policies.filter((policy) => !policy.system);
        const chosen = own[at % own.length];
        fc.pre(chosen !== undefined);
        const changed = policies.flatMap((policy) => (policy === chosen ? change(policy) : [policy]));
        const found = findings(baseline, { ...org, slices: { ...org.slices, policies: changed } });
        expect(found.length).toBeGreaterThan(0);
      }),
      { numRuns: propertyRuns(25) },
    );
  });
});
