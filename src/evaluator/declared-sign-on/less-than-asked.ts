import type { Baseline, Requirement } from "../../model/baseline.ts";
import type { SignInRequirement } from "../../model/baseline-sign-on.ts";
import type { AppPolicy } from "../../model/live-sign-on.ts";
import type { OrgSnapshot, Slice } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import type { JudgedOrg } from "../judged-org.ts";
import { judge } from "../judgement.ts";
import { whyPartial } from "../live/partly-read.ts";
import { accountManagement } from "../sign-on/account-management.ts";
import { rankOf } from "../sign-on/factor-sets.ts";
import { personMatcher } from "../sign-on/match-person.ts";
import { ruleOutcomes, withIdentityProvider } from "../sign-on/rule-outcomes.ts";
import { everyUse, type UsableUses } from "../sign-on/usable-uses.ts";
import { type Found, judgeWaysIn } from "../sign-on/way-in.ts";
import { fromWords, rulesOf, withWords } from "../sign-on/way-words.ts";
import { quoted } from "../words/quoted-names.ts";
import { openSession, somebody, withoutWeak } from "./open-wider.ts";

interface Asked {
  readonly id: string;
  readonly signIn: SignInRequirement;
}

const asking = ({ id, signIn }: Requirement): readonly Asked[] => (signIn === null ? [] : [{ id, signIn }]);

/** The strictest that is asked of everyone, of any application, from anywhere; null where nothing is. */
function askedOfAll({ requirements }: Baseline): Asked | null {
  const those = requirements
    .filter(({ appliesTo }) => appliesTo.kind === "everyone")
    .flatMap(asking)
    .filter(({ signIn }) => signIn.to.kind === "any" && signIn.fromOutside.length === 0);
  const [strictest = null] = those.toSorted(
    (left, right) => rankOf(right.signIn.atLeast) - rankOf(left.signIn.atLeast),
  );
  return strictest;
}

const needed: readonly Slice[] = ["app-policies", "app-mappings", "session-policies", "authenticators"];

/** Slices that tell whether app policies ask for less: none where the baseline asks nothing of everyone. */
export const slicesForLessThanAsked = (baseline: Baseline): readonly Slice[] =>
  baseline.org.engine === "classic" || askedOfAll(baseline) === null ? [] : needed;

/** The org without its people: of somebody whom nobody named it is not known which groups they are in. */
function withoutPeople(org: OrgSnapshot): OrgSnapshot {
  const { users: _users, groupMembers: _members, factors: _factors, ...slices } = org.slices;
  return { ...org, slices };
}

type Input = Pick<JudgedOrg, "baseline" | "org" | "judgement">;
type Judge = (policy: AppPolicy) => readonly string[] | null;

/**
 * By which app sign-in policies that the baseline does not declare somebody gets in with less than it asks of everyone: by
 * id, a clause; none where no rule lets anybody in with less than the strictest requirement on it asks of anyone. What
 * cannot be told is not in it. By the rules alone, whatever people have enrolled, since what they enroll next is not known.
 *
 * Of sessions it does not tell: whoever a session policy lets go falls to another one.
 */
export function lessThanAsked(baseline: Baseline, org: OrgSnapshot): ReadonlyMap<string, readonly string[]> {
  const asked = askedOfAll(baseline);
  const { appPolicies = [] } = org.slices;
  const isRead =
    org.slices.authenticators !== undefined && needed.every((one) => whyPartial(one, org) === null);
  if (asked === null || !isRead) return new Map();
  const those = withoutPeople(org);
  const judgePolicy = policyJudge({ baseline, org: those, judgement: judge(baseline, those) }, asked);
  const isDeclared = (name: string) => baseline.signOn.appPolicies.some((one) => sameName(one.name, name));
  return new Map(
    appPolicies.flatMap((policy) => {
      if (policy.status !== "ACTIVE" || policy.resourceType !== "APP" || isDeclared(policy.name)) return [];
      const less = judgePolicy(policy);
      return less === null ? [] : [[policy.id, less] as const];
    }),
  );
}

function policyJudge(input: Input, { id, signIn }: Asked): Judge {
  const { org, judgement } = input;
  const every = everyUse(org, judgement.effectivePolicyOf(somebody.id));
  const signOn = judgement.signOn();
  const openBy = (policy: AppPolicy): Found | null => {
    const [found, strong] = [every, withoutWeak(every)].map((uses) => {
      const ways = signOn.waysFor({ one: somebody, uses }, policy);
      const standing = judgeWaysIn(ways, signIn.atLeast, signIn);
      return standing.kind === "open" ? standing.found : null;
    });
    return strong == null ? null : (found ?? null);
  };
  const asksEnough = enoughJudge(input, every);
  return (policy) => {
    const open = openBy(policy);
    if (open !== null) return [`${wordsOf(open)}, where requirement ${quoted(id)} asks for more`];
    return asksEnough(policy) ? [] : null;
  };
}

const wordsOf = ({ way, outcome }: Found): string =>
  `somebody gets in with ${withWords(outcome, way.app?.rule?.device != null)} ${fromWords(way.from)}: ${rulesOf(way)}`;

/** Whether each rule of a policy, whomever it is for, asks for the strictest that is asked of anyone on its applications. */
function enoughJudge({ baseline, org, judgement }: Input, every: UsableUses): (policy: AppPolicy) => boolean {
  const all = baseline.requirements.flatMap(asking).map(({ signIn }) => signIn);
  const { entriesTo } = judgement.signOn();
  const isAbout = ({ to }: SignInRequirement, id: AppPolicy["id"]): boolean => {
    const { entries, uncertainties } = entriesTo(to);
    return to.kind === "any" || uncertainties.length > 0 || entries.some(({ policy }) => policy?.id === id);
  };
  const uses = withIdentityProvider(every);
  const input = {
    engine: org.org.engine,
    accounts: accountManagement(org, personMatcher(org, judgement.live)),
  };
  const [rule = null] = openSession.rules ?? [];
  const session = { name: openSession.name, policy: openSession, rule };
  return ({ id, rules, unmodelled }) => {
    const asked = all.filter((one) => isAbout(one, id));
    // How often a rule asks is not looked at here.
    const asksHowOften = asked.some(({ reauthenticateWithinMs }) => reauthenticateWithinMs !== null);
    const rank = Math.max(...asked.map(({ atLeast }) => rankOf(atLeast)));
    const active = (rules ?? []).filter(({ status }) => status === "ACTIVE");
    if (asksHowOften || unmodelled.length > 0 || !active.some(({ system }) => system)) return false;
    return active.every(
      (one) =>
        one.unmodelled.length === 0 &&
        ruleOutcomes(session, { name: one.name, rule: one }, somebody, uses, input).every(({ possible }) =>
          possible.every(({ level }) => rankOf(level) >= rank),
        ),
    );
  };
}
