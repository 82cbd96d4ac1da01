import type { WrittenState } from "../../../src/emulator/filling/state-schema.ts";
import type { JsonObject } from "../../../src/emulator/wire/json.ts";
import { settingsFor } from "./baseline-of-facts.ts";
import {
  groupRefs,
  type Key,
  keys,
  now,
  type Oddity,
  type OrgFacts,
  type PersonFacts,
  type PolicyFacts,
  type RuleFacts,
  type Thing,
  zones,
} from "./org-facts.ts";

/** Ids as Okta makes them, but to be recognised. */
export const idOfFact = {
  user: (login: string) => `00u${login.replace(/@.*/, "")}`,
  group: (ref: string) => `00g${ref}`,
  policy: (name: string) => `00p${name}`,
  app: "0oaPayroll",
};

const factorTypes: Readonly<Record<Thing, readonly [factorType: string, provider: string]>> = {
  "okta_verify:push": ["push", "OKTA"],
  "okta_verify:totp": ["token:software:totp", "OKTA"],
  "okta_verify:signed_nonce": ["signed_nonce", "OKTA"],
  "phone_number:sms": ["sms", "OKTA"],
  webauthn: ["webauthn", "FIDO"],
  google_otp: ["token:software:totp", "GOOGLE"],
};

const methodsOf: Readonly<Partial<Record<Key, readonly string[]>>> = {
  okta_verify: ["push", "totp", "signed_nonce"],
  phone_number: ["sms", "voice"],
};

/** Words that Okta does not have yet. */
const notModelled = { region: { include: ["EU"] } };

type Odd = (oddity: Oddity) => boolean;

function userOf({ login, status, createdAgo, isAdministrator, has }: PersonFacts) {
  const created = new Date(now.getTime() - createdAgo * 3_600_000).toISOString();
  return {
    id: idOfFact.user(login),
    login,
    status,
    created,
    activated: created,
    roles: isAdministrator ? ["SUPER_ADMIN"] : [],
    factors: Object.entries(has).map(([thing, factorStatus]) => {
      const [factorType, provider] = factorTypes[thing as Thing];
      return { factorType, provider, status: factorStatus };
    }),
  };
}

function ruleOf(rule: RuleFacts, at: number, policy: PolicyFacts, isOdd: Odd) {
  const network =
    rule.from === "anywhere"
      ? { connection: "ANYWHERE" }
      : { connection: "ZONE", [rule.from.side === "in" ? "include" : "exclude"]: [...rule.from.zones] };
  const side = rule.to === "payroll" ? "include" : "exclude";
  const app = rule.to === "anything" ? {} : { app: { [side]: [{ type: "APP", id: idOfFact.app }] } };
  const odd = at === 0 && isOdd({ kind: "rule", policy: policy.name });
  return {
    id: `0pr${policy.name}${rule.name}`,
    name: rule.name,
    status: rule.isOn ? ("ACTIVE" as const) : ("INACTIVE" as const),
    priority: rule.place,
    conditions: {
      people: { users: { exclude: rule.exceptUsers.map(idOfFact.user) } },
      network,
      ...app,
      ...(odd ? notModelled : {}),
    },
    actions: { enroll: { self: "CHALLENGE" } },
  };
}

function settingsOf(policy: Pick<PolicyFacts, "name" | "allows" | "graceFor" | "modelsFor">, isOdd: Odd) {
  const authenticators = Object.entries(settingsFor(policy.allows)).map(([key, self]): JsonObject => {
    const grace = key === policy.graceFor ? { gracePeriod: { type: "BY_SKIP_COUNT", skipCount: 9 } } : {};
    const models = key === policy.modelsFor ? { constraints: { aaguidGroups: ["FIPS keys"] } } : {};
    const odd = isOdd({ kind: "setting", policy: policy.name, key: key as Key }) ? notModelled : {};
    return { key, enroll: { self, ...grace }, ...models, ...odd };
  });
  const odd = isOdd({ kind: "settings", policy: policy.name }) ? notModelled : {};
  return { type: "AUTHENTICATORS", authenticators, ...odd };
}

function policyOf(policy: PolicyFacts, isOdd: Odd) {
  const others = isOdd({ kind: "people", policy: policy.name }) ? { users: { include: ["00uwhoever"] } } : {};
  return {
    id: idOfFact.policy(policy.name),
    type: "MFA_ENROLL",
    name: policy.name,
    status: policy.isOn ? ("ACTIVE" as const) : ("INACTIVE" as const),
    priority: policy.place,
    conditions: {
      people: { groups: { include: policy.groups.map(idOfFact.group) }, ...others },
      ...(isOdd({ kind: "condition", policy: policy.name }) ? notModelled : {}),
    },
    settings: settingsOf(policy, isOdd),
    rules: policy.rules.map((rule, at) => ruleOf(rule, at, policy, isOdd)),
  };
}

function authenticatorOf(key: Key, { authenticators }: OrgFacts, isOdd: Odd) {
  const { isOn, allowedFor, off } = authenticators[key];
  const methods = methodsOf[key]?.map((type) => ({
    type,
    status: off.includes(type) ? ("INACTIVE" as const) : ("ACTIVE" as const),
    ...(isOdd({ kind: "method", thing: `${key}:${type}` as Thing }) ? { settings: notModelled } : {}),
  }));
  return {
    id: `aut${key}`,
    key,
    status: isOn ? ("ACTIVE" as const) : ("INACTIVE" as const),
    settings: { allowedFor, ...(isOdd({ kind: "authenticator", key }) ? notModelled : {}) },
    ...(methods === undefined ? {} : { methods }),
  };
}

/** The same org in Okta's words, for the emulator to serve. */
export function stateOf(facts: OrgFacts): WrittenState {
  const isOdd: Odd = (oddity) => facts.odd.some((one) => JSON.stringify(one) === JSON.stringify(oddity));
  const { staffRule } = facts;
  return {
    users: facts.people.map(userOf),
    groups: [
      { id: idOfFact.group("everyone"), name: "Everyone", type: "BUILT_IN" },
      ...groupRefs.map((ref) => ({
        id: idOfFact.group(ref),
        name: facts.groups[ref].name,
        type: ref === "visitors" ? ("APP_GROUP" as const) : ("OKTA_GROUP" as const),
        members: facts.groups[ref].members.map(idOfFact.user),
      })),
    ],
    groupRules: [
      {
        id: "0prStaff",
        name: "Staff - employees",
        expression: 'user.userType=="employee"',
        groupIds: staffRule.fills.map(idOfFact.group),
        excludedUserIds: staffRule.exceptUsers.map(idOfFact.user),
        excludedGroupIds: staffRule.exceptGroups.map(idOfFact.group),
      },
    ],
    authenticators: [
      { id: "autokta_password", key: "okta_password" },
      ...keys.map((key) => authenticatorOf(key, facts, isOdd)),
    ],
    policies: [
      ...facts.policies.map((policy) => policyOf(policy, isOdd)),
      {
        id: idOfFact.policy("Default"),
        type: "MFA_ENROLL",
        name: "Default Policy",
        system: true,
        priority: 99,
        conditions: { people: { groups: { include: [idOfFact.group("everyone")] } } },
        settings: settingsOf(
          { name: "Default Policy", allows: facts.defaultAllows, graceFor: null, modelsFor: null },
          isOdd,
        ),
        rules: [{ name: "Default Rule", system: true }],
      },
    ],
    apps: [{ id: idOfFact.app, label: "Payroll", name: "payroll" }],
    zones: zones.map((name) => ({ id: `nzo${name}`, name })),
    settings: { authenticatorEnrollments: facts.enrolmentsAreFiltered ? "absent" : "unfiltered" },
  };
}
