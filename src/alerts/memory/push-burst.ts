import type { PushMark } from "../../ledger/memory.ts";

/** Denials further apart than this are not one attempt (elastic/detection-rules: MFA bombing, ten minutes). */
const burstMs = 10 * 60_000;
/** So many denials at once are nobody's slip of the finger, even if nothing was accepted. */
const mostSlips = 5;
/** So many, and then one accepted: somebody wore the person down. */
const wornDown = 3;

/** Denied pushes that came close together. */
export interface PushBurst {
  /** Oldest first. */
  readonly denied: readonly PushMark[];
  /** The one that was accepted after them; null when none was. */
  readonly accepted: PushMark | null;
}

const ms = ({ at }: Pick<PushMark, "at">): number => Date.parse(at);

const deniedWithin = (end: number, pushes: readonly PushMark[]): readonly PushMark[] =>
  pushes.filter((push) => push.answer === "denied" && ms(push) <= end && end - ms(push) <= burstMs);

/** Whether a push was denied so shortly before that one accepted now may belong to it. @param at ISO 8601, UTC */
export const deniedShortlyBefore = (at: string, pushes: readonly PushMark[]): boolean =>
  deniedWithin(Date.parse(at), pushes).length > 0;

/**
 * The burst of denied pushes that an answer is part of; null when it is part of none. Answers come in any order: one
 * that was accepted is judged again when a denial before it comes late.
 *
 * @param pushes all that are known, the answer among them, oldest first
 */
export function burstAround(answer: PushMark, pushes: readonly PushMark[]): PushBurst | null {
  const accepted = pushes.filter((push) => push.answer === "accepted" && ms(push) >= ms(answer));
  for (const one of accepted) {
    const denied = deniedWithin(ms(one), pushes);
    const isPart = one.uuid === answer.uuid || denied.some(({ uuid }) => uuid === answer.uuid);
    if (isPart && denied.length >= wornDown) return { denied, accepted: one };
  }
  if (answer.answer === "accepted") return null;
  for (const last of pushes.filter((push) => push.answer === "denied" && ms(push) >= ms(answer))) {
    const denied = deniedWithin(ms(last), pushes);
    if (denied.length >= mostSlips && denied.some(({ uuid }) => uuid === answer.uuid)) {
      return { denied, accepted: null };
    }
  }
  return null;
}
