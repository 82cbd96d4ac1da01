import type { HeaderReader } from "./rate-headers.ts";

/** The time as the org tells it, in the `Date` of its answers. */
export interface OrgClock {
  /** Okta's clock less this machine's, in seconds, by the last answer; null without one that had a date. */
  skewSeconds(): number | null;
  /** By this machine's clock until an answer had a date. */
  now(): Date;
}

/** `Date` has whole seconds, rounded down: on average it is half a second behind. */
const halfSecondMs = 500;

/** Compares the `Date` of every answer that it is shown with the moment at which it came. */
export function startOrgClock(now: () => number): OrgClock & { note(header: HeaderReader): void } {
  let skewMs: number | null = null;
  return {
    note: (header) => {
      const date = Date.parse(header("date") ?? "");
      if (!Number.isNaN(date)) skewMs = date + halfSecondMs - now();
    },
    skewSeconds: () => (skewMs === null ? null : Math.round(skewMs / 1000)),
    now: () => new Date(now() + (skewMs ?? 0)),
  };
}
