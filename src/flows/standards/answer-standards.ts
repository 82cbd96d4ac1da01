import { loadBaseline } from "../../../policy/load-baseline.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { StandardsReport } from "../../model/standards.ts";
import { type KnownName, knownNames } from "../../report/redaction/known-names.ts";
import type { Framework } from "../../standards/contract/framework.ts";
import { planStandards } from "../../standards/plan-standards.ts";
import { registerOf } from "../../standards/register-of-exceptions.ts";
import type { Caller } from "../caller.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import { keepOrWarn } from "../check/check-history.ts";
import { readOrg } from "../check/read-org.ts";
import type { ReadingOptions } from "../check/reading-options.ts";
import { type JudgedStandards, judgedReport, standardsReport } from "./standards-report.ts";

/** Request for the answers to some standards. */
export interface StandardsRequest extends Pick<ReadingOptions, "snapshot" | "timeout" | "rateShare"> {
  readonly frameworks: readonly Framework[];
  /** Whose exemptions are the register of exceptions. */
  readonly baseline?: string;
  /** Judges as of then, in place of now. */
  readonly now?: Date;
  /** Keeps the answers; left out: nobody does. */
  readonly ledger?: Ledger | null;
}

export interface StandardsAnswer {
  readonly report: StandardsReport;
  readonly timedOut: boolean;
  /** Every name and id of the org. */
  readonly names: () => Iterable<KnownName>;
}

/**
 * Reads an org, live or from a snapshot, and answers standards: `plumbline standards` without its flags and its printing.
 *
 * @throws PlumblineError whatever keeps from reading, and as `loadBaseline`
 */
export async function answerStandards(request: StandardsRequest, caller: Caller): Promise<StandardsAnswer> {
  const { frameworks } = request;
  const startedAt = caller.now();
  const loaded = request.baseline === undefined ? null : await loadBaseline(request.baseline);
  const reading = await readOrg(({ engine }) => planStandards(frameworks, engine), request, caller);
  const { snapshot, time, source } = reading;
  const started = time.byThatClock(startedAt).toISOString();
  const circumstances = {
    tool: { name: "plumbline", version: packageVersion() },
    startedAt: started,
    finishedAt: time.byThatClock(caller.now()).toISOString(),
    source,
    asOf: source === "live" ? started : snapshot.takenAt,
    cost: reading.live?.connection.cost() ?? reading.cost,
  } as const;
  const exemptions = loaded === null ? null : registerOf(loaded.baseline);
  const asked = { frameworks, org: snapshot, now: time.now, exemptions, circumstances };
  // As of checks: a rehearsal and somebody's snapshot are no part of the org's history.
  const isHistory = source === "live" && request.now === undefined;
  const report = isHistory
    ? await judgedAndKept(asked, request.ledger ?? null, caller)
    : standardsReport(asked);
  return {
    report,
    timedOut: reading.timedOut,
    names: () => knownNames({ baselines: loaded === null ? [] : [loaded.baseline], snapshot, stack: null }),
  };
}

/** Whom the answers are about is worked out for a ledger alone. */
async function judgedAndKept(
  asked: JudgedStandards,
  ledger: Ledger | null,
  caller: Caller,
): Promise<StandardsReport> {
  if (ledger === null) return standardsReport(asked);
  const { report, judged } = judgedReport(asked);
  await keepOrWarn("the answers were", () => ledger.keepStandards(report, judged), caller);
  return report;
}
