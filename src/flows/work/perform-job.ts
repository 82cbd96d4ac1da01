import { loadBaseline } from "../../../policy/load-baseline.ts";
import { guideBy } from "../../alerts/guidance/guidance.ts";
import { fetchOf } from "../../alerts/outbox/fetch-of.ts";
import type { ClaimedJob } from "../../jobs/job.ts";
import type { JobQueue } from "../../jobs/job-queue.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { dayMs, hourMs } from "../../model/durations.ts";
import { errorLines } from "../../model/error-lines.ts";
import type { FleetOrg } from "../../model/fleet.ts";
import type { JobKind } from "../../model/job-status.ts";
import { count } from "../../report/text/count.ts";
import type { Caller } from "../caller.ts";
import { loadChecks } from "../catalogue/load-checks.ts";
import { loadDetections } from "../catalogue/load-detections.ts";
import { loadNotifiers } from "../catalogue/load-notifiers.ts";
import { performCheck } from "../check/perform-check.ts";
import type { ProofOptions } from "../proof/proof-context.ts";
import { publicUrlOf } from "../public-url.ts";
import { openChannels, postAlerts } from "../watch/post-alerts.ts";
import { watchOrg } from "../watch/watch-org.ts";
import type { Hold } from "./held-orgs.ts";
import type { LedgerPatience } from "./ledger-patience.ts";
import { underLease, withoutSending } from "./under-lease.ts";

/** A job, and what it takes to do it. */
interface Doing {
  readonly job: ClaimedJob;
  readonly org: FleetOrg;
  readonly hold: Hold;
  readonly ledger: Ledger;
  readonly queue: JobQueue;
  readonly patience: LedgerPatience;
  /** How far memory may stand for reading people; everybody is read where it is left out. */
  readonly proofs?: ProofOptions;
  /** With the environment of the org alone, and a signal that ends this job. */
  readonly caller: Caller;
}

/**
 * Does a job and ends it; what came of it, in words. What it writes is written with its end, or may be written again
 * without a difference: a worker that dies on the way leaves nothing that counts twice.
 *
 * @throws PlumblineError when it could not be done
 */
export const performJob = (doing: Doing): Promise<string> => performers[doing.job.kind](doing);

const performers: Readonly<Record<JobKind, (doing: Doing) => Promise<string>>> = { check, watch, posts };

/** pg-boss gives up on a job that takes longer than a day. */
const longestCheckMs = 22 * hourMs;

/** A report is kept in the transaction that ends the job. What was read is not thrown away while the ledger is away. */
async function check({ job, org, hold, ledger, queue, patience, proofs, caller }: Doing): Promise<string> {
  let unkept: unknown = null;
  const own = underLease(ledger, hold.lease);
  const keeping: Ledger = {
    ...own,
    position: (url) => patience.demand(() => own.position(url), caller.signal),
    memory: (url) => patience.demand(() => own.memory(url), caller.signal),
    async keepReport(url, kept) {
      const keep = () => ledger.keepReport(url, kept, (sql) => queue.complete(job, sql));
      try {
        await patience.until(keep, caller.signal);
      } catch (error) {
        unkept = error;
        throw error;
      }
    },
  };
  const { governor } = hold;
  const request = {
    baseline: org.baseline,
    checks: await loadChecks(),
    timeout: Math.min(org.everyMs, longestCheckMs),
    ledger: keeping,
    ...(proofs === undefined ? {} : { proofs }),
    governor,
  };
  const { report } = await performCheck(request, caller);
  if (unkept !== null) throw unkept;
  caller.signal.throwIfAborted();
  const { verdict, findings, unknown } = report.summary;
  return `${verdict}, ${count(findings, "finding")}, ${unknown} unknown; ${count(report.cost.requests, "request")}`;
}

const firstSince = { agoMs: 7 * dayMs };
/** Longest a reading of the log may take. */
const watchTimeoutMs = 600_000;

/** Each batch of events is a transaction of its own that moves the position: to read on twice changes nothing. */
async function watch({ job, org, hold, ledger, queue, patience, caller }: Doing): Promise<string> {
  const remarks: string[] = [];
  let changes = 0;
  const exitCode = await watchOrg(
    {
      once: true,
      since: firstSince,
      interval: 0,
      timeout: watchTimeoutMs,
      baseline: org.baseline,
      opened: withoutSending(underLease(ledger, hold.lease)),
      governor: hold.governor,
    },
    { ...caller, remark: (text) => remarks.push(text) },
    { changed: () => void changes++, passEnded: async () => {} },
  );
  if (exitCode !== 0) for (const text of remarks) caller.warn(text);
  await patience.until(() => queue.complete(job), caller.signal);
  return `${count(changes, "alert")} changed`;
}

/** A post is settled one by one: to send what waits twice sends nothing twice. */
async function posts({ job, org, hold, ledger, queue, patience, caller }: Doing): Promise<string> {
  const { baseline } = await loadBaseline(org.baseline);
  const [detections, notifiers] = await Promise.all([loadDetections(), loadNotifiers()]);
  const { channels, problem } = openChannels(notifiers, baseline.alerts.routes, caller.env);
  for (const line of problem === null ? [] : errorLines(problem)) caller.warn(line);
  const posting = {
    ledger: underLease(ledger, hold.lease),
    channels,
    fetch: await fetchOf(channels.size === 0 ? {} : caller.env),
    guide: guideBy(detections, publicUrlOf({}, caller.env)),
    remark: caller.warn,
  };
  const { givenUp } = await postAlerts(posting, hold.lease, caller.signal);
  await patience.until(() => queue.complete(job), caller.signal);
  return givenUp === 0 ? "sent what was due" : `${count(givenUp, "post")} given up`;
}
