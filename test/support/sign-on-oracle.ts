import type {
  AppPolicy,
  AppRule,
  LiveConstraint,
  LiveMethod,
  LivePart,
  SessionPolicy,
  SessionRule,
} from "../../src/model/live-sign-on.ts";
import type { LiveNetwork } from "../../src/model/network.ts";
import type { SignInLevel } from "../../src/model/sign-on-words.ts";

/**
 * Okta's choice of rules and the weakest factors, worked out the long way: every sign-in there can be, one by one, and
 * every set of factors. It shares no code with the evaluator.
 */
export interface OraclePerson {
  readonly id: string;
  readonly groupIds: readonly string[];
  /** `key:method`. */
  readonly factors: readonly string[];
  /** Whether somebody with the password may enroll anything at all; else nobody may. */
  readonly mayEnroll: boolean;
  /** Methods that may be enrolled, `key:method`. */
  readonly enrollable: readonly string[];
}

interface SignIn {
  readonly zones: ReadonlySet<string>;
  readonly behaviors: ReadonlySet<string>;
  readonly assurances: ReadonlySet<string>;
  readonly type: string;
  readonly os: string;
  readonly device: 0 | 1 | 2;
  readonly risk: string;
}

const subsets = (items: readonly string[]): readonly ReadonlySet<string>[] =>
  Array.from(
    { length: 2 ** items.length },
    (_, bits) => new Set(items.filter((_item, index) => Math.floor(bits / 2 ** index) % 2 === 1)),
  );

const machines = [
  { type: "MOBILE", os: "IOS" },
  { type: "DESKTOP", os: "WINDOWS" },
] as const;
const devices = [0, 1, 2] as const;
const risks = ["LOW", "MEDIUM", "HIGH"];

const signIns = (free: OracleFreedom): readonly SignIn[] =>
  subsets(free.zones)
    .flatMap((zones) => subsets(free.behaviors).map((behaviors) => ({ zones, behaviors })))
    .flatMap((one) => subsets(free.assurances).map((assurances) => ({ ...one, assurances })))
    .flatMap((one) => machines.map((machine) => ({ ...one, ...machine })))
    .flatMap((one) => devices.map((device) => ({ ...one, device })))
    .flatMap((one) => risks.map((risk) => ({ ...one, risk })));

const from = (network: LiveNetwork, { zones }: SignIn): boolean => {
  if (network.kind === "anywhere") return true;
  const isIn = network.zoneIds.some((id) => zones.has(id));
  return network.kind === "in" ? isIn : !isIn;
};

const sessionMatches = (rule: SessionRule, person: OraclePerson, signIn: SignIn): boolean =>
  rule.status === "ACTIVE" &&
  !rule.excludedUserIds.some((id) => id === person.id) &&
  rule.authType === "ANY" &&
  rule.identityProvider !== "SPECIFIC_IDP" &&
  from(rule.network, signIn) &&
  (rule.risk === "ANY" || rule.risk === signIn.risk) &&
  (rule.behaviors.length === 0 || rule.behaviors.some((one) => signIn.behaviors.has(one)));

const isMeant = ({ people }: AppRule, person: OraclePerson): boolean => {
  const inAny = (ids: readonly string[]) => ids.some((id) => person.groupIds.includes(id));
  const isOne = (ids: readonly string[]) => ids.includes(person.id);
  return (
    (people.userIds.length === 0 || isOne(people.userIds)) &&
    !isOne(people.exceptUserIds) &&
    (people.groupIds.length === 0 || inAny(people.groupIds)) &&
    !inAny(people.exceptGroupIds)
  );
};

const onDevice = ({ device }: AppRule, signIn: SignIn): boolean =>
  device === null ||
  (signIn.device >= (device.managed ? 2 : 1) &&
    (device.assuranceIds.length === 0 || device.assuranceIds.some((id) => signIn.assurances.has(id))));

const onPlatform = ({ platforms }: AppRule, signIn: SignIn): boolean =>
  platforms.length === 0 ||
  platforms.some(
    ({ type, os }) => (type === "ANY" || type === signIn.type) && (os === "ANY" || os === signIn.os),
  );

const appMatches = (rule: AppRule, person: OraclePerson, signIn: SignIn): boolean =>
  rule.status === "ACTIVE" &&
  from(rule.network, signIn) &&
  isMeant(rule, person) &&
  (rule.risk === "ANY" || rule.risk === signIn.risk) &&
  onDevice(rule, signIn) &&
  onPlatform(rule, signIn);

const tried = <Item extends { readonly system: boolean; readonly priority: number }>(
  items: readonly Item[],
) =>
  [...items].sort(
    (left, right) => Number(left.system) - Number(right.system) || left.priority - right.priority,
  );

function sessionRuleFor(policies: readonly SessionPolicy[], person: OraclePerson, signIn: SignIn) {
  for (const policy of tried(policies)) {
    if (policy.status !== "ACTIVE") continue;
    if (!policy.system && !policy.groupIds.some((id) => person.groupIds.includes(id))) continue;
    for (const rule of tried(policy.rules ?? [])) {
      if (sessionMatches(rule, person, signIn)) return rule;
    }
  }
  return null;
}

/** A factor in use: `okta_verify:push`, or `okta_verify:push!` where it proves who holds it. */
type Used = string;

const knowledge = ["okta_password:password", "security_question:security_question"];
const weak = ["phone_number:sms", "okta_email:email", "security_question:security_question"];
const resistant = ["webauthn:webauthn", "okta_verify:signed_nonce"];
const proving = ["webauthn:webauthn", "okta_verify:signed_nonce", "okta_verify:push"];
const free = ["phone_number:sms", "okta_email:email"];
const inHardware = ["webauthn:webauthn", "okta_verify:signed_nonce", "okta_verify:push"];
const typeOf: Readonly<Record<string, string>> = {
  okta_password: "password",
  security_question: "security_question",
  phone_number: "phone",
  okta_email: "email",
  okta_verify: "app",
  google_otp: "app",
  webauthn: "security_key",
};

const bare = (used: Used): string => used.replace("!", "");

function kindsIn(set: readonly Used[]): Set<string> {
  const kinds = new Set<string>();
  for (const used of set) {
    kinds.add(knowledge.includes(bare(used)) ? "knowledge" : "possession");
    if (used.endsWith("!")) kinds.add("inherence");
  }
  return kinds;
}

const isNamed = ({ key, method }: LiveMethod, used: Used): boolean => {
  const [usedKey, usedMethod] = bare(used).split(":");
  return key === usedKey && (method === null || method === usedMethod);
};

function isAsDemanded({ demands }: LivePart, used: Used): boolean {
  const name = bare(used);
  return (
    (!demands.phishingResistant || resistant.includes(name)) &&
    (!demands.userVerification || used.endsWith("!")) &&
    (!demands.deviceBound || !(knowledge.includes(name) || free.includes(name))) &&
    (!demands.hardwareProtected || inHardware.includes(name))
  );
}

function fits(part: LivePart, kind: string, used: Used): boolean {
  const [key = "", method = ""] = bare(used).split(":");
  return (
    (kind === "knowledge") === knowledge.includes(bare(used)) &&
    (part.types.length === 0 || part.types.includes(typeOf[key] ?? "")) &&
    (part.methods.length === 0 || part.methods.includes(method)) &&
    (part.only.length === 0 || part.only.some((one) => isNamed(one, used))) &&
    !part.except.some((one) => isNamed(one, used)) &&
    isAsDemanded(part, used)
  );
}

function meetsApp({ verification }: AppRule, set: readonly Used[]): boolean {
  if (verification === null) return true;
  if (verification.kind === "chains") {
    return verification.chains.some((steps) =>
      steps.every(({ anyOf }) => anyOf.some((one) => set.some((used) => isNamed(one, used)))),
    );
  }
  if (verification.kind === "other") return false;
  if (set.length === 0) return false;
  const isTwo = verification.factorMode === "2FA";
  const open =
    verification.constraints.length === 0 ||
    verification.constraints.some((one) => one.knowledge === null && one.possession === null);
  if (open) return !isTwo || kindsIn(set).size > 1;
  return verification.constraints.some((constraint) => meetsConstraint(constraint, set, isTwo));
}

function meetsConstraint(constraint: LiveConstraint, set: readonly Used[], isTwo: boolean): boolean {
  const parts = [
    ["knowledge", constraint.knowledge],
    ["possession", constraint.possession],
  ] as const;
  const barred = parts.flatMap(([, part]) => (part === null || part.required ? [] : part.except));
  const counting = set.filter((used) => !barred.some((one) => isNamed(one, used)));
  const met = parts.every(
    ([kind, part]) => part === null || !part.required || set.some((used) => fits(part, kind, used)),
  );
  const some = parts.some(([, part]) => part?.required) || counting.length > 0;
  return met && some && (!isTwo || kindsIn(counting).size > 1);
}

function meetsSession(rule: SessionRule, set: readonly Used[]): boolean {
  const hasPassword = set.some((used) => bare(used) === "okta_password:password");
  if (rule.primaryFactor === "PASSWORD_IDP" && !hasPassword) return false;
  if (!rule.requiresFactor) return true;
  const hasOther = set.some((used) => bare(used) !== "okta_password:password");
  return kindsIn(set).size > 1 || (hasPassword && hasOther);
}

export const levels: readonly SignInLevel[] = [
  "none",
  "one-factor",
  "two-factors",
  "strong",
  "phishing-resistant",
  "denied",
];

function levelOf(set: readonly Used[], onDevice: boolean): number {
  if (set.some((used) => resistant.includes(bare(used)))) return 4;
  const withDevice = onDevice ? [...set, "a device:of one's own"] : set;
  if (kindsIn(withDevice.filter((used) => !weak.includes(bare(used)))).size > 1) return 3;
  const kinds = kindsIn(withDevice).size;
  return kinds > 1 ? 2 : kinds;
}

/** A person never uses more than this at one sign-in, whatever is asked. */
const mostUsed = 4;

function setsOf(uses: readonly Used[], most: number): readonly (readonly Used[])[] {
  const [first, ...others] = uses;
  if (first === undefined || most === 0) return [[]];
  return [...setsOf(others, most - 1).map((set) => [first, ...set]), ...setsOf(others, most)];
}

/** The weakest level of all sets of these factors that satisfy both rules; null where none does. */
function weakestSet(session: SessionRule, app: AppRule, sets: readonly (readonly Used[])[]): number | null {
  let weakest: number | null = null;
  for (const set of sets) {
    if (!meetsSession(session, set) || !meetsApp(app, set)) continue;
    const level = levelOf(set, app.device !== null);
    if (weakest === null || level < weakest) weakest = level;
  }
  return weakest;
}

const setsOfFactors = (factors: readonly string[]) =>
  setsOf(
    factors.flatMap((name) => (proving.includes(name) ? [name, `${name}!`] : [name])),
    mostUsed,
  );

/** Outcome of two rules: a level, or that nothing can be used and whether it may be enrolled. */
export type OracleOutcome = number | "open-enrollment" | "blocked";

interface Sets {
  readonly own: readonly (readonly Used[])[];
  readonly withEnrolled: readonly (readonly Used[])[];
}

function outcomeOf(session: SessionRule, app: AppRule, person: OraclePerson, sets: Sets): OracleOutcome {
  if (session.access === "DENY" || app.access === "DENY") return 5;
  const weakest = weakestSet(session, app, sets.own);
  if (weakest !== null) return weakest;
  if (!person.mayEnroll) return "blocked";
  return weakestSet(session, app, sets.withEnrolled) === null ? "blocked" : "open-enrollment";
}

/** Free dimensions of a sign-in. */
export interface OracleFreedom {
  readonly zones: readonly string[];
  readonly behaviors: readonly string[];
  readonly assurances: readonly string[];
  /** Only sign-ins from outside these zones. */
  readonly outside: readonly string[];
}

/** Every outcome that some sign-in comes to. */
export function oracleOutcomes(
  policies: readonly SessionPolicy[],
  policy: AppPolicy,
  person: OraclePerson,
  free_: OracleFreedom,
): ReadonlySet<OracleOutcome> {
  const sets = {
    own: setsOfFactors(person.factors),
    withEnrolled: setsOfFactors([...new Set([...person.factors, ...person.enrollable])]),
  };
  const known = new Map<string, OracleOutcome>();
  for (const signIn of signIns(free_)) {
    if (free_.outside.some((id) => signIn.zones.has(id))) continue;
    const session = sessionRuleFor(policies, person, signIn);
    const app = tried(policy.rules ?? []).find((rule) => appMatches(rule, person, signIn));
    if (session === null || app === undefined) throw new Error("a sign-in that no rule takes");
    const key = `${session.id} ${app.id}`;
    if (!known.has(key)) known.set(key, outcomeOf(session, app, person, sets));
  }
  return new Set(known.values());
}

/** The weakest rank of some outcomes. */
export function oracleRank(outcomes: ReadonlySet<OracleOutcome>, openEnrollmentIsEnough: boolean): number {
  const rank = (one: OracleOutcome): number =>
    one === "blocked" ? 5 : one === "open-enrollment" ? (openEnrollmentIsEnough ? 5 : 1) : one;
  return Math.min(...[...outcomes].map(rank));
}
