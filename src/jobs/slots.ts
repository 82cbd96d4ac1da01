import { createHash } from "node:crypto";
import type { JobKind } from "../model/job-status.ts";
import type { Slot } from "./job.ts";

/** How often an org is to have some kind of work done. */
export interface Rhythm {
  readonly kind: JobKind;
  /** URL of the org. */
  readonly org: string;
  /** Milliseconds. */
  readonly everyMs: number;
}

/**
 * The slot of a rhythm that is going on. Periods follow each other without a gap, and where they begin differs from org to
 * org, so that not all orgs are read at once; nothing is remembered for it, so workers on any number of machines agree.
 *
 * @param now by the clock that all workers share
 */
export function slotAt({ kind, org, everyMs }: Rhythm, now: Date): Slot {
  const phaseMs = Number(digest(`${kind} ${org}`).readBigUInt64BE() % BigInt(everyMs));
  const number = Math.floor((now.getTime() - phaseMs) / everyMs);
  return {
    kind,
    org,
    id: uuidOf(`${kind} ${org} ${everyMs} ${number}`),
    dueAt: new Date(number * everyMs + phaseMs),
  };
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** A UUID of version 8 (RFC 9562, 5.8): its bits are ours to choose. */
function uuidOf(text: string): string {
  const hex = digest(text).toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
