import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { judge } from "../../../src/evaluator/judgement.ts";
import { readSignOn } from "../../../src/evaluator/sign-on/sign-on.ts";
import { judgeWaysIn } from "../../../src/evaluator/sign-on/way-in.ts";
import type { AppPolicy, SessionPolicy } from "../../../src/model/live-sign-on.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import {
  appPolicy,
  appRule,
  assuranceIds,
  behaviorIds,
  factorNames,
  groupNames,
  login,
  sessionPolicies,
  zoneNames,
} from "../../support/arbitrary-sign-on.ts";
import { aBaseline } from "../../support/baseline-builder.ts";
import { anOrg, aPerson, enrolments, idOf, theDefaultPolicy } from "../../support/org-builder.ts";
import { propertyLimit, propertyRuns } from "../../support/property-runs.ts";
import { anAppPolicy, aPart, asks, has } from "../../support/sign-on-builder.ts";
import { levels, oracleOutcomes, oracleRank } from "../../support/sign-on-oracle.ts";

vi.setConfig({ testTimeout: propertyLimit(600_000) });

const keys = [...new Set(factorNames.map((name) => name.split(":")[0] ?? name))];

interface Situation {
  readonly sessions: readonly SessionPolicy[];
  readonly policy: AppPolicy;
  readonly groups: readonly string[];
  readonly factors: readonly string[];
  readonly hasPassword: boolean;
  readonly enroll: "CHALLENGE" | "NEVER";
  readonly outside: readonly string[];
}

const situations: fc.Arbitrary<Situation> = fc.record({
  sessions: sessionPolicies,
  policy: appPolicy,
  groups: fc.subarray(groupNames),
  factors: fc.subarray(factorNames),
  hasPassword: fc.oneof(
    { weight: 4, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  enroll: fc.constantFrom("CHALLENGE" as const, "NEVER" as const),
  outside: fc.subarray(zoneNames, { maxLength: 1 }),
});

const kim = (hasPassword: boolean) =>
  aPerson(login, {
    signOn: { typeId: null, provider: "OKTA", hasPassword, profile: {} },
  });

function orgOf({ sessions, policy, groups, factors, hasPassword, enroll }: Situation): OrgSnapshot {
  const settings = Object.fromEntries(keys.map((key) => [key, "OPTIONAL"]));
  const org = anOrg({
    people: [kim(hasPassword)],
    groups: Object.fromEntries(groupNames.map((name) => [name, groups.includes(name) ? [login] : []])),
    zones: zoneNames,
    policies: [
      {
        ...theDefaultPolicy({ okta_password: "REQUIRED", ...settings }),
        rules: [{ ...(theDefaultPolicy().rules?.[0] as never as object), enroll } as never],
      },
    ],
    enrolments: { [login]: enrolments(factors) },
  });
  const methods = (key: string) =>
    factorNames
      .filter((name) => name.startsWith(`${key}:`))
      .map((name) => ({ type: name.split(":")[1] ?? "", status: "ACTIVE" }));
  const authenticators = ["okta_password", ...keys].map((key) => ({
    id: idOf.authenticator(key),
    key,
    name: key,
    status: "ACTIVE",
    allowedFor: "any",
    methods: key === "okta_password" ? [{ type: "password", status: "ACTIVE" }] : methods(key),
  }));
  const slices = {
    ...org.slices,
    authenticators,
    sessionPolicies: sessions,
    appPolicies: [policy],
    idps: [],
  };
  return { ...org, slices };
}

function waysOf(situation: Situation) {
  const org = orgOf(situation);
  const { live, effectivePolicyOf } = judge(aBaseline(), org);
  const signOn = readSignOn({ org, live, effectivePolicyOf });
  return signOn.waysFor(signOn.alike(kim(situation.hasPassword)), situation.policy, situation.outside);
}

/** The weakest level by the evaluator: the highest that is still met. */
function rankOf(situation: Situation, openEnrollment: boolean): number {
  const ways = waysOf(situation);
  const met = levels.map((level) => judgeWaysIn(ways, level, { openEnrollment }).kind);
  expect(met).not.toContain("unknown");
  return met.lastIndexOf("met");
}

function oracleOf({ sessions, policy, groups, factors, hasPassword, enroll, outside }: Situation) {
  return oracleOutcomes(
    sessions,
    policy,
    {
      id: idOf.user(login),
      groupIds: [idOf.group("Everyone"), ...groups.map(idOf.group)],
      factors: [...(hasPassword ? ["okta_password:password"] : []), ...factors],
      mayEnroll: enroll === "CHALLENGE",
      enrollable: factorNames,
    },
    {
      zones: zoneNames.map(idOf.zone),
      behaviors: behaviorIds,
      assurances: assuranceIds,
      outside: outside.map(idOf.zone),
    },
  );
}

it("finds the weakest way in that trying every sign-in and every set of factors finds", () => {
  fc.assert(
    fc.property(situations, fc.boolean(), (situation, openEnrollment) => {
      expect(rankOf(situation, openEnrollment)).toBe(oracleRank(oracleOf(situation), openEnrollment));
    }),
    { numRuns: propertyRuns(500) },
  );
});

it("is never weaker for a stricter rule on top", () => {
  fc.assert(
    fc.property(situations, appRule, (situation, conditions) => {
      const strict = { ...conditions, name: "Strict", priority: 0, access: "ALLOW", device: null };
      const verification = asks("2FA", [has(aPart({}, { phishingResistant: true }))]);
      const top = anAppPolicy("Strong", [{ ...strict, verification }]).rules ?? [];
      const stricter = { ...situation.policy, rules: [...top, ...(situation.policy.rules ?? [])] };
      const before = rankOf(situation, true);
      expect(rankOf({ ...situation, policy: stricter }, true)).toBeGreaterThanOrEqual(Math.min(before, 4));
    }),
    { numRuns: propertyRuns(100) },
  );
});

it("is never stronger for a rule less that denies", () => {
  fc.assert(
    fc.property(situations, (situation) => {
      const rules = (situation.policy.rules ?? []).filter(
        ({ access, system }) => system || access !== "DENY",
      );
      const fewer = { ...situation, policy: { ...situation.policy, rules } };
      expect(rankOf(fewer, false)).toBeLessThanOrEqual(rankOf(situation, false));
    }),
    { numRuns: propertyRuns(100) },
  );
});
