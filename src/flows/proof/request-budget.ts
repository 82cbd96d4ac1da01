import type { OktaConnection } from "../../okta/connection/connection.ts";

/** Requests that a run may still make. */
export interface RequestBudget {
  /** So many people can still be read. */
  left(): number;
  /** Why nobody more may be read; null: go on. Counts one more on its way where it says so. */
  whyStop(): string | null;
}

/** Pages of a list of people. */
const peopleAPage = 200;
/** Kept for what comes after the people: the end of the log, who did it, somebody who may be gone. */
const kept = 6;

/** No bound. */
export const unbounded: RequestBudget = { left: () => Number.POSITIVE_INFINITY, whyStop: () => null };

/** Bounds a run to a share of what reading everybody takes: a page of people for two hundred, and a call for each. */
export function requestBudget(
  connection: OktaConnection,
  { share, people, everybody }: { readonly share: number; readonly people: number; readonly everybody: number },
): RequestBudget {
  const full = people + Math.ceil(everybody / peopleAPage);
  const most = Math.floor(full * share) - kept;
  const reason = `not asked: this run may take ${Math.round(share * 1000) / 10} % of the requests of a full read, ${Math.floor(full * share)}`;
  const sentAtStart = connection.cost().requests;
  let promised = sentAtStart;
  return {
    left: () => Math.max(0, most - Math.max(promised, connection.cost().requests)),
    whyStop: () => {
      promised = Math.max(promised, connection.cost().requests) + 1;
      return promised > most ? reason : null;
    },
  };
}
