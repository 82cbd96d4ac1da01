import { minuteMs } from "../model/durations.ts";
import type { EvidenceLog, EvidencePeriod, Silence } from "../model/evidence.ts";

/**
 * The longest time of a period without a check whose report is kept; the bundle itself is one, at its end. Null where the
 * period has no beginning and no check more than a minute before its end. Without a log only what begins and ends the period is known.
 */
export function longestSilence({ from, to }: EvidencePeriod, log: EvidenceLog | null): Silence | null {
  const moments = [
    ...(from === null ? [] : [from]),
    ...(log?.checks ?? []).map(({ at }) => at),
    to,
  ].toSorted();
  const spans = moments.slice(1).map((end, place): Silence => {
    const start = moments[place] ?? end;
    return { from: start, to: end, ms: Date.parse(end) - Date.parse(start) };
  });
  return spans
    .filter(({ ms }) => ms >= minuteMs)
    .reduce<Silence | null>((most, one) => (most === null || one.ms > most.ms ? one : most), null);
}
