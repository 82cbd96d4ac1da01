import type { BaselineRule } from "../../../src/model/baseline.ts";
import { compareActions } from "../../../src/model/strictness.ts";
import { type EnrollAction, enrollActions } from "../../../src/model/words.ts";
import { type Input, notYetKnown } from "./input.ts";
import type { RuleApps, RuleInputs, RuleNetwork } from "./rule-inputs.ts";

/**
 * In what a rule of the stack falls short of the baseline's rule of that name, each as the end of a sentence that
 * begins with the rule. What is not known yet is passed over: `inputs-known` tells it.
 */
export function* ruleShortcomings(rule: RuleInputs, declared: BaselineRule): Iterable<string> {
  if (typeof rule.status === "string" && rule.status !== "ACTIVE") {
    yield `is ${rule.status}; the baseline's rules are ACTIVE`;
  }
  const action = actionProblem(rule.enroll, declared.enroll);
  if (action !== null) yield action;
  if (rule.network !== notYetKnown && !sameNetwork(rule.network, declared)) {
    yield `applies ${where(rule.network)}; the baseline has ${where(declaredNetwork(declared))}`;
  }
  if (rule.excludedUsers !== notYetKnown && rule.excludedUsers > declared.exceptUsers.length) {
    yield `leaves out ${people(rule.excludedUsers)}; the baseline leaves out ${declared.exceptUsers.length}`;
  }
  if (rule.apps !== notYetKnown && !sameApps(rule.apps, declared)) {
    yield `is for ${whichApps(rule.apps)}; the baseline's is for ${whichApps(declaredApps(declared))}`;
  }
}

/** Action of a rule; left out, the provider writes CHALLENGE. Null: a word that Okta does not know. */
export function actionOf(enroll: Input<string>): EnrollAction | null | typeof notYetKnown {
  if (enroll === notYetKnown) return enroll;
  return enrollActions.find((action) => action === (enroll ?? "CHALLENGE")) ?? null;
}

function actionProblem(enroll: Input<string>, wanted: EnrollAction): string | null {
  const action = actionOf(enroll);
  if (action === notYetKnown) return null;
  if (action === null) return `has enroll "${String(enroll)}", which Okta does not know`;
  return compareActions(wanted, action) === "weaker"
    ? `has enroll ${action}; the baseline has ${wanted}`
    : null;
}

/**
 * Whether a rule has the network condition that the baseline gives it, as far as the form and the number of zones tell.
 * In other places than declared some people fall through to the next rule or policy, whichever way it differs.
 */
export function sameNetwork(network: RuleNetwork, declared: BaselineRule): boolean {
  const wanted = declaredNetwork(declared);
  return network.kind === wanted.kind && network.zones === wanted.zones;
}

function declaredNetwork({ network }: BaselineRule): RuleNetwork {
  return { kind: network.kind, zones: network.kind === "anywhere" ? 0 : network.zones.length };
}

/**
 * Whether a rule has the condition on applications that the baseline gives it, as far as their number tells. For others than
 * declared some people fall through to the next rule or policy, whichever way it differs.
 */
export function sameApps(apps: RuleApps, declared: BaselineRule): boolean {
  const wanted = declaredApps(declared);
  return apps.include === wanted.include && apps.exclude === wanted.exclude;
}

const declaredApps = ({ apps: { include, exclude } }: BaselineRule): RuleApps => ({
  include: include.length,
  exclude: exclude.length,
});

function whichApps({ include, exclude }: RuleApps): string {
  const count = (apps: number): string => (apps === 1 ? "1 application" : `${apps} applications`);
  const those = include === 0 ? "any application" : `${count(include)} alone`;
  return exclude === 0 ? those : `${those} but for ${count(exclude)}`;
}

const people = (count: number): string => (count === 1 ? "1 person" : `${count} people`);

function where({ kind, zones }: RuleNetwork): string {
  const count = zones === 1 ? "1 zone" : `${zones} zones`;
  switch (kind) {
    case "anywhere":
      return "anywhere";
    case "in":
      return `in ${count}`;
    case "notIn":
      return `outside ${count}`;
    case "other":
      return "under a network condition that the baseline cannot express";
  }
}
