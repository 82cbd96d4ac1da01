import type { UserId } from "../../model/ids.ts";
import type { AppPolicy, SessionPolicy } from "../../model/live-sign-on.ts";
import type { OrgSlices, OrgSnapshot, Person } from "../../model/snapshot.ts";
import type { JudgedOrg } from "../judged-org.ts";
import { accountManagement } from "../sign-on/account-management.ts";
import type { AppRef } from "../sign-on/app-candidates.ts";
import { rankOf } from "../sign-on/factor-sets.ts";
import { isPassword } from "../sign-on/factor-use.ts";
import { personMatcher } from "../sign-on/match-person.ts";
import { onceOfTwo } from "../sign-on/once-of-two.ts";
import { reachableTogether, TooEntangled } from "../sign-on/reachable-pairs.ts";
import { ruleOutcomes } from "../sign-on/rule-outcomes.ts";
import { anySignIn } from "../sign-on/rule-reader.ts";
import { linkOf, oneOfEach, type RulesAlone, readRulesAlone } from "../sign-on/rules-alone.ts";
import type { SessionRef } from "../sign-on/session-candidates.ts";
import { everyUse, type UsableUses } from "../sign-on/usable-uses.ts";

/** A policy of applications, with the rules of sessions before it; null: sessions alone. */
interface Door {
  readonly rules: RulesAlone;
  readonly policy: AppPolicy | null;
}

/** Stands for people who were not read: of what they are in, nothing is known. */
export const somebody: Person = {
  id: "somebody" as UserId,
  login: "somebody",
  status: "ACTIVE",
  created: null,
  activated: null,
};

/** Lets everybody on to the application's policy: stands for session policies that were not read. */
export const openSession: SessionPolicy = {
  id: "open" as SessionPolicy["id"],
  name: "Default Policy",
  description: null,
  status: "ACTIVE",
  priority: 1,
  system: true,
  unmodelled: [],
  groupIds: [],
  rules: [
    {
      id: "open" as NonNullable<SessionPolicy["rules"]>[number]["id"],
      name: "Default Rule",
      status: "ACTIVE",
      priority: 1,
      system: true,
      network: { kind: "anywhere" },
      unmodelled: [],
      excludedUserIds: [],
      authType: "ANY",
      identityProvider: "ANY",
      idpIds: [],
      risk: "ANY",
      behaviors: [],
      access: "ALLOW",
      primaryFactor: "PASSWORD_IDP_ANY_FACTOR",
      requiresFactor: false,
      factorPrompt: null,
      factorLifetimeMinutes: null,
      session: { idleMinutes: 120, lifetimeMinutes: null, persistentCookie: false },
    },
  ],
};

type Policies = Partial<Pick<OrgSlices, "sessionPolicies" | "appPolicies">>;

/** The org with some of its policies in place of what they are. */
const orgWith = ({ org }: JudgedOrg, policies: Policies): OrgSnapshot => ({
  ...org,
  slices: { ...org.slices, sessionPolicies: org.slices.sessionPolicies ?? [openSession], ...policies },
});

/** The rules of an org alone, with some of its policies in place of what they are. */
export const rulesWith = (input: JudgedOrg, policies: Policies): RulesAlone =>
  readRulesAlone(orgWith(input, policies), input.judgement.live);

const asTheyAre = new WeakMap<JudgedOrg, RulesAlone>();

/** The rules of an org alone as they are: what each difference is held against, and read once. */
export function rulesOf(input: JudgedOrg): RulesAlone {
  const known = asTheyAre.get(input) ?? rulesWith(input, {});
  asTheyAre.set(input, known);
  return known;
}

const noApp: AppRef = { name: "no application", rule: null };

/** Ranks the weakest factors that a pair of rules lets somebody in with who has them all; null where that is not known. */
function rankPairs(
  input: JudgedOrg,
  person: Person,
  uses: UsableUses,
): (session: SessionRef, app: AppRef) => number | null {
  const { org, judgement } = input;
  const accounts = accountManagement(org, personMatcher(org, judgement.live));
  const engine = org.org.engine;
  return onceOfTwo((session: SessionRef, app: AppRef) => {
    const [found] = ruleOutcomes(session, app === noApp ? null : app, person, uses, { engine, accounts });
    const [one, ...others] = found?.possible ?? [];
    return one === undefined || others.length > 0 ? null : rankOf(one.level);
  });
}

/** Factors of somebody who has enrolled nothing weak: a question beside a password hides what a second factor is worth. */
export const withoutWeak = (uses: UsableUses): UsableUses => ({
  ...uses,
  under: uses.under.map((under) => {
    const strong = under.all.filter((use) => isPassword(use) || !use.traits.weak);
    return { ...under, sure: strong, all: strong };
  }),
});

export const anywhere = { outside: new Set<string>(), inside: [] };

/** Whether somebody like this gets through one door with less than the other asks, in one and the same sign-in. */
function opensWiderFor(person: Person, door: Door, other: Door, input: JudgedOrg): boolean {
  const all = everyUse(input.org, input.judgement.effectivePolicyOf(person.id));
  const ranks = [all, withoutWeak(all)].map((uses) => rankPairs(input, person, uses));
  const sidesOf = ({ rules, policy }: Door) => [
    rules.sessionsFor(person).map(linkOf),
    policy === null ? [{ rule: noApp, condition: anySignIn }] : rules.appsFor(person, policy).map(linkOf),
  ];
  try {
    const met = reachableTogether<SessionRef | AppRef>([...sidesOf(door), ...sidesOf(other)], anywhere);
    return ranks.some((rankOfPair) =>
      met.some(([session, app, otherSession, otherApp]) => {
        const here = rankOfPair(session as SessionRef, app as AppRef);
        const there = rankOfPair(otherSession as SessionRef, otherApp as AppRef);
        return here !== null && there !== null && here < there;
      }),
    );
  } catch (error) {
    if (error instanceof TooEntangled) return false;
    throw error;
  }
}

/** One of each kind of people in scope, as both doors tell them apart. */
function representatives(door: Door, other: Door, { judgement }: JudgedOrg): readonly Person[] {
  const { inScope } = judgement.people;
  if (inScope.length === 0) return [somebody];
  if (door.rules.divides === other.rules.divides) return door.rules.oneOfEach(inScope);
  return oneOfEach(inScope, (person) => `${door.rules.kindOf(person)} / ${other.rules.kindOf(person)}`);
}

/** Whether somebody in scope gets through one door with less than the other asks. */
const opensWider = (door: Door, other: Door, input: JudgedOrg): boolean =>
  representatives(door, other, input).some((person) => opensWiderFor(person, door, other, input));

const isOfApps = ({ resourceType }: AppPolicy): boolean => resourceType === "APP";

/**
 * Whether somebody in scope gets into something with less than if session policies were others: by the rules alone,
 * whatever people have enrolled, since what they enroll next is not known.
 */
export function sessionsOpenWider(input: JudgedOrg, others: readonly SessionPolicy[]): boolean {
  const [now, then] = [rulesOf(input), rulesWith(input, { sessionPolicies: others })];
  const policies = input.org.slices.appPolicies?.filter(isOfApps) ?? [null];
  return policies.some((policy) => opensWider({ rules: now, policy }, { rules: then, policy }, input));
}

/** Whether somebody in scope gets past an app policy with less than if app policies were others. */
export function appPoliciesOpenWider(input: JudgedOrg, others: readonly AppPolicy[]): boolean {
  const now = rulesOf(input);
  const then = rulesWith(input, { appPolicies: others });
  return (input.org.slices.appPolicies ?? []).some((policy) => {
    const other = others.find(({ id }) => id === policy.id);
    if (other === undefined || other === policy) return false;
    return opensWider({ rules: now, policy }, { rules: then, policy: other }, input);
  });
}

/** Whether somebody in scope gets past one app policy with less than past another one. */
export function isWiderThan(input: JudgedOrg, policy: AppPolicy, other: AppPolicy): boolean {
  const rules = rulesOf(input);
  return opensWider({ rules, policy }, { rules, policy: other }, input);
}
