import type { Check } from "../../../checks/contract/check.ts";
import { type FleetPerson, fleetPeople } from "../../answers/fleet/fleet-people.ts";
import { sharedPeople } from "../../answers/fleet/shared-people.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Failure } from "../../model/error-lines.ts";
import type { FleetOrg } from "../../model/fleet.ts";
import type { FleetReport, OrgAnswer } from "../../model/fleet-report.ts";
import { isRunView } from "../../model/run-view.ts";
import type { Severity } from "../../model/words.ts";
import { workThrough } from "../../okta/reading/work-pool.ts";
import type { Caller } from "../caller.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import { type CheckAnswer, performCheck } from "../check/perform-check.ts";
import { interrupted } from "../check/read-org.ts";
import { type ExitCode, exitCodeOf, worstOf } from "../exit-code.ts";
import type { ProofOptions } from "../proof/proof-context.ts";
import { fleetProgress } from "./fleet-progress.ts";
import { callerFor, failureOf } from "./org-environment.ts";

/** Request for a check of many orgs. */
export interface FleetCheckRequest {
  readonly path: string;
  readonly orgs: readonly FleetOrg[];
  readonly checks: readonly Check[];
  readonly failOn: Severity;
  /** How many orgs are read at a time. */
  readonly parallel: number;
  /** Milliseconds that the reading of each org may take. */
  readonly timeout: number;
  readonly rateShare?: number;
  /** Judges as of then, in place of now. */
  readonly now?: Date;
  readonly ledger: Ledger | null;
  /** Lets memory in the ledger stand for reading; everybody is read where it is left out. */
  readonly proofs?: ProofOptions;
}

/** Work of a door on the answer of an org as soon as it is there; what it returns goes into the report of the fleet. */
export type TakeAnswer = (org: FleetOrg, answer: CheckAnswer) => Promise<OrgAnswer["report"]>;

/**
 * Checks orgs of a fleet, some at a time, each with its own connection, budget, time and clock. One that fails, whatever
 * the reason, has its failure for an answer, and the others theirs.
 */
export async function checkFleet(
  request: FleetCheckRequest,
  caller: Caller,
  take: TakeAnswer,
): Promise<FleetReport> {
  const startedAt = caller.now();
  const progress = fleetProgress(request.orgs.length, caller);
  const answers = new Map<FleetOrg, Judged>();
  await workThrough(request.orgs, request.parallel, async (org) => {
    progress.begin(org.name);
    const judged = await checkOrg(org, request, caller, take);
    answers.set(org, judged);
    progress.end(org.name);
  });
  caller.progress(null);
  const judged = request.orgs.flatMap((org) => answers.get(org) ?? []);
  const orgs = judged.map(({ answer }) => answer);
  const isVerdict = (wanted: string) =>
    orgs.filter(({ report }) => report?.summary.verdict === wanted).length;
  return {
    schemaVersion: 1,
    tool: { name: "plumbline", version: packageVersion() },
    fleet: request.path,
    startedAt: startedAt.toISOString(),
    finishedAt: caller.now().toISOString(),
    exitCode: caller.signal.aborted ? 1 : worstOf(orgs.map(({ exitCode }) => exitCode)),
    summary: {
      orgs: orgs.length,
      inLine: isVerdict("in-line"),
      drift: isVerdict("drift"),
      unknown: isVerdict("unknown"),
      failed: orgs.filter(({ report }) => report === null).length,
    },
    orgs,
    people: sharedPeople(judged.map(({ answer, people }) => ({ org: answer.name, people }))),
  };
}

/** The answer of an org, and who is in it. */
interface Judged {
  readonly answer: OrgAnswer;
  readonly people: readonly FleetPerson[];
}

async function checkOrg(
  org: FleetOrg,
  { orgs, failOn, ...options }: FleetCheckRequest,
  caller: Caller,
  take: TakeAnswer,
): Promise<Judged> {
  const { name, url, tags, owner, baseline } = org;
  const { checks, timeout, ledger, rateShare, now, proofs } = options;
  const answered = (exitCode: ExitCode, error: Failure | null, report: OrgAnswer["report"]): OrgAnswer => {
    return { name, url, tags, owner, exitCode, error, report };
  };
  try {
    if (caller.signal.aborted) throw interrupted();
    const answer = await performCheck(
      {
        baseline,
        checks,
        timeout,
        ledger,
        ...(rateShare !== undefined && { rateShare }),
        ...(now !== undefined && { now }),
        ...(proofs !== undefined && { proofs }),
      },
      callerFor(org, caller),
    );
    const exitCode = exitCodeOf(answer.report, { failOn, timedOut: answer.timedOut });
    // Only in several orgs is there somebody to compare.
    const view = orgs.length > 1 ? answer.people() : null;
    const judged = { baseline: answer.judged.loaded.baseline, org: answer.judged.org };
    const people = view !== null && isRunView(view) ? fleetPeople(view, judged) : [];
    return { answer: answered(exitCode, null, await take(org, answer)), people };
  } catch (error) {
    return { answer: answered(1, failureOf(error, org), null), people: [] };
  }
}
