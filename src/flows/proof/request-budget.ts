import type { OktaConnection } from "../../okta/connection/connection.ts";

/** Requests that a run may still make. */
export interface RequestBudget {
  /** So many requests about people are left. */
  left(): number;
  /** Why nobody more may be read; null: go on, and count the request that follows. */
  whyStop(): string | null;
  /** Why not one of so many people can be read, and what it would take; null: somebody can. */
  whyNobody(people: number): string | null;
}

/** Kept for the last people who take two, the end of the log, and who did it. */
const kept = 8;

/** No bound. */
export const unbounded: RequestBudget = {
  left: () => Number.POSITIVE_INFINITY,
  whyStop: () => null,
  whyNobody: () => null,
};

const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

/**
 * Bounds a run to a share of what a full read takes: what was sent so far, and a request for each person. What was sent
 * is part of the share, too.
 *
 * @param spared - requests that memory spared so far; below zero those that do not count against the share
 */
export function requestBudget(
  { cost }: Pick<OktaConnection, "cost">,
  { share, people, spared }: { readonly share: number; readonly people: number; readonly spared: number },
): RequestBudget {
  const sent = (): number => cost().requests;
  const full = people + sent() + Math.max(0, spared);
  const allowed = Math.floor(full * share) + Math.max(0, -spared);
  const most = allowed - kept;
  const reason = `not asked: this run may take ${allowed} requests, ${percent(share)} of a full read`;
  let promised = sent();
  const left = (): number => Math.max(0, most - Math.max(promised, sent()));
  return {
    left,
    whyNobody: (wanted) => {
      if (wanted === 0 || left() > 0) return null;
      const enough = Math.min(1, Math.ceil(((sent() + kept + wanted) / full) * 100) / 100);
      return `--request-share ${percent(share)} is ${allowed} requests here, and what is read of the org itself took ${sent()}; to read whom memory does not cover tonight it takes ${percent(enough)} or more`;
    },
    whyStop: () => {
      const next = Math.max(promised, sent()) + 1;
      if (next > most) return reason;
      promised = next;
      return null;
    },
  };
}
