import type { Cost } from "../../model/report.ts";

/** Counts every HTTP request that is sent, retries and token requests included. */
export interface CostMeter {
  count(endpoint: string): void;
  total(throttledMs: number): Cost;
}

/** Starts from nothing; endpoints are templates, so ids are already `{id}`. */
export function startCostMeter(): CostMeter {
  const byEndpoint = new Map<string, number>();
  let requests = 0;
  return {
    count(endpoint) {
      requests += 1;
      byEndpoint.set(endpoint, (byEndpoint.get(endpoint) ?? 0) + 1);
    },
    total: (throttledMs) => ({
      requests,
      byEndpoint: Object.fromEntries([...byEndpoint].sort(([left], [right]) => (left < right ? -1 : 1))),
      throttledMs: Math.round(throttledMs),
    }),
  };
}
