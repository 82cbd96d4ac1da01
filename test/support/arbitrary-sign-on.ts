import fc from "fast-check";
import type { AppPolicy, SessionPolicy } from "../../src/model/live-sign-on.ts";
import type { LiveNetwork } from "../../src/model/network.ts";
import { idOf, network } from "./org-builder.ts";
import {
  type AppRuleParts,
  anAppPolicy,
  anyone,
  aPart,
  aSessionPolicy,
  asks,
  catchAll,
  chained,
  has,
  knows,
  type SessionRuleParts,
  theDefaultSessionPolicy,
} from "./sign-on-builder.ts";

export const zoneNames = ["Corp", "HQ"];
export const behaviorIds = ["beh1"];
export const assuranceIds = ["dae1"];
export const groupNames = ["Staff", "Admins"];
export const login = "kim@acme.example";

/** Everything that Acme's people can have, `key:method`. */
export const factorNames = [
  "webauthn:webauthn",
  "okta_verify:push",
  "okta_verify:signed_nonce",
  "phone_number:sms",
  "google_otp:otp",
  "okta_email:email",
  "security_question:security_question",
];

const zones = fc.subarray(zoneNames, { minLength: 1 });
const anyNetwork: fc.Arbitrary<LiveNetwork> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(network.anywhere) },
  { weight: 1, arbitrary: zones.map((names) => network.in(...names)) },
  { weight: 1, arbitrary: zones.map((names) => network.notIn(...names)) },
);
const risk = fc.oneof(
  { weight: 3, arbitrary: fc.constant("ANY") },
  { weight: 1, arbitrary: fc.constantFrom("LOW", "MEDIUM", "HIGH") },
);
const seldom = <Value>(value: Value, otherwise: Value) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary: fc.constant(value) });

const sessionRule: fc.Arbitrary<SessionRuleParts> = fc.record({
  status: seldom("INACTIVE", "ACTIVE"),
  network: anyNetwork,
  risk,
  behaviors: seldom<readonly string[]>(behaviorIds, []),
  excludedUserIds: seldom([idOf.user(login)], []),
  authType: seldom("RADIUS", "ANY"),
  identityProvider: seldom("SPECIFIC_IDP", "ANY"),
  access: seldom("DENY", "ALLOW"),
  primaryFactor: fc.constantFrom("PASSWORD_IDP", "PASSWORD_IDP_ANY_FACTOR"),
  requiresFactor: fc.boolean(),
});

const demands = fc.record({
  phishingResistant: seldom(true, false),
  userVerification: seldom(true, false),
  deviceBound: seldom(true, false),
  hardwareProtected: seldom(true, false),
});
const named = (names: readonly string[]) =>
  fc.subarray([...names], { maxLength: 2 }).map((chosen) =>
    chosen.map((name) => {
      const [key = name, method = null] = name.split(":");
      return { key, id: null, method };
    }),
  );
const possession = fc
  .record({
    demands,
    types: seldom<readonly string[]>(["app", "security_key"], []),
    methods: seldom<readonly string[]>(["sms", "push"], []),
    only: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: named(factorNames) }),
    except: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: named(factorNames) }),
  })
  .map(({ demands: those, ...part }) => aPart(part, those));
const barring = named(factorNames).map((except) => aPart({ required: false, except }));
const knowledge = fc
  .record({ types: seldom<readonly string[]>(["password"], []) })
  .map((part) => aPart(part));
const constraint = fc.oneof(
  possession.map(has),
  knowledge.map(knows),
  barring.map(has),
  fc.tuple(possession, knowledge).map(([one, other]) => ({ possession: one, knowledge: other })),
  fc.constant({ possession: null, knowledge: null }),
);
const step = fc.subarray(["okta_password:password", ...factorNames], { minLength: 1, maxLength: 2 });
const verification = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom("1FA" as const, "2FA" as const), fc.array(constraint, { maxLength: 2 }))
      .map(([mode, constraints]) => asks(mode, constraints)),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.array(step, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 })
      .map((chains) => chained(...chains)),
  },
);

const groupIds = fc.subarray(groupNames).map((names) => names.map(idOf.group));
const people = fc
  .record({
    groupIds: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: groupIds }),
    exceptGroupIds: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: groupIds }),
    userIds: seldom([idOf.user(login)], []),
    exceptUserIds: seldom([idOf.user(login)], []),
  })
  .map((change) => ({ ...anyone, ...change }));
const device = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record({
      registered: fc.constant(true),
      managed: fc.boolean(),
      assuranceIds: seldom<readonly string[]>(assuranceIds, []),
    }),
  },
);

/** A rule of an app policy that may ask anything of anybody. */
export const appRule: fc.Arbitrary<AppRuleParts> = fc.record({
  status: seldom("INACTIVE", "ACTIVE"),
  people,
  network: anyNetwork,
  device,
  platforms: seldom<NonNullable<AppRuleParts["platforms"]>>([{ type: "MOBILE", os: "ANY" }], []),
  risk,
  access: seldom("DENY", "ALLOW"),
  verification,
});

const distinctNames = <Rule extends object>(rules: readonly Rule[]) =>
  rules.map((rule, index) => ({ ...rule, name: `Rule ${index + 1}` }));

/** Two session policies at most, before Okta's own. */
export const sessionPolicies: fc.Arbitrary<readonly SessionPolicy[]> = fc
  .record({
    own: fc.array(
      fc.record({
        groups: fc.subarray(["Everyone", ...groupNames], { minLength: 1 }),
        rules: fc.array(sessionRule, { maxLength: 3 }),
        status: seldom("INACTIVE", "ACTIVE"),
      }),
      { maxLength: 2 },
    ),
    last: fc.record({
      primaryFactor: fc.constantFrom("PASSWORD_IDP", "PASSWORD_IDP_ANY_FACTOR"),
      requiresFactor: fc.boolean(),
      access: seldom("DENY", "ALLOW"),
    }),
  })
  .map(({ own, last }) => [
    ...own.map(({ groups, rules, status }, index) =>
      aSessionPolicy(`Session ${index + 1}`, groups, distinctNames(rules), { status, priority: index + 1 }),
    ),
    theDefaultSessionPolicy(last),
  ]);

/** An app policy with its catch-all. */
export const appPolicy: fc.Arbitrary<AppPolicy> = fc
  .record({
    rules: fc.array(appRule, { maxLength: 4 }),
    last: fc.record({ verification, access: seldom("DENY", "ALLOW") }),
  })
  .map(({ rules, last }) => anAppPolicy("Strong", [...distinctNames(rules), catchAll(last)]));
