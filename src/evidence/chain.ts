import type { EvidenceFault, ExaminedEvidence } from "../model/evidence.ts";
import { bundleFile } from "./bundle-files.ts";
import { fault } from "./check-seal.ts";

/** Oldest first; those that cannot be read come last. */
export function inTime(bundles: readonly ExaminedEvidence[]): readonly ExaminedEvidence[] {
  const at = ({ manifest }: ExaminedEvidence): string => manifest?.period.to ?? "~";
  return bundles.toSorted((left, right) => (at(left) < at(right) ? -1 : Number(at(left) > at(right))));
}

/**
 * Bundles of one org, oldest first, with what is wrong between them: each but the first must name the one before it by the
 * digest of its statement, and begin when that one ends. Only the first may name one that is not there.
 */
export function checkChain(bundles: readonly ExaminedEvidence[]): readonly ExaminedEvidence[] {
  const ordered = inTime(bundles);
  return ordered.map((bundle, place) => {
    const before = ordered[place - 1];
    const found = before === undefined ? [] : faultsBetween(before, bundle);
    return { ...bundle, faults: [...bundle.faults, ...found] };
  });
}

/** A span of time as texts give it. */
const spanOf = ({ from, to }: { readonly from: string | null; readonly to: string }): string =>
  from === null ? `up to ${to}` : `${from} to ${to}`;

function faultsBetween(before: ExaminedEvidence, bundle: ExaminedEvidence): readonly EvidenceFault[] {
  const [earlier, later] = [before.manifest, bundle.manifest];
  if (earlier === null || later === null) return [];
  const { previous } = later;
  if (earlier.org.url !== later.org.url) {
    return [fault("previous-differs", null, `${before.folder} is of ${earlier.org.url}`)];
  }
  if (previous === null) return [fault("not-chained", null, before.folder)];
  if (previous.statement !== before.statement) {
    return [fault("previous-missing", null, spanOf(previous.period))];
  }
  const isNext = previous.period.to === earlier.period.to && later.period.from === earlier.period.to;
  return isNext
    ? []
    : [fault("previous-differs", bundleFile.manifest, `${before.folder} ends ${earlier.period.to}`)];
}
