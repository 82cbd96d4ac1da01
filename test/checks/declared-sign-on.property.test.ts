import fc from "fast-check";
import { expect, test } from "vitest";
import { appRuleAsLive } from "../../src/evaluator/declared/app-rule-as-live.ts";
import { sessionRuleAsLive } from "../../src/evaluator/declared/session-rule-as-live.ts";
import { appDifferences } from "../../src/evaluator/declared-sign-on/app-rule-differences.ts";
import { sessionDifferences } from "../../src/evaluator/declared-sign-on/session-rule-differences.ts";
import { judge } from "../../src/evaluator/judgement.ts";
import type {
  BaselineAppRule,
  BaselineConstraint,
  BaselineSessionRule,
} from "../../src/model/baseline-sign-on.ts";
import type { PolicyRuleId } from "../../src/model/ids.ts";
import type { NamedNetwork } from "../../src/model/network.ts";
import { deviceConditions, platformNames, riskConditions } from "../../src/model/sign-on-words.ts";
import { aBaseline } from "../support/baseline-builder.ts";
import { aDeclaredAppRule, aDeclaredSessionPolicy } from "../support/declared-sign-on.ts";
import { anOrg, aPerson, idOf } from "../support/org-builder.ts";

const logins = ["nia@acme.example", "kim@acme.example"];
const groups = ["Staff", "Admins"];
const zones = ["Corp", "HQ"];
const org = anOrg({
  people: logins.map((login) => aPerson(login)),
  groups: Object.fromEntries(groups.map((name) => [name, []])),
  zones,
});
const baseline = aBaseline();
const input = { baseline, org, judgement: judge(baseline, org) };
const names = {
  userTypeId: () => null,
  userId: idOf.user,
  groupId: idOf.group,
  network: (network: NamedNetwork) =>
    network.kind === "anywhere" ? network : { kind: network.kind, zoneIds: network.zones.map(idOf.zone) },
};
const id = "rul1" as PolicyRuleId;

const some = <Item>(items: readonly Item[]): fc.Arbitrary<Item[]> => fc.shuffledSubarray([...items]);
const network: fc.Arbitrary<NamedNetwork> = fc.oneof(
  fc.constant({ kind: "anywhere" } as const),
  fc.record({
    kind: fc.constantFrom("in" as const, "notIn" as const),
    zones: fc.shuffledSubarray(zones, { minLength: 1 }),
  }),
);
const access = fc.constantFrom("ALLOW" as const, "DENY" as const);
const methods = some(["webauthn", "okta_verify:push", "okta_verify:signed_nonce", "phone_number:sms"]);

const constraint: fc.Arbitrary<BaselineConstraint> = fc
  .record({
    possession: fc.option(
      fc.record({
        phishingResistant: fc.boolean(),
        hardwareProtected: fc.boolean(),
        userVerification: fc.boolean(),
        userPresence: fc.boolean(),
        deviceBound: fc.boolean(),
        methods,
        exceptMethods: methods,
      }),
    ),
    knowledge: fc.option(
      fc.record({
        types: some(["password", "security_question"] as const),
        methods: some(["okta_password"]),
      }),
    ),
  })
  // One that asks for nothing is refused in a baseline.
  .filter(({ possession, knowledge }) => possession !== null || knowledge !== null);

const step = fc.shuffledSubarray(["okta_password", "webauthn", "okta_verify:push"], { minLength: 1 });
const verification: fc.Arbitrary<BaselineAppRule["verification"]> = fc.oneof(
  fc.record({
    kind: fc.constant("assurance" as const),
    factors: fc.constantFrom(1 as const, 2 as const),
    constraints: fc.array(constraint, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant("chains" as const),
    chains: fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 }),
  }),
);

const appRule: fc.Arbitrary<BaselineAppRule> = fc
  .record({
    people: fc.record({
      groups: some(groups),
      exceptGroups: some(groups),
      users: some(logins),
      exceptUsers: some(logins),
      userTypes: fc.constant([]),
      exceptUserTypes: fc.constant([]),
    }),
    network,
    device: fc.constantFrom(...deviceConditions),
    platforms: fc.shuffledSubarray([...platformNames], { maxLength: 3 }),
    risk: fc.constantFrom(...riskConditions),
    expression: fc.constantFrom(null, "true", "user.status == 'ACTIVE'"),
    access,
    verification,
    reauthenticateSeconds: fc.constantFrom(null, 0, 900, 43_200),
  })
  .map((parts) => aDeclaredAppRule(parts));

const sessionRule: fc.Arbitrary<BaselineSessionRule> = fc
  .record({
    network,
    exceptUsers: some(logins),
    access,
    primaryFactor: fc.constantFrom("PASSWORD_IDP" as const, "PASSWORD_IDP_ANY_FACTOR" as const),
    secondFactor: fc.constantFrom("NEVER" as const, "ALWAYS" as const, "SESSION" as const, "DEVICE" as const),
    minutes: fc.constantFrom(15, 60),
    session: fc.record({
      idleMinutes: fc.constantFrom(15, 120),
      lifetimeMinutes: fc.constantFrom(null, 720),
      persistentCookie: fc.boolean(),
    }),
  })
  .map(({ minutes, ...parts }) => {
    const isRemembered = parts.secondFactor === "SESSION" || parts.secondFactor === "DEVICE";
    const [rule] = aDeclaredSessionPolicy(
      "Any",
      [],
      [{ ...parts, secondFactorLifetimeMinutes: isRemembered ? minutes : null }],
    ).rules;
    if (rule === undefined) throw new Error("a policy of one rule");
    return rule;
  });

/** A value in which the order of what is listed does not count. */
const unordered = (value: unknown): string => {
  if (Array.isArray(value)) return `[${[...new Set(value.map(unordered))].sort().join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, part]) => `${key}:${unordered(part)}`)
    .join()}}`;
};

/** The fields of which two rules say something else, by a plain look at them. */
function plainly(wanted: object, is: object, path = ""): readonly string[] {
  const [left, right] = [wanted, is].map((one) => one as Readonly<Record<string, unknown>>);
  return Object.keys(wanted).flatMap((key) => {
    const [one, other] = [left?.[key], right?.[key]];
    const isNested = path === "" && (key === "people" || key === "session");
    if (isNested) return plainly(one as object, other as object, `${key}.`);
    return unordered(one) === unordered(other) ? [] : [`${path}${key}`];
  });
}

const fieldsOf = (differences: readonly { readonly field: string | null }[]): readonly string[] =>
  [...new Set(differences.map(({ field }) => field ?? "unmodelled"))].sort();

const conditions = /^(?:people\.|network$|device$|platforms$|risk$|expression$|access$|exceptUsers$)/;

test("an app rule differs in the fields in which two baselines differ, and in no others", () => {
  fc.assert(
    fc.property(appRule, appRule, fc.boolean(), (declared, other, isSame) => {
      const live = appRuleAsLive(isSame ? declared : other, id, names);
      const found = fieldsOf(appDifferences({ declared, live }, input));
      const told = plainly(declared, isSame ? declared : other);
      const lets = declared.access === "ALLOW" && live.access === "ALLOW";
      expect(found.filter((field) => conditions.test(field))).toEqual(
        told.filter((field) => conditions.test(field)).toSorted(),
      );
      expect(found.includes("reauthenticateEvery")).toBe(lets && told.includes("reauthenticateSeconds"));
      const asks = found.some((field) => ["factors", "constraints", "chains"].includes(field));
      // Two ways to write the same are one: only what reads the same must be found to be the same.
      if (!lets || !told.includes("verification")) expect(asks).toBe(false);
      if (lets && declared.verification.kind !== live.verification?.kind) expect(asks).toBe(true);
    }),
  );
});

test("a session rule differs in the fields in which two baselines differ, and in no others", () => {
  const asked: Readonly<Record<string, string>> = {
    "session.idleMinutes": "session.idle",
    "session.lifetimeMinutes": "session.lifetime",
    secondFactorLifetimeMinutes: "secondFactorLifetime",
  };
  fc.assert(
    fc.property(sessionRule, sessionRule, fc.boolean(), (declared, other, isSame) => {
      const live = sessionRuleAsLive(isSame ? declared : other, id, names);
      const found = fieldsOf(sessionDifferences({ declared, live }, input));
      const lets = declared.access === "ALLOW" && live.access === "ALLOW";
      const isOtherPrompt = declared.secondFactor !== (isSame ? declared : other).secondFactor;
      const told = plainly(declared, isSame ? declared : other)
        .map((field) => asked[field] ?? field)
        .filter((field) => conditions.test(field) || lets)
        // How long something else is remembered is no matter of its own.
        .filter((field) => field !== "secondFactorLifetime" || !isOtherPrompt);
      expect(found).toEqual(told.toSorted());
    }),
  );
});
