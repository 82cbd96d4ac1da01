import { whyMissing } from "../../../checks/runner/missing-slices.ts";
import { loadBaseline } from "../../../policy/load-baseline.ts";
import type { ReportGap } from "../../model/report.ts";
import type { OrgSnapshot, Slice } from "../../model/snapshot.ts";
import type { StandardsReport } from "../../model/standards.ts";
import { type KnownName, knownNames } from "../../report/redaction/known-names.ts";
import type { Framework } from "../../standards/contract/framework.ts";
import { judgeStandards } from "../../standards/judge-standards.ts";
import { planStandards } from "../../standards/plan-standards.ts";
import type { Caller } from "../caller.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import { readOrg } from "../check/read-org.ts";
import type { ReadingOptions } from "../check/reading-options.ts";

/** Request for the answers to some standards. */
export interface StandardsRequest extends Pick<ReadingOptions, "snapshot" | "timeout" | "rateShare"> {
  readonly frameworks: readonly Framework[];
  /** Whose exemptions are the register of exceptions. */
  readonly baseline?: string;
  /** Judges as of then, in place of now. */
  readonly now?: Date;
}

export interface StandardsAnswer {
  readonly report: StandardsReport;
  readonly timedOut: boolean;
  /** Every name and id of the org. */
  readonly names: () => Iterable<KnownName>;
}

/** Gaps: what was to be read and was not, whole slices that a snapshot does not hold among it. */
function gapsOf(org: OrgSnapshot, planned: ReadonlySet<Slice>): readonly ReportGap[] {
  const known = org.gaps.filter(({ slice }) => planned.has(slice));
  const silent = [...planned].flatMap((slice) => {
    const reason = whyMissing(slice, org);
    const isKnown = reason === null || known.some((gap) => gap.slice === slice);
    return isKnown ? [] : [{ slice, reason, affected: 0 }];
  });
  return [...known.map(({ slice, reason, affected }) => ({ slice, reason, affected })), ...silent];
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
  const { slices } = planStandards(frameworks, snapshot.org.engine);
  const report: StandardsReport = {
    schemaVersion: 1,
    tool: { name: "plumbline", version: packageVersion() },
    org: snapshot.org,
    startedAt: started,
    finishedAt: time.byThatClock(caller.now()).toISOString(),
    source,
    asOf: source === "live" ? started : snapshot.takenAt,
    frameworks: judgeStandards(frameworks, snapshot, time.now, loaded?.baseline.exemptions ?? null),
    gaps: gapsOf(snapshot, slices),
    cost: reading.live?.connection.cost() ?? reading.cost,
  };
  return {
    report,
    timedOut: reading.timedOut,
    names: () => knownNames({ baselines: loaded === null ? [] : [loaded.baseline], snapshot, stack: null }),
  };
}
