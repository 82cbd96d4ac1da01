import fc from "fast-check";
import { describe, expect, test } from "vitest";
import authenticatorStatus from "../../checks/authenticator-status.check.ts";
import type { Check } from "../../checks/check.ts";
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
import type { Baseline, BaselineGroup, BaselinePolicy, BaselineRule } from "../../model/baseline.ts";
import type { LiveNetwork, OrgSnapshot } from "../../model/snapshot.ts";
import { enrollActions, enrollSettings } from "../../model/words.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  theDeclaredDefault,
} from "../support/baseline-builder.ts";
import { orgTrueTo } from "../support/org-true-to.ts";
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

const reserved = ["Everyone", "Default Policy", "ALL_ZONES"];
const logins = ["nia@acme.example", "omar@acme.example", "dana@acme.example", "mei@acme.example"];

/** Names in any script, unique after NFC as Okta's are. */
const names = (minLength: number) =>
  fc.uniqueArray(
    fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
      .filter((name) => !reserved.includes(name) && name !== "__proto__"),
    { minLength, maxLength: 4, selector: (name) => name.normalize("NFC") },
  );

const settings = fc.dictionary(
  fc.constantFrom("okta_password", "okta_verify", "webauthn", "phone_number", "custom_app/autA1"),
  fc.constantFrom(...enrollSettings),
);

const network = (zones: readonly string[]): fc.Arbitrary<BaselineRule["network"]> =>
  fc.oneof(
    fc.constant({ kind: "anywhere" } as const),
    fc.record({
      kind: fc.constantFrom("in", "notIn"),
      zones: fc.oneof(fc.subarray([...zones], { minLength: 1 }), fc.constant(["ALL_ZONES"])),
    }),
  );

const rules = (zones: readonly string[]): fc.Arbitrary<readonly BaselineRule[]> =>
  names(1).chain((ruleNames) =>
    fc.tuple(
      ...ruleNames.map((name) =>
        fc.record({
          name: fc.constant(name),
          enroll: fc.constantFrom(...enrollActions),
          network: network(zones),
          exceptUsers: fc.subarray(logins),
        }),
      ),
    ),
  );

function groupNamed(name: string): fc.Arbitrary<BaselineGroup> {
  return fc
    .record({
      managed: fc.boolean(),
      members: fc.subarray(logins),
      onlyMembers: fc.boolean(),
      filled: fc.boolean(),
    })
    .map(({ filled, ...rest }) =>
      aDeclaredGroup(name, {
        ...rest,
        filledBy: filled ? { rule: `fills ${name}`, when: 'a == "b  c"' } : null,
      }),
    );
}

const baselines: fc.Arbitrary<Baseline> = fc
  .record({ groupNames: names(1), policyNames: names(0), zones: names(1), withDefault: fc.boolean() })
  .chain(({ groupNames, policyNames, zones, withDefault }) => {
    const policyNamed = (name: string): fc.Arbitrary<BaselinePolicy> =>
      fc
        .record({
          groups: fc.subarray(groupNames, { minLength: 1 }),
          authenticators: settings,
          unlisted: fc.constantFrom("NOT_ALLOWED", "ignore"),
          rules: rules(zones),
        })
        .map(({ groups, ...rest }) => aDeclaredPolicy(name, groups, rest));
    return fc
      .record({
        groups: fc.tuple(...groupNames.map(groupNamed)),
        policies: fc.tuple(...policyNames.map(policyNamed)),
        authenticators: fc.dictionary(
          fc.constantFrom("webauthn", "duo"),
          fc.constantFrom("ACTIVE", "INACTIVE"),
        ),
      })
      .map(({ groups, policies, authenticators }) =>
        aBaseline({
          groups,
          authenticators,
          enrollmentPolicies: [...policies, ...(withDefault ? [theDeclaredDefault()] : [])],
        }),
      );
  });

/** Everything found, in an order that does not depend on the order of any list. */
const findings = (baseline: Baseline, org: OrgSnapshot): readonly string[] =>
  checks
    .flatMap((check) => draftsOf(check, baseline, org).map((draft) => JSON.stringify([check.id, draft])))
    .sort();

function turned(network: LiveNetwork): LiveNetwork {
  return network.kind === "anywhere" ? network : { ...network, zoneIds: network.zoneIds.toReversed() };
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

  test("find something once anything declared is gone", () => {
    fc.assert(
      fc.property(baselines, (baseline) => {
        const org = orgTrueTo(baseline);
        const gone = { ...org, slices: { ...org.slices, groups: [] } };
        expect(findings(baseline, gone).length).toBeGreaterThan(0);
      }),
    );
  });
});
