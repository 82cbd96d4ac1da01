import type { OktaConnection } from "../connection.ts";

/** A connection that looks at the clock of whoever answers. */
export interface WatchedClock {
  readonly connection: OktaConnection;
  /** Okta's clock less this machine's, in seconds, by the last answer; null without one that had a date. */
  skew(): number | null;
}

/** `Date` has whole seconds, rounded down: on average it is half a second behind. */
const halfSecondMs = 500;

/** Compares the `Date` of every answer with the moment at which it came. */
export function watchClock(connection: OktaConnection): WatchedClock {
  let skewMs: number | null = null;
  return {
    connection: {
      ...connection,
      async get(read, signal) {
        const answer = await connection.get(read, signal);
        const date = Date.parse(answer.header("date") ?? "");
        if (!Number.isNaN(date)) skewMs = date + halfSecondMs - connection.timing.now();
        return answer;
      },
    },
    skew: () => (skewMs === null ? null : Math.round(skewMs / 1000)),
  };
}
