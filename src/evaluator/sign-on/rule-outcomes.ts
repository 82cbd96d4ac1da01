import type { AppRule } from "../../model/live-sign-on.ts";
import type { Person } from "../../model/snapshot.ts";
import type { Engine } from "../../model/words.ts";
import type { AccountManagement } from "./account-management.ts";
import type { AppRef } from "./app-candidates.ts";
import { appDemands, type Demand, type NotModelled, sessionDemand } from "./demand.ts";
import { type LevelOf, levelOf, type RankedSet, strongestSet, weakestSet } from "./factor-sets.ts";
import { type FactorUse, isPassword, passwordKey, type UsedFactor } from "./factor-use.ts";
import { opensToPassword } from "./open-enrollment.ts";
import { isOfActions } from "./rule-reader.ts";
import type { SessionRef } from "./session-candidates.ts";
import { passwordUses, type UsableUses, type UsesUnder } from "./usable-uses.ts";
import type { Outcome } from "./way-in.ts";

/** Outcomes of a pair of rules, and why they are not known. */
export interface RuleOutcomes {
  readonly possible: readonly Outcome[];
  readonly uncertainties: readonly string[];
}

const denied: Outcome = { kind: "asked", level: "denied", with: [] };
const blocked: Outcome = { kind: "blocked", level: "denied", with: [] };
const openEnrollment = (withPassword: boolean): Outcome => ({
  kind: "open-enrollment",
  level: "one-factor",
  with: withPassword ? ["okta_password"] : [],
});
/** Anything can come of it. */
const anyOutcome: readonly Outcome[] = [{ kind: "asked", level: "none", with: [] }, denied];

const asked = ({ level, used }: RankedSet): Outcome => ({
  kind: "asked",
  level,
  with: inOrder(used),
});

/** The password first, as it is asked for; the others by name. */
function inOrder(used: readonly UsedFactor[]): readonly string[] {
  const names = [...new Set(used.map(({ use }) => use.name))].toSorted();
  return [...names.filter((name) => name === passwordKey), ...names.filter((name) => name !== passwordKey)];
}

/** Demands of the two rules together, any of these; or why that is not known. */
function demandsOf(
  session: SessionRef,
  app: AppRef | null,
  engine: Engine,
): readonly Demand[] | "denied" | NotModelled {
  const refs = app === null ? [session] : [session, app];
  if (refs.some(({ rule }) => rule?.access === "DENY")) return "denied";
  const [unknown] = refs.flatMap((ref) => whyNotKnown(ref) ?? []);
  if (unknown !== undefined) return unknown;
  const first = session.rule === null ? [] : sessionDemand(session.rule, engine);
  if (app?.rule == null) return [first];
  const others = appDemands(app.rule);
  return "why" in others ? others : others.map((demand) => [...first, ...demand]);
}

/** Why nothing is known of what a rule asks for. */
function whyNotKnown({ name, rule }: SessionRef | AppRef): NotModelled | null {
  if (rule === null) return { why: `${name} decides` };
  const path = rule.unmodelled.find(isOfActions);
  return path === undefined ? null : { why: `rule "${name}" has a setting that is not modelled: ${path}` };
}

/** A device that a rule lets nobody pass without. */
const needsDevice = (rule: AppRule | null | undefined): boolean => rule?.device != null;

/** Parameters of judging the demands of rules. */
export interface OutcomeInput {
  readonly engine: Engine;
  readonly accounts: AccountManagement;
  /** How strong sets of factors are; ours unless given. */
  readonly scale?: LevelOf;
}

/**
 * Outcomes of a pair of rules for somebody with these factors: one answer for each enrollment policy that the network
 * can put in effect, since whoever signs in chooses the network; all in one where it is not known which is in effect.
 */
export function ruleOutcomes(
  session: SessionRef,
  app: AppRef | null,
  person: Person,
  uses: UsableUses,
  input: OutcomeInput,
): readonly RuleOutcomes[] {
  const demands = demandsOf(session, app, input.engine);
  if (demands === "denied") return [{ possible: [denied], uncertainties: [] }];
  if ("why" in demands) return [{ possible: anyOutcome, uncertainties: [demands.why] }];
  const onKnownDevice = needsDevice(app?.rule);
  const each = uses.under.map((under) =>
    outcomesUnder(under, demands, { onKnownDevice, scale: input.scale ?? levelOf }, (those) =>
      opensToPassword(person, those, demands, { effective: uses.effective, accounts: input.accounts }),
    ),
  );
  const merged = uses.isDecided ? each : [inOne(each)];
  return merged.map(({ possible, uncertainties }) => ({
    possible,
    uncertainties: possible.length === 1 ? [] : [...new Set([...uncertainties, ...uses.uncertainties])],
  }));
}

const inOne = (each: readonly RuleOutcomes[]): RuleOutcomes => ({
  possible: distinct(each.flatMap(({ possible }) => possible)),
  uncertainties: each.flatMap(({ uncertainties }) => uncertainties),
});

function outcomesUnder(
  under: UsesUnder,
  demands: readonly Demand[],
  { onKnownDevice, scale }: { readonly onKnownDevice: boolean; readonly scale: LevelOf },
  opens: (under: UsesUnder) => ReturnType<typeof opensToPassword>,
): RuleOutcomes {
  const sure = weakestSet(demands, under.sure, onKnownDevice, scale);
  const isAll = under.all.length === under.sure.length;
  const all = isAll ? sure : weakestSet(demands, under.all, onKnownDevice, scale);
  if (sure !== null) {
    return { possible: distinct([asked(sure), ...(all === null ? [] : [asked(all)])]), uncertainties: [] };
  }
  const open = opens(under);
  const uncertainties = open.answer === "unknown" ? [open.why] : [];
  const otherwise = [
    ...(open.answer === "no" ? [] : [openEnrollment(under.all.some(isPassword))]),
    ...(open.answer === "yes" ? [] : [blocked]),
  ];
  const most = all === null ? null : strongestSet(demands, under.all, onKnownDevice, scale);
  const maybe = [all, most].flatMap((one) => (one === null ? [] : asked(one)));
  return { possible: distinct([...maybe, ...otherwise]), uncertainties };
}

const keyOf = ({ kind, level }: Outcome): string => `${kind} ${level}`;

const distinct = (outcomes: readonly Outcome[]): readonly Outcome[] => [
  ...new Map([...outcomes].reverse().map((one) => [keyOf(one), one])).values(),
];

/** The factors of somebody who signs in at an identity provider: what it says stands for the password. */
export function withIdentityProvider(uses: UsableUses): UsableUses {
  const added = (those: readonly FactorUse[]): readonly FactorUse[] =>
    those.some(isPassword) ? those : [...those, ...passwordUses];
  return {
    ...uses,
    under: uses.under.map((under) => ({ ...under, sure: added(under.sure), all: added(under.all) })),
  };
}
