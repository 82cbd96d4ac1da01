import type {
  EvidenceFault,
  EvidenceFaultKind,
  ExaminedEvidence,
  PreviousEvidence,
} from "../model/evidence.ts";
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
    const found = faultsAfter(ordered.slice(0, place), bundle);
    const signer = otherSigner(ordered[place - 1], bundle);
    return { ...bundle, faults: [...bundle.faults, ...found, ...signer] };
  });
}

/** Faults that say of the seal all that there is to say. */
const ofTheSeal: ReadonlySet<EvidenceFaultKind> = new Set(["signature", "other-key", "unsigned"]);

const signerOf = ({ seal }: ExaminedEvidence): string | null => (seal?.kind === "signed" ? seal.keyId : null);

/** Where no key was given to compare with, anybody could have put a bundle of their own at the end of somebody else's. */
function otherSigner(
  before: ExaminedEvidence | undefined,
  bundle: ExaminedEvidence,
): readonly EvidenceFault[] {
  if (before === undefined || before.seal === null || bundle.seal === null) return [];
  const isTrusted = bundle.seal.kind === "signed" && bundle.seal.trusted;
  const isSaid = bundle.faults.some(({ kind }) => ofTheSeal.has(kind));
  if (isTrusted || isSaid || signerOf(before) === signerOf(bundle)) return [];
  return [fault("other-signer", null, before.folder)];
}

/** A span of time as texts give it. */
const spanOf = ({ from, to }: { readonly from: string | null; readonly to: string }): string =>
  from === null ? `up to ${to}` : `${from} to ${to}`;

function faultsAfter(
  earlier: readonly ExaminedEvidence[],
  bundle: ExaminedEvidence,
): readonly EvidenceFault[] {
  const before = earlier.at(-1);
  if (before?.manifest == null || bundle.manifest === null) return [];
  const { previous, org, period } = bundle.manifest;
  const same = earlier.find(({ statement }) => statement === bundle.statement);
  if (same !== undefined) return [fault("given-twice", null, same.folder)];
  if (before.manifest.org.url !== org.url) {
    return [fault("previous-differs", null, `${before.folder} is of ${before.manifest.org.url}`)];
  }
  if (previous === null) return [fault("not-chained", null, before.folder)];
  if (previous.statement !== before.statement) return [notBefore(earlier, previous)];
  const end = before.manifest.period.to;
  return previous.period.to === end && period.from === end
    ? []
    : [fault("previous-differs", bundleFile.manifest, `${before.folder} ends ${end}`)];
}

/** Why the bundle right before is not the one that was named: another one came between, or stands in its place, or it is missing. */
function notBefore(earlier: readonly ExaminedEvidence[], previous: PreviousEvidence): EvidenceFault {
  const named = earlier.findIndex(({ statement }) => statement === previous.statement);
  const others = earlier.slice(named + 1);
  if (named >= 0) return fault("forked", null, others.map(({ folder }) => folder).join(", "));
  const inItsPlace = earlier.find(({ manifest }) => manifest?.period.to === previous.period.to);
  return inItsPlace === undefined
    ? fault("previous-missing", null, spanOf(previous.period))
    : fault("replaced", null, inItsPlace.folder);
}
