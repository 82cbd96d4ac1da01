import type { Check } from "../../../checks/contract/check.ts";
import { planReads } from "../../../checks/runner/plan-reads.ts";
import { loadBaseline } from "../../../policy/load-baseline.ts";
import { enrolmentNeed } from "../../answers/readiness/enrolment-need.ts";
import { judgeReadiness } from "../../answers/readiness/judge-readiness.ts";
import { wholeBaseline } from "../../answers/readiness/whole-baseline.ts";
import { namesMethod } from "../../evaluator/factors/acceptable-factors.ts";
import { signInOfEverybody } from "../../evaluator/sign-on/sign-in-of-everybody.ts";
import type { LoadedBaseline } from "../../model/baseline.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { Readiness } from "../../model/readiness.ts";
import { readConnectionSettings } from "../../okta/access/connection-settings.ts";
import { connect } from "../../okta/connect.ts";
import { estimateCost } from "../../okta/estimating/estimate-cost.ts";
import { probeOrg } from "../../okta/probing/probe-org.ts";
import { readOrganization } from "../../okta/reading/read-organization.ts";
import { endpointFamily } from "../../okta/transport/endpoint-family.ts";
import type { Framework } from "../../standards/contract/framework.ts";
import { planStandards } from "../../standards/plan-standards.ts";
import type { Caller } from "../caller.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import type { ReadingOptions } from "../check/reading-options.ts";
import { withStandards } from "../snapshot/reading-plan.ts";

/** Request for an examination; `baseline` may be a file that does not exist yet. */
export interface ExamineRequest extends Omit<ReadingOptions, "snapshot"> {
  readonly checks: readonly Check[];
  /** Standards that are to be answered, too. */
  readonly frameworks?: readonly Framework[];
}

/** Result of an examination, and the error that kept from finding more: credentials that were refused. */
export interface Examination {
  readonly readiness: Readiness;
  readonly refused: PlumblineError | null;
}

/** Loads the baseline if there is one, probes the org that the environment names, and judges: never a write. */
export async function examineOrg(request: ExamineRequest, caller: Caller): Promise<Examination> {
  const loaded = await loadIfThere(request.baseline);
  const expiry = request.timeout === undefined ? null : AbortSignal.timeout(request.timeout);
  const signal = expiry === null ? caller.signal : AbortSignal.any([caller.signal, expiry]);
  const settings = readConnectionSettings(caller.env);
  const { rateShare } = request;
  const connection = connect(settings, { signal, ...(rateShare === undefined ? {} : { rateShare }) });
  try {
    const org = await readOrganization(connection, signal);
    const { engine } = org;
    const checks = request.checks.filter(({ needsStack }) => needsStack !== true);
    const baseline = loaded?.baseline ?? wholeBaseline(engine);
    const plan = withStandards(() => planReads(checks, baseline), request.frameworks ?? [])(org);
    const onPhase = (phase: string): void =>
      caller.progress({ phase, examined: 0, inScope: null, callsLeft: null, secondsLeft: null });
    const probe = await probeOrg(connection, plan, { signal, onPhase, asksMethods: namesMethod(baseline) });
    const standards = checks.flatMap((check) => check.reads?.(baseline) ?? []);
    const asksEverybody = [...standards, planStandards(request.frameworks ?? [], engine)].some(({ slices }) =>
      slices.has("factors"),
    );
    const need = enrolmentNeed(
      asksEverybody ? { ...baseline, requirements: [...baseline.requirements, signInOfEverybody] } : baseline,
      probe.counts,
    );
    const paceOf = (endpoint: string) => ({
      family: endpointFamily(endpoint),
      callsPerMinute: connection.budget(endpoint)?.callsPerWindow ?? null,
    });
    const { refusal } = probe.credentials;
    return {
      readiness: {
        schemaVersion: 1,
        tool: { name: "plumbline", version: packageVersion() },
        org: probe.org,
        baseline: loaded === null ? null : { path: loaded.path, sha256: loaded.sha256 },
        ...judgeReadiness({
          checks,
          baseline,
          missingBaseline: loaded === null ? request.baseline : null,
          probe,
          need,
          appLabels: plan.appLabels,
          apiTokenIgnored: settings.apiTokenIgnored,
        }),
        cost: refusal === null ? estimateCost({ plan, probe, ...need, paceOf }) : null,
      },
      refused:
        refusal === null
          ? null
          : new PlumblineError("AUTH_FAILED", refusal.message, { remedy: refusal.remedy }),
    };
  } finally {
    caller.progress(null);
  }
}

/** A baseline that is not there yet is no error here; one that is wrong is. */
async function loadIfThere(path: string): Promise<LoadedBaseline | null> {
  try {
    return await loadBaseline(path);
  } catch (error) {
    if (error instanceof PlumblineError && error.code === "BASELINE_NOT_FOUND") return null;
    throw error;
  }
}
