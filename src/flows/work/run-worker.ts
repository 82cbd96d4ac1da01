import { randomUUID } from "node:crypto";
import type { ClaimedJob } from "../../jobs/job.ts";
import { type JobQueue, openJobQueue } from "../../jobs/job-queue.ts";
import { leaseMs } from "../../ledger/lease.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { errorLines, type Failure } from "../../model/error-lines.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { FleetOrg } from "../../model/fleet.ts";
import type { JobKind } from "../../model/job-status.ts";
import { systemTiming } from "../../model/timing.ts";
import type { Caller } from "../caller.ts";
import { orgEnvironment, orgFailure } from "../fleet/org-environment.ts";
import { isGone, leaseHolder } from "../lease/lease-holder.ts";
import type { ProofOptions } from "../proof/proof-context.ts";
import { type HeldOrgs, type Hold, heldOrgs } from "./held-orgs.ts";
import { isPassing, type LedgerPatience, ledgerPatience } from "./ledger-patience.ts";
import { oneAfterAnother } from "./one-after-another.ts";
import { performJob } from "./perform-job.ts";
import { jobPlanner, postsEveryMs, postsPlanner, rhythmsOf } from "./plan-jobs.ts";
import { countBegun, countEnded, type JobOutcome, type WorkerCounts } from "./worker-counts.ts";

/** Orgs that a worker is for, and how much it does at a time. */
export interface WorkerRequest {
  readonly orgs: readonly FleetOrg[];
  /** On PostgreSQL. */
  readonly ledger: Ledger;
  /** Checks at a time; as many other jobs go on beside them. */
  readonly concurrency: number;
  /** Milliseconds; null: logs are not read. */
  readonly watchEveryMs: number | null;
  /** How long jobs may go on once the worker is to end, in milliseconds. */
  readonly drainMs: number;
  readonly rateShare?: number;
  /** How far memory may stand for reading people; everybody is read where it is left out. */
  readonly proofs?: ProofOptions;
  readonly counts: WorkerCounts;
  /** Milliseconds between two looks for what is to be done; a second unless given. */
  readonly pollMs?: number;
}

/** A worker at work. */
export interface RunningWorker {
  /** Whether the ledger answered when it was last asked. */
  isUp(): boolean;
  jobs(): readonly ClaimedJob[];
  readonly queue: JobQueue;
  /** Resolves once the caller's signal aborted, and every job has ended or was handed back. */
  readonly ended: Promise<void>;
}

interface Worker extends WorkerRequest {
  readonly caller: Caller;
  readonly queue: JobQueue;
  readonly patience: LedgerPatience;
  readonly held: HeldOrgs;
  /** Aborted when jobs have to end, too. */
  readonly stop: AbortSignal;
  /** Asks for jobs and gives them back, one after another. */
  readonly alone: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/**
 * Does the jobs of a fleet until the caller's signal aborts.
 *
 * @throws PlumblineError LEDGER_* when it cannot begin; later it waits for a ledger that is away
 */
export async function startWorker(request: WorkerRequest, caller: Caller): Promise<RunningWorker> {
  const { ledger, orgs, watchEveryMs, drainMs, rateShare, pollMs = 1000 } = request;
  const name = { owner: randomUUID(), holder: leaseHolder() };
  const queue = await openJobQueue(ledger, name);
  const patience = ledgerPatience(systemTiming, caller.warn);
  const skewMs = await skewOf(queue, caller);
  const stop = new AbortController();
  const worker: Worker = {
    ...request,
    // The database's time, so that workers whose clocks differ judge alike.
    caller: { ...caller, now: () => new Date(caller.now().getTime() + skewMs) },
    queue,
    patience,
    held: heldOrgs(name, rateShare),
    stop: stop.signal,
    alone: oneAfterAnother(),
  };
  const { signal } = caller;
  const plan = jobPlanner(rhythmsOf(orgs, watchEveryMs), queue);
  const planPosts = postsPlanner(orgs, queue, ledger);
  const working = [
    again(pollMs, signal, () => patience.until(plan, signal)),
    again(postsEveryMs, signal, () => patience.until(planPosts, signal)),
    again(leaseMs / 6, signal, () => patience.until(() => queue.reclaim(isGone), signal)),
    lane(["check"], worker, pollMs),
    lane(["watch", "posts"], worker, pollMs),
  ];
  // Held for as long as a job goes on, also once no other is begun. Alone: an org that is taken meanwhile is not among those renewed.
  const renew = () => worker.alone(async () => worker.held.keep(await queue.renew()));
  const renewing = again(leaseMs / 6, stop.signal, () => patience.until(renew, stop.signal));
  const onEnd = (): void => void setTimeout(() => stop.abort(), drainMs).unref();
  if (signal.aborted) onEnd();
  else signal.addEventListener("abort", onEnd, { once: true });
  const ended = Promise.all(working).finally(async () => {
    stop.abort();
    await renewing;
    await queue.close();
  });
  return { isUp: patience.isUp, jobs: worker.held.jobs, queue, ended: ended.then(() => {}) };
}

/** How far the database's clock is ahead of this machine's, in milliseconds. A worker that cannot be told does not begin. */
async function skewOf(queue: JobQueue, caller: Caller): Promise<number> {
  try {
    return (await queue.now()).getTime() - caller.now().getTime();
  } catch (error) {
    await queue.close();
    throw error;
  }
}

async function again(ms: number, signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    await work();
    await systemTiming.sleep(ms, signal);
  }
}

/** Does jobs of some kinds, so many at a time: those that take long keep no others waiting. */
async function lane(kinds: readonly JobKind[], worker: Worker, pollMs: number): Promise<void> {
  const { caller, concurrency, patience } = worker;
  const { signal } = caller;
  const going = new Set<Promise<void>>();
  const claim = claimer(kinds, worker);
  const broken: unknown[] = [];
  while (!signal.aborted && broken.length === 0) {
    const claimed = going.size < concurrency ? await patience.until(claim, signal) : null;
    if (claimed === null) {
      await systemTiming.sleep(going.size < concurrency ? pollMs : pollMs / 10, signal);
      continue;
    }
    const doing = doJob(claimed.job, claimed.hold, worker)
      .catch((error: unknown) => void broken.push(error))
      .finally(() => going.delete(doing));
    going.add(doing);
  }
  await Promise.all(going);
  if (broken.length > 0) throw broken[0];
}

interface Claimed {
  readonly job: ClaimedJob;
  readonly hold: Hold;
}

/** Takes jobs. What a database that went away may have given without our hearing of it is handed back first. */
function claimer(kinds: readonly JobKind[], worker: Worker): () => Promise<Claimed | null> {
  const { queue, held, alone, orgs } = worker;
  const urls = orgs.map(({ url }) => url);
  let isUnsure = false;
  return () =>
    alone(async () => {
      if (isUnsure) await queue.keepOnly(held.jobs());
      isUnsure = true;
      const job = await queue.claim(kinds, urls);
      isUnsure = false;
      return job === null ? null : { job, hold: held.begin(job) };
    });
}

async function doJob(job: ClaimedJob, hold: Hold, worker: Worker): Promise<void> {
  const { caller, counts, orgs, held, queue, patience, stop, alone } = worker;
  const org = orgs.find(({ url }) => url === job.org);
  if (org === undefined) throw new TypeError(`a job of ${job.org}, which is not asked for`);
  const startedAt = systemTiming.now();
  countBegun(counts[job.kind], job.delayMs);
  const say = (text: string): void => caller.remark(`${org.name}: ${job.kind}: ${text}`);
  const own: Caller = {
    ...caller,
    env: orgEnvironment(org, caller.env),
    signal: AbortSignal.any([stop, hold.lost]),
    warn: (text) => caller.warn(`${org.name}: ${job.kind}: ${text}`),
    remark: () => {},
    progress: () => {},
  };
  const took = (): number => systemTiming.now() - startedAt;
  let outcome: JobOutcome = "done";
  try {
    const words = await performJob({ ...worker, job, org, hold, caller: own });
    say(`${words} in ${(took() / 1000).toFixed(1)} s`);
  } catch (error) {
    outcome = await notDone(error, { job, hold, worker, tell: own.warn, org });
  }
  countEnded(counts[job.kind], outcome, took());
  await alone(async () => {
    if (held.end(job)) await patience.until(() => queue.release(job.org), stop);
  });
}

interface NotDone {
  readonly job: ClaimedJob;
  readonly org: FleetOrg;
  readonly hold: Hold;
  readonly worker: Worker;
  readonly tell: (text: string) => void;
}

async function notDone(error: unknown, { job, org, hold, worker, tell }: NotDone): Promise<JobOutcome> {
  const { queue, patience, stop } = worker;
  if (hold.lost.aborted || isTakenOver(error)) {
    // Nothing to whoever took it over; should nobody have, somebody does it now.
    await patience.until(() => queue.handBack(job), stop);
    return lost(tell);
  }
  if (stop.aborted || isPassing(error)) {
    await patience.until(() => queue.handBack(job), stop);
    return "handed-back";
  }
  const told = failureOf(error, org);
  for (const line of errorLines(told)) tell(line);
  try {
    await patience.until(() => queue.fail(job, { code: told.code, message: told.message }), stop);
  } catch (failing) {
    if (isTakenOver(failing)) return lost(tell);
    throw failing;
  }
  return "failed";
}

const isTakenOver = (error: unknown): boolean =>
  error instanceof PlumblineError && error.code === "LEDGER_LEASE_LOST";

function lost(tell: (text: string) => void): JobOutcome {
  tell("another worker took the org over; it does this, too");
  return "lost";
}

/** A fault of ours that one org brings out keeps no other org from being looked at. */
function failureOf(error: unknown, org: FleetOrg): Failure {
  if (error instanceof PlumblineError) return orgFailure(error, org);
  const [message = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return { code: "INTERNAL", message, details: [], remedy: `run plumbline check on ${org.url} with --debug` };
}
