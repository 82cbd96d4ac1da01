import fc from "fast-check";
import { type Demand, declaredPolicies, trueFacts } from "./baseline-of-facts.ts";
import {
  type AuthenticatorFacts,
  type GroupRef,
  groupRefs,
  type Key,
  keys,
  type Oddity,
  type OrgFacts,
  type PersonFacts,
  type PolicyFacts,
  type RuleFacts,
  type Thing,
  things,
  veils,
  zones,
} from "./org-facts.ts";

const logins = ["nia", "omar", "dana", "mei"].map((name) => `${name}@acme.example`);

/** As it should be, but for one time in so many. */
const seldom = <Value>(usual: Value, other: fc.Arbitrary<Value>, oneIn: number): fc.Arbitrary<Value> =>
  fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

const everything = fc.constant<PersonFacts["has"]>(
  Object.fromEntries(things.map((thing) => [thing, "ACTIVE" as const])),
);

const someThings = fc.dictionary(
  fc.constantFrom(...things),
  fc.constantFrom("ACTIVE", "ACTIVE", "PENDING_ACTIVATION"),
  { maxKeys: 3 },
) as fc.Arbitrary<PersonFacts["has"]>;

const somebody = (login: string): fc.Arbitrary<PersonFacts> =>
  fc.record({
    login: fc.constant(login),
    status: seldom<PersonFacts["status"]>(
      "ACTIVE",
      fc.constantFrom("RECOVERY", "LOCKED_OUT", "PASSWORD_EXPIRED"),
      5,
    ),
    createdAgo: seldom(20_000, fc.constantFrom(-50, -1, 2, 30), 3),
    isAdministrator: fc.boolean(),
    has: fc.oneof(everything, someThings),
  });

/** The first is an administrator: every org has one, and the reader's token is theirs. */
const people = fc
  .tuple(...logins.map(somebody))
  .map(([first, ...others]) => [
    ...(first === undefined ? [] : [{ ...first, isAdministrator: true }]),
    ...others,
  ]);

const someMembers = fc.subarray(logins);

const groups: fc.Arbitrary<OrgFacts["groups"]> = fc.record({
  staff: fc.record({ name: fc.constant("Staff"), members: fc.subarray(logins, { minLength: 1 }) }),
  admins: fc.record({ name: fc.constant("Admins"), members: someMembers }),
  visitors: fc.record({
    name: fc.constantFrom("Visitors", "Staff", "Everyone"),
    members: someMembers,
  }),
});

const staffRule: fc.Arbitrary<OrgFacts["staffRule"]> = fc.record({
  fills: seldom<readonly GroupRef[]>(["staff"], fc.subarray([...groupRefs], { minLength: 1 }), 3),
  exceptUsers: seldom<readonly string[]>([], fc.subarray(logins, { maxLength: 1 }), 3),
  exceptGroups: seldom<readonly GroupRef[]>([], fc.subarray([...groupRefs], { maxLength: 1 }), 3),
});

const authenticator = (methods: readonly string[]): fc.Arbitrary<AuthenticatorFacts> =>
  fc.record({
    isOn: seldom(true, fc.constant(false), 10),
    allowedFor: seldom<AuthenticatorFacts["allowedFor"]>(
      "any",
      fc.constantFrom("sso", "recovery", "none"),
      8,
    ),
    off: seldom<readonly string[]>([], fc.subarray([...methods]), 5),
  });

const authenticators: fc.Arbitrary<OrgFacts["authenticators"]> = fc.record({
  okta_verify: authenticator(["push", "totp", "signed_nonce"]),
  webauthn: authenticator([]),
  phone_number: authenticator(["sms", "voice"]),
  google_otp: authenticator([]),
});

const rule = (name: string, place: number): fc.Arbitrary<RuleFacts> =>
  fc.record({
    name: fc.constant(name),
    isOn: seldom(true, fc.constant(false), 8),
    place: fc.constantFrom(place, place, 1),
    from: seldom<RuleFacts["from"]>(
      "anywhere",
      fc.record({ side: fc.constantFrom("in", "notIn"), zones: fc.subarray(zones, { minLength: 1 }) }),
      4,
    ),
    to: seldom<RuleFacts["to"]>("anything", fc.constantFrom("payroll", "the rest"), 4),
    exceptUsers: seldom<readonly string[]>([], fc.subarray(logins, { maxLength: 2 }), 2),
  });

const policy = (declared: PolicyFacts): fc.Arbitrary<PolicyFacts> =>
  fc.record({
    name: fc.constant(declared.name),
    isOn: seldom(true, fc.constant(false), 10),
    place: seldom(declared.place, fc.constantFrom(1, 2, 3), 5),
    groups: seldom<PolicyFacts["groups"]>(
      declared.groups,
      fc.subarray([...groupRefs, "everyone"], { minLength: 1 }),
      6,
    ),
    allows: seldom<readonly Key[]>(declared.allows, fc.subarray([...keys]), 4),
    graceFor: seldom<Key | null>(null, fc.constantFrom(...keys), 10),
    modelsFor: seldom<Key | null>(null, fc.constantFrom(...keys), 10),
    rules: seldom<readonly RuleFacts[]>(
      declared.rules,
      fc.oneof(
        rule("Enroll", 1).map((one) => [one]),
        fc.tuple(rule("Enroll", 1), rule("Visiting", 2)),
      ),
      2,
    ),
  });

/** A policy that nobody declared. */
const stranger = policy({
  name: "Visitors",
  isOn: true,
  place: 3,
  groups: ["visitors"],
  allows: ["phone_number"],
  graceFor: null,
  modelsFor: null,
  rules: [{ name: "Enroll", isOn: true, place: 1, from: "anywhere", to: "anything", exceptUsers: [] }],
});

const policies: fc.Arbitrary<readonly PolicyFacts[]> = fc
  .tuple(...declaredPolicies.map(policy), seldom<PolicyFacts | null>(null, stranger, 2))
  .map((all) => all.filter((one) => one !== null));

const odd: fc.Arbitrary<Oddity> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("condition", "people", "rule", "settings"),
    policy: fc.constantFrom("Admins", "Staff"),
  }),
  fc.record({
    kind: fc.constant("setting"),
    policy: fc.constantFrom("Admins", "Staff", "Default Policy"),
    key: fc.constantFrom(...keys),
  }),
  fc.record({ kind: fc.constant("authenticator"), key: fc.constantFrom(...keys) }),
  fc.record({
    kind: fc.constant("method"),
    thing: fc.constantFrom<Thing>("okta_verify:push", "okta_verify:totp", "phone_number:sms"),
  }),
) as fc.Arbitrary<Oddity>;

/** How each part can be, as often wrong as right. */
const parts: { readonly [Part in keyof OrgFacts]: fc.Arbitrary<OrgFacts[Part]> } = {
  people,
  groups,
  staffRule,
  authenticators,
  policies,
  defaultAllows: fc.subarray([...keys]),
  odd: fc.array(odd, { minLength: 1, maxLength: 2 }),
  veil: fc.constantFrom(...veils),
  enrolmentsAreFiltered: fc.boolean(),
  clockAheadHours: fc.constantFrom(-100, 100),
};

/** Everybody has everything, and is where they belong. */
const soundOrg: OrgFacts = {
  ...trueFacts,
  people: logins.map((login, at) => ({
    login,
    status: "ACTIVE",
    createdAgo: 20_000,
    isAdministrator: at < 2,
    has: Object.fromEntries(things.map((thing) => [thing, "ACTIVE" as const])),
  })),
  groups: {
    ...trueFacts.groups,
    staff: { name: "Staff", members: logins },
    admins: { name: "Admins", members: logins.slice(0, 1) },
  },
};

/** Some parts can be amiss in more ways than others. */
const ways: Readonly<Partial<Record<keyof OrgFacts, number>>> = { policies: 3, odd: 3, veil: 4 };

/** Orgs in which nothing is amiss but one part. */
const nearlySound: fc.Arbitrary<OrgFacts> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(soundOrg) },
  ...Object.entries(parts).map(([part, some]: [string, fc.Arbitrary<unknown>]) => ({
    weight: ways[part as keyof OrgFacts] ?? 1,
    arbitrary: some.map((value) => ({ ...soundOrg, [part]: value })),
  })),
);

/** Orgs in which much may be amiss at once. */
const anyhow: fc.Arbitrary<OrgFacts> = fc.record({
  people,
  groups,
  staffRule: seldom(trueFacts.staffRule, parts.staffRule, 3),
  authenticators: seldom(trueFacts.authenticators, parts.authenticators, 2),
  policies: seldom(trueFacts.policies, parts.policies, 2),
  defaultAllows: seldom(trueFacts.defaultAllows, parts.defaultAllows, 4),
  odd: seldom(trueFacts.odd, parts.odd, 3),
  veil: seldom(trueFacts.veil, parts.veil, 4),
  enrolmentsAreFiltered: seldom(false, fc.constant(true), 5),
  clockAheadHours: seldom(0, parts.clockAheadHours, 4),
});

/** Orgs of four people. */
export const someOrgs: fc.Arbitrary<OrgFacts> = fc.oneof(nearlySound, anyhow);

export const someDemands: fc.Arbitrary<Demand> = fc
  .record({
    of: fc.constantFrom("everyone", "everyone", "staff", "administrators"),
    anyOf: fc.subarray([...things], { minLength: 1 }),
    atLeast: fc.constantFrom(1, 1, 1, 2),
    graceHours: fc.constantFrom(0, 0, 24),
  })
  .map((demand) => ({ ...demand, atLeast: Math.min(demand.atLeast, demand.anyOf.length) }));
