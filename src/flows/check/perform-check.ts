import type { Check } from "../../../checks/contract/check.ts";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { planReads } from "../../../checks/runner/plan-reads.ts";
import { loadBaseline } from "../../../policy/load-baseline.ts";
import { findingLocator } from "../../../policy/locate-finding.ts";
import { readStackExport } from "../../../policy/stack-export.ts";
import { countRequirements } from "../../answers/explain/count-requirements.ts";
import { runView, streamedRunView } from "../../answers/run-view/run-view.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { AppliedStack } from "../../model/applied-stack.ts";
import type { LoadedBaseline } from "../../model/baseline.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { PeopleView } from "../../model/people-view.ts";
import type { Report, StackState } from "../../model/report.ts";
import type { LocateFinding } from "../../model/reporter.ts";
import type { Simulation } from "../../model/simulation.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { type KnownName, knownNames } from "../../report/redaction/known-names.ts";
import type { Caller } from "../caller.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import type { ProofOptions } from "../proof/proof-context.ts";
import { type RunMemory, withMemory } from "../proof/with-memory.ts";
import { keepInHistory, keepOrWarn, whoCameBack } from "./check-history.ts";
import { nameChanges } from "./name-changes.ts";
import { pinnedAnswers } from "./pinned-answers.ts";
import { type OrgReading, planOf, readOrg } from "./read-org.ts";
import type { ReadingOptions } from "./reading-options.ts";
import { verifySignOn } from "./verify-sign-on.ts";

/** Request for a check: what to judge by, besides how to read. */
export interface CheckRequest extends ReadingOptions {
  readonly checks: readonly Check[];
  /** Judges as of then, in place of now. */
  readonly now?: Date;
  /** File that `pulumi stack export` wrote. */
  readonly stack?: string;
  /** Which of several in that stack. */
  readonly stackComponent?: string;
  /** Asks Okta's own simulation about so many people and applications. */
  readonly verify?: number;
  /** Knows who came back lately, and keeps the report; null: nobody watches this org. */
  readonly ledger?: Ledger | null;
  /** Lets memory in the ledger stand for reading; everybody is read where it is left out. */
  readonly proofs?: ProofOptions;
  /** A report of the console on MFA, which says whom to read first and makes nobody in line. */
  readonly seedReport?: string;
}

/** The answer, with whom it is about and what a redaction has to look for. */
export interface CheckAnswer {
  readonly report: Report;
  readonly people: () => PeopleView;
  readonly timedOut: boolean;
  /** Every name and id of the org, the baseline and the stack. */
  readonly names: () => Iterable<KnownName>;
  /** Where the baseline says what a finding of the report departs from. */
  readonly locate: LocateFinding;
  /** Baseline, org and time of the judgement. */
  readonly judged: { readonly loaded: LoadedBaseline; readonly org: OrgSnapshot; readonly now: Date };
}

/** Loads the baseline, reads the org, judges it: `plumbline check` without its flags and its printing. */
export async function performCheck(request: CheckRequest, caller: Caller): Promise<CheckAnswer> {
  return withMemory(request, caller, (memory) => checkWith(memory, request, caller));
}

async function checkWith(memory: RunMemory, request: CheckRequest, caller: Caller): Promise<CheckAnswer> {
  const startedAt = caller.now();
  const loaded = await loadBaseline(request.baseline);
  const { baseline, path, sha256 } = loaded;
  const applied =
    request.stack === undefined
      ? null
      : await readStackExport({ file: request.stack, component: request.stackComponent });
  const stack = applied === null ? null : stackState(applied, sha256);
  const checks = request.checks.filter(({ needsStack }) => needsStack !== true || applied !== null);
  refuseUnpinned(checks, loaded);
  if (request.verify !== undefined) refuseToVerifyNothing(loaded);
  const plan = planReads(checks, baseline, applied);
  const reading = await readOrg(
    planOf(plan, baseline),
    { ...request, ...memory.readingFor(baseline) },
    caller,
  );
  const remembered = memory.outcome();
  const { snapshot, time } = reading;
  const { now, clock } = time;
  const { ledger = null } = request;
  const reactivated = await whoCameBack(ledger, snapshot.org.url, now, caller);
  const simulation = await simulated(request, reading, now, caller);
  const evaluation = evaluate({
    checks,
    baseline,
    org: snapshot,
    now,
    reactivated,
    stack: applied === null || stack === null ? null : { applied, status: stack.status },
    ...(simulation !== null && { simulation }),
    ...remembered.judged,
  });
  const requirements = countRequirements({ baseline, org: snapshot, now, report: evaluation });
  const findings = await nameChanges(evaluation.findings, { baseline, reading }, caller);
  const report: Report = {
    schemaVersion: 1,
    tool: { name: "plumbline", version: packageVersion() },
    org: snapshot.org,
    baseline: { path, sha256 },
    ...(stack === null ? {} : { stack }),
    startedAt: time.byThatClock(startedAt).toISOString(),
    finishedAt: time.byThatClock(caller.now()).toISOString(),
    ...(clock === null ? {} : { clock }),
    source: reading.source,
    asOf: remembered.asOf ?? asOfReading(reading, startedAt),
    ...evaluation,
    summary: { ...evaluation.summary, requirements, ...remembered.told },
    findings,
    cost: reading.live?.connection.cost() ?? reading.cost,
  };
  // A rehearsal and somebody's snapshot are no part of the org's history.
  const isHistory = reading.source === "live" && request.now === undefined;
  if (ledger !== null && isHistory) {
    const view = streamedRunView({ baseline, org: snapshot, now, report });
    const standards = await pinnedAnswers({ checks, baseline }, snapshot, now);
    if (await keepInHistory({ report, view, standards }, ledger, caller))
      await keepOrWarn("that a silent change was told of was", () => memory.told(), caller);
  }
  return {
    report,
    people: () => runView({ baseline, org: snapshot, now, report }),
    timedOut: reading.timedOut,
    names: () => knownNames({ baselines: [baseline], snapshot, stack: applied }),
    locate: findingLocator(loaded),
    judged: { loaded, org: snapshot, now },
  };
}

/** When what is judged was read. */
const asOfReading = ({ source, time, snapshot }: OrgReading, startedAt: Date): string =>
  source === "live" ? time.byThatClock(startedAt).toISOString() : snapshot.takenAt;

/** A run that judges nothing must not look like an org in line. */
function refuseUnpinned(checks: readonly Check[], { baseline, path }: LoadedBaseline): void {
  const unpinned = checks.flatMap((check) =>
    check.about === "standard" && !baseline.standards.includes(check.standard) ? check.standard : [],
  );
  if (unpinned.length < checks.length) return;
  throw new PlumblineError("USAGE", `${path} pins no ${unpinned.join(", ")}, so there is nothing to check`, {
    remedy: `add standards: [${unpinned.join(", ")}] to the baseline, or ask plumbline standards ${unpinned.join(" ")}`,
  });
}

/** Sign-in that no requirement asks about is not judged, and there is nothing to hold against Okta's answer. */
function refuseToVerifyNothing({ baseline, path }: LoadedBaseline): void {
  if (baseline.requirements.some(({ signIn }) => signIn !== null)) return;
  throw new PlumblineError(
    "USAGE",
    `no requirement of ${path} has signIn, so --verify has nothing to verify`,
    {
      remedy: "give a requirement a signIn, or leave out --verify",
    },
  );
}

/** Asks Okta's own simulation, where that is wanted; the sample is another each day. */
async function simulated(
  { verify }: CheckRequest,
  { live, snapshot }: OrgReading,
  now: Date,
  caller: Caller,
): Promise<Simulation | null> {
  if (verify === undefined || live === null) return null;
  const seed = `${snapshot.org.url} ${now.toISOString().slice(0, 10)}`;
  const simulation = await verifySignOn(snapshot, live, { wanted: verify, seed });
  const { answers, wanted } = simulation;
  caller.remark(`asked Okta's own simulation about ${answers.length} of ${wanted} sampled sign-ins`);
  return simulation;
}

function stackState({ file, sha256 }: AppliedStack, ofBaseline: string): StackState {
  if (sha256 === null) return { file, sha256, status: "unknown" };
  return { file, sha256, status: sha256 === ofBaseline ? "applied" : "not applied yet" };
}
