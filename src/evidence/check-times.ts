import { minuteMs } from "../model/durations.ts";
import type { EvidenceFault, EvidenceManifest } from "../model/evidence.ts";
import { bundleFile } from "./bundle-files.ts";
import { fault } from "./check-seal.ts";

/** Clocks of two machines differ. */
const slackMs = 5 * minuteMs;

/**
 * Which times of a bundle cannot be: it ends when the org was read, after the one before it, and was made then, and not in the
 * future of this machine.
 *
 * @param judgedAt - as of when it is judged; null where that cannot be read
 */
export function checkTimes(
  { createdAt, asOf, period, previous }: EvidenceManifest,
  judgedAt: Date | null,
  now: Date,
): readonly EvidenceFault[] {
  const at = (text: string): number => Date.parse(text);
  const wrong = (isWrong: boolean, detail: string) =>
    isWrong ? [fault("times", bundleFile.manifest, detail)] : [];
  const judged = judgedAt?.getTime() ?? at(createdAt);
  return [
    ...wrong(period.to !== asOf, `its period ends ${period.to}, and the org was read ${asOf}`),
    ...wrong(period.from !== null && at(period.from) >= at(period.to), "its period ends before it begins"),
    ...wrong(
      (previous?.period.to ?? null) !== period.from,
      "its period does not begin where the bundle before it ends",
    ),
    ...wrong(at(asOf) > judged + slackMs, `the org was read ${asOf}, after it was judged`),
    ...wrong(judged > at(createdAt) + slackMs, `made ${createdAt}, before it was judged`),
    ...(at(createdAt) > now.getTime() + slackMs ? [fault("future", bundleFile.manifest, createdAt)] : []),
  ];
}
