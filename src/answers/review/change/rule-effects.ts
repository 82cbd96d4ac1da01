import type { BaselinePolicy, BaselineRule } from "../../../model/baseline.ts";
import type { ChangeVerdict } from "../../../model/review.ts";
import type { Engine, EnrollAction } from "../../../model/words.ts";
import { judgeAction, together, verdict } from "./order.ts";
import { rulesOf } from "./policy-move.ts";
import { ruleFor, signInsOf } from "./rule-points.ts";
import type { Scopes } from "./scopes.ts";

/** Effects of changed rules on those whom another rule takes now, or none. */
export interface RuleEffects {
  /** For everybody who came under a rule, or left it. */
  of(rule: string): ChangeVerdict;
  ofPerson(rule: string, user: string): ChangeVerdict;
  /** For those who came from the one to the other. */
  ofPair(rule: string, other: string): ChangeVerdict;
}

interface Moved {
  readonly rules: readonly string[];
  readonly user: string | null;
  readonly verdict: ChangeVerdict;
}

const asks = (action: EnrollAction): boolean => action === "CHALLENGE" || action === "LOGIN";

/**
 * Tries every sign-in that the rules of a policy tell apart, before and after. Where another rule takes it, what the two
 * rules do is compared; where none takes it any more, or none did, people leave the policy or come under it.
 */
export function ruleEffects(
  from: BaselinePolicy,
  to: BaselinePolicy,
  scopes: Scopes,
  engine: Engine,
): RuleEffects {
  const [earlier, later] = [rulesOf(from), rulesOf(to)];
  const signIns = signInsOf([earlier, later]);
  const moved = (signIns ?? []).flatMap((signIn): readonly Moved[] => {
    const [before, after] = [ruleFor(earlier, signIn), ruleFor(later, signIn)];
    if (before?.name === after?.name) return [];
    const rules = [before, after].flatMap((rule) => rule?.name ?? []);
    return [{ rules, user: signIn.user, verdict: verdictOn(before, after) }];
  });

  function verdictOn(before: BaselineRule | null, after: BaselineRule | null): ChangeVerdict {
    if (before === null) {
      return after !== null && asks(after.enroll) ? scopes.gain(to) : verdict("weaker", "asks-less");
    }
    if (after === null) return scopes.lose(from);
    const effect = judgeAction(before.enroll, after.enroll, engine);
    if (effect === "neutral") return verdict("neutral", "same-people");
    return verdict(effect, effect === "weaker" ? "asks-less" : "asks-more");
  }

  const sumUp = (holds: (one: Moved) => boolean): ChangeVerdict => {
    if (signIns === null) return verdict("weaker", "unclear");
    const meant = moved.filter(holds).map((one) => one.verdict);
    const effect = together(meant.map((one) => one.effect));
    return meant.find((one) => one.effect === effect) ?? verdict("neutral", "same-people");
  };

  return {
    of: (rule) => sumUp(({ rules }) => rules.includes(rule)),
    ofPerson: (rule, user) => sumUp((one) => one.user === user && one.rules.includes(rule)),
    ofPair: (rule, other) => sumUp(({ rules }) => rules.includes(rule) && rules.includes(other)),
  };
}
