import type { ClaimedJob, WorkerName } from "../../jobs/job.ts";
import type { Lease } from "../../ledger/lease.ts";
import { systemTiming } from "../../model/timing.ts";
import { defaultRateShare } from "../../okta/connect.ts";
import { type Governor, startGovernor } from "../../okta/transport/governor.ts";

/** An org that this worker holds: nobody else works on it. */
export interface Hold {
  readonly lease: Lease;
  /** Aborted when another worker took the org over. */
  readonly lost: AbortSignal;
  /** Keeps all that reads the org to one share of its rate limits. */
  readonly governor: Governor;
}

/** Orgs that a worker holds, each for as long as it has jobs of it. */
export interface HeldOrgs {
  begin(job: ClaimedJob): Hold;
  /** Ends a job; true where it was the last of its org. */
  end(job: ClaimedJob): boolean;
  jobs(): readonly ClaimedJob[];
  /** Gives up all orgs but these. */
  keep(orgs: ReadonlySet<string>): void;
}

interface Entry extends Hold {
  readonly jobs: Set<ClaimedJob>;
  readonly losing: AbortController;
}

/** @param rateShare how much of the rate limits of an org may be used; half unless given */
export function heldOrgs(worker: WorkerName, rateShare = defaultRateShare): HeldOrgs {
  const held = new Map<string, Entry>();
  const open = (org: string): Entry => {
    const losing = new AbortController();
    const lease = { ...worker, org };
    // Whoever had the org before may have used the window that is going on.
    const governor = startGovernor(systemTiming, rateShare, true);
    return { lease, lost: losing.signal, losing, governor, jobs: new Set() };
  };
  return {
    begin(job) {
      const entry = held.get(job.org) ?? open(job.org);
      held.set(job.org, entry);
      entry.jobs.add(job);
      return entry;
    },
    end(job) {
      const entry = held.get(job.org);
      if (entry?.jobs.delete(job) !== true || entry.jobs.size > 0) return false;
      held.delete(job.org);
      return true;
    },
    jobs: () => [...held.values()].flatMap(({ jobs }) => [...jobs]),
    keep(orgs) {
      for (const [org, { losing }] of held) {
        if (orgs.has(org)) continue;
        held.delete(org);
        losing.abort();
      }
    },
  };
}
