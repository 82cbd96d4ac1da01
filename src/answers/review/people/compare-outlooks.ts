import type { EnrollmentPolicy } from "../../../model/live-enrollment.ts";
import type { ChangeEffect, EffectKind } from "../../../model/review.ts";
import type { Engine } from "../../../model/words.ts";
import { together } from "../change/order.ts";
import { judgeMove } from "../change/policy-move.ts";
import { asDeclared, type Outlook } from "./outlook.ts";

/** Change for everybody with the same outlooks, before and after. */
export interface Difference {
  readonly kind: EffectKind;
  readonly effect: ChangeEffect;
  readonly names?: readonly string[];
  /** False where it hangs on something that is not known; true unless said. */
  readonly certain?: boolean;
}

const nameOf = (policy: EnrollmentPolicy | null): string => policy?.name ?? "no policy that is known";

const without = (list: readonly string[], others: readonly string[]): readonly string[] =>
  list.filter((one) => !others.includes(one));

/** Compares what people have to expect; what they have enrolled is no part of it. */
export function compareOutlooks(from: Outlook, to: Outlook, engine: Engine): readonly Difference[] {
  const turned = (
    before: boolean,
    after: boolean,
    lost: EffectKind,
    gained: EffectKind,
  ): readonly Difference[] => {
    if (before === after) return [];
    return [before ? { kind: lost, effect: "weaker" } : { kind: gained, effect: "stronger" }];
  };
  const certain = from.uncertainties.length === 0 && to.uncertainties.length === 0;
  const differences = [
    ...turned(
      from.needsResistant,
      to.needsResistant,
      "people-lose-phishing-resistance",
      "people-gain-phishing-resistance",
    ),
    ...turned(
      from.needsSecondFactor,
      to.needsSecondFactor,
      "people-lose-second-factor",
      "people-gain-second-factor",
    ),
    ...turned(from.isAsked, to.isAsked, "people-not-asked", "people-asked"),
    ...without(to.weak, from.weak).map(
      (ref): Difference => ({ kind: "people-weak-factor", effect: "weaker", names: [ref] }),
    ),
    ...without(from.weak, to.weak).map(
      (ref): Difference => ({ kind: "people-weak-factor-barred", effect: "stronger", names: [ref] }),
    ),
    ...move(from, to, engine),
  ];
  return differences.map((difference) => ({ ...difference, certain }));
}

/** Who comes under another policy, by all that can be in effect. */
function move(from: Outlook, to: Outlook, engine: Engine): readonly Difference[] {
  const [before, after] = [from.policies.map(nameOf), to.policies.map(nameOf)];
  const left = from.policies.filter((policy) => !after.includes(nameOf(policy)));
  const reached = to.policies.filter((policy) => !before.includes(nameOf(policy)));
  if (left.length === 0 && reached.length === 0) return [];
  const declared = (policy: EnrollmentPolicy | null) => (policy === null ? null : asDeclared(policy));
  // Policies in effect somewhere both before and after stay: only those left and those reached are compared.
  const [sources, targets] = [
    left.length > 0 ? left : from.policies,
    reached.length > 0 ? reached : to.policies,
  ];
  const moves = sources.flatMap((one) =>
    targets
      .filter((two) => nameOf(one) !== nameOf(two))
      .map((two) => judgeMove(declared(one), declared(two), engine)),
  );
  const effect = together(moves.map((one) => (one === "mixed" ? "weaker" : one)));
  return [{ kind: "people-moved", effect, names: [listed(before), listed(after)] }];
}

const listed = (names: readonly string[]): string => [...names].sort().join(" or ");
