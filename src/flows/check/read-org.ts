import type { Baseline } from "../../model/baseline.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { Cost } from "../../model/report.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { type Engine, engineNames } from "../../model/words.ts";
import { readConnectionSettings } from "../../okta/access/connection-settings.ts";
import { connect } from "../../okta/connect.ts";
import type { OktaConnection } from "../../okta/connection/connection.ts";
import { readOrganization } from "../../okta/reading/read-organization.ts";
import { readSnapshotFile } from "../../okta/snapshot-file.ts";
import { type SnapshotMemory, takeSnapshot } from "../../okta/take-snapshot.ts";
import { ReadFailure } from "../../okta/transport/read-failure.ts";
import { stoppedError } from "../../okta/transport/stop-words.ts";
import type { Caller } from "../caller.ts";
import { paceOf, type ReadingOptions } from "./reading-options.ts";
import { skewBySnapshot, type TimeOfJudgement, timeOfJudgement } from "./time-of-judgement.ts";

/** An org as it was read, and what that took. */
export interface OrgReading {
  readonly snapshot: OrgSnapshot;
  readonly cost: Cost;
  readonly source: "live" | "snapshot";
  /** `--timeout` ran out: what was not read by then is a gap. */
  readonly timedOut: boolean;
  /** As of when to judge it. */
  readonly time: TimeOfJudgement;
  /** How to read more of a live org; null for a snapshot. */
  readonly live: LiveReading | null;
}

/** A connection, and the signal that ends this run. */
export interface LiveReading {
  readonly connection: OktaConnection;
  readonly signal: AbortSignal;
}

/** The same before the org is read. */
interface BegunReading extends LiveReading {
  readonly org: OrgSnapshot["org"];
}

/** Plans what to read of an org on its engine. Throws ENGINE_MISMATCH for one that is not meant. */
export type PlanFor = (org: OrgSnapshot["org"]) => ReadPlan;

/** The plan of a baseline, for an org on its engine. */
export const planOf =
  (plan: ReadPlan, { org: { engine } }: Pick<Baseline, "org">): PlanFor =>
  (org) => {
    refuseOtherEngine(engine, org);
    return plan;
  };

const noCost: Cost = { requests: 0, byEndpoint: {}, throttledMs: 0 };

/**
 * Reads what the plan asks for, from the file that `--snapshot` names or from the org that the environment names.
 *
 * @throws PlumblineError SNAPSHOT_*, ORG_URL_*, CREDENTIALS_*, NETWORK, ENGINE_MISMATCH, INTERRUPTED and what else keeps from reading
 */
export async function readOrg(
  planFor: PlanFor,
  options: Pick<ReadingOptions, "snapshot" | "timeout" | "rateShare" | "governor"> & {
    /** Judges as of then, in place of now. */
    readonly now?: Date;
    /** Called before the org is read; says whom to read, and what stands for the others. */
    readonly remember?: (live: BegunReading) => Promise<SnapshotMemory>;
    /** Asked for besides those of the plan. */
    readonly scopes?: readonly string[];
  },
  caller: Caller,
): Promise<OrgReading> {
  const startedAt = caller.now();
  const timeBy = (skewSeconds: number | null): TimeOfJudgement =>
    timeOfJudgement({ startedAt, rehearsedAt: options.now, skewSeconds });
  if (options.snapshot !== undefined) {
    const snapshot = await readSnapshotFile(options.snapshot);
    planFor(snapshot.org);
    const time = timeBy(skewBySnapshot(snapshot.takenAt, startedAt));
    return { snapshot, cost: noCost, source: "snapshot", timedOut: false, time, live: null };
  }
  const expiry = options.timeout === undefined ? null : AbortSignal.timeout(options.timeout);
  const signal = expiry === null ? caller.signal : AbortSignal.any([caller.signal, expiry]);
  const settings = readConnectionSettings(caller.env);
  const connection = connect(settings, {
    signal,
    ...paceOf(options),
  });
  connection.needScopes(options.scopes ?? []);
  try {
    // One call more than needed, so that nobody waits an hour to hear that it is the wrong org.
    const org = await readOrganization(connection, signal);
    const plan = planFor(org);
    const memory = await options.remember?.({ connection, signal, org });
    const { snapshot, cost } = await takeSnapshot(connection, plan, {
      signal,
      onProgress: caller.progress,
      ...(memory !== undefined && { memory }),
    });
    if (caller.signal.aborted) throw interrupted();
    const live = { connection, signal };
    const time = timeBy(connection.clock.skewSeconds());
    return { snapshot, cost, source: "live", timedOut: expiry?.aborted ?? false, time, live };
  } catch (error) {
    if (caller.signal.aborted) throw interrupted();
    throw error instanceof ReadFailure && expiry?.aborted === true ? stoppedError(signal) : error;
  } finally {
    caller.progress(null);
  }
}

/** A baseline for the other engine says nothing that means the same in this org. Throws ENGINE_MISMATCH. */
export function refuseOtherEngine(wanted: Engine, { engine, url }: OrgSnapshot["org"]): void {
  if (engine === wanted) return;
  throw new PlumblineError(
    "ENGINE_MISMATCH",
    `the baseline is for an org on ${engineNames[wanted]}, and ${url} is on ${engineNames[engine]}`,
    { remedy: `set org.engine: ${engine} in the baseline and use that engine's keys, or check OKTA_ORG_URL` },
  );
}

/** Ctrl-C before the run had an answer. */
export const interrupted = (): PlumblineError =>
  new PlumblineError("INTERRUPTED", "stopped by Ctrl-C before there was an answer", {
    remedy: "run it again; --timeout 30m ends a long run with what was read by then",
  });
