import { type ClockSkew, unbelievableSkewSeconds } from "../../model/clock-skew.ts";

/** As of when an org is judged, and whether that is not this machine's time. */
export interface TimeOfJudgement {
  readonly now: Date;
  /** Null where this machine's clock was taken. */
  readonly clock: ClockSkew | null;
  /** A time of this machine's by the clock that was taken. */
  byThatClock(time: Date): Date;
}

const isOff = (skewSeconds: number): boolean => Math.abs(skewSeconds) > unbelievableSkewSeconds;

/**
 * The time by which grace and exemptions are judged: this machine's, unless the org's clock says that it is off by more
 * than five minutes. A rehearsal (`--now`) is as of then, whatever the clocks say.
 *
 * @param skewSeconds - the org's clock less this machine's; null where the org did not say
 */
export function timeOfJudgement(times: {
  readonly startedAt: Date;
  readonly rehearsedAt: Date | undefined;
  readonly skewSeconds: number | null;
}): TimeOfJudgement {
  const { startedAt, rehearsedAt, skewSeconds } = times;
  if (rehearsedAt !== undefined || skewSeconds === null || !isOff(skewSeconds)) {
    return { now: rehearsedAt ?? startedAt, clock: null, byThatClock: (time) => time };
  }
  const byThatClock = (time: Date): Date => new Date(time.getTime() + skewSeconds * 1000);
  const now = byThatClock(startedAt);
  return { now, clock: { skewSeconds, judgedAt: now.toISOString() }, byThatClock };
}

/** Tells by a snapshot whether this machine's clock is behind: it is when the snapshot is later than now. */
export function skewBySnapshot(takenAt: string, now: Date): number | null {
  const skew = Math.round((Date.parse(takenAt) - now.getTime()) / 1000);
  return skew > 0 ? skew : null;
}
