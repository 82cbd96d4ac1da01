import type { Requirement } from "../../../model/baseline.ts";
import type {
  RecoveryRequirement,
  SignInRequirement,
  SignInTarget,
} from "../../../model/baseline-sign-on.ts";
import type { ChangeEffect, ChangeVerdict } from "../../../model/review.ts";
import { askedLevels } from "../../../model/sign-on-words.ts";
import { draftChange } from "../change/draft-change.ts";
import { together, verdict } from "../change/order.ts";
import { type CompareOne, sortOut } from "./comparison.ts";

/** Compares the demands of requirements on sign-in and on recovery. */
export const compareSignInRequirements: CompareOne = function* ({ base, head }) {
  for (const { from, to, index } of sortOut(base.requirements, head.requirements, ({ id }) => id).kept) {
    const requirement = to.id;
    for (const { kind, field, said, judged } of [signInOf(from, to), recoveryOf(from, to)]) {
      if (said.from?.join("\n") === said.to?.join("\n")) continue;
      const path = ["requirements", index, field];
      yield draftChange(kind, { requirement }, { ...said, verdict: judged(), path });
    }
  }
};

/** Whether a requirement comes to ask for less or more of signing in and of recovery. */
export const asksOfSignIn = (from: Requirement, to: Requirement): ChangeEffect =>
  together(
    [signInOf(from, to), recoveryOf(from, to)]
      .filter(({ said }) => said.from?.join("\n") !== said.to?.join("\n"))
      .map(({ judged: judge }) => judge().effect),
  );

const signInOf = ({ signIn: from }: Requirement, { signIn: to }: Requirement) => ({
  kind: "requirement-sign-in" as const,
  field: "signIn",
  said: { from: from && signInWords(from), to: to && signInWords(to) },
  judged: () => judged(from, to, compareSignIns),
});

const recoveryOf = ({ recovery: from }: Requirement, { recovery: to }: Requirement) => ({
  kind: "requirement-recovery" as const,
  field: "recovery",
  said: { from: from && [...from.notBy].sort(), to: to && [...to.notBy].sort() },
  judged: () => judged(from, to, compareRecoveries),
});

function judged<Asked>(
  from: Asked | null,
  to: Asked | null,
  compare: (from: Asked, to: Asked) => ChangeEffect,
): ChangeVerdict {
  const effect = from === null ? "stronger" : to === null ? "weaker" : compare(from, to);
  return verdict(effect, effect === "weaker" ? "asks-less" : "asks-more");
}

const targetWords = (to: SignInTarget): readonly string[] =>
  to.kind === "apps" ? [...to.apps].sort() : [to.kind];

const signInWords = (asked: SignInRequirement): readonly string[] => [
  `to: ${targetWords(asked.to).join(", ")}`,
  `atLeast: ${asked.atLeast}`,
  `from: ${asked.fromOutside.length === 0 ? "ANYWHERE" : `outside ${[...asked.fromOutside].sort().join(", ")}`}`,
  `openEnrollment: ${asked.openEnrollment}`,
  `reauthenticateWithin: ${asked.reauthenticateWithinMs === null ? "not asked" : `${asked.reauthenticateWithinMs / 1000}s`}`,
];

/** Weaker where any part asks for less, or for something else. */
const compareSignIns = (from: SignInRequirement, to: SignInRequirement): ChangeEffect =>
  together([
    byNumber(askedLevels.indexOf(from.atLeast), askedLevels.indexOf(to.atLeast)),
    byCover(targetsOf(from.to), targetsOf(to.to)),
    // A zone left out of the judgement is one that may be weak.
    byCover(to.fromOutside, from.fromOutside),
    byNumber(Number(to.openEnrollment), Number(from.openEnrollment)),
    byNumber(withinOf(to), withinOf(from)),
  ]);

const compareRecoveries = (from: RecoveryRequirement, to: RecoveryRequirement): ChangeEffect =>
  byCover(from.notBy, to.notBy);

const withinOf = ({ reauthenticateWithinMs }: SignInRequirement): number =>
  reauthenticateWithinMs ?? Number.POSITIVE_INFINITY;

const everyTarget = "any";

const targetsOf = (to: SignInTarget): readonly string[] =>
  to.kind === "apps" ? to.apps.map((label) => `apps/${label}`) : [to.kind === "any" ? everyTarget : to.kind];

function byNumber(from: number, to: number): ChangeEffect {
  if (from === to) return "neutral";
  return to > from ? "stronger" : "weaker";
}

function byCover(from: readonly string[], to: readonly string[]): ChangeEffect {
  const covers = (wider: readonly string[], narrower: readonly string[]) =>
    wider.includes(everyTarget) || narrower.every((one) => wider.includes(one));
  if (!covers(to, from)) return "weaker";
  return covers(from, to) ? "neutral" : "stronger";
}
