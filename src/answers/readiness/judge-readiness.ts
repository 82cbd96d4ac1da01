import type { Check } from "../../../checks/contract/check.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { OrgProbe } from "../../model/org-probe.ts";
import type { Readiness, ReadinessPoint } from "../../model/readiness.ts";
import { accessPoints } from "./access-points.ts";
import { credentialPoints } from "./credential-points.ts";
import { dependenceOf, nobodyAffected } from "./dependence.ts";
import type { EnrolmentNeed } from "./enrolment-need.ts";
import { appPoints, orgPoints, viewPoint } from "./org-points.ts";

export interface ReadinessInput {
  readonly checks: readonly Check[];
  /** Declares the requirements; a specimen that asks for everything where there is no baseline yet. */
  readonly baseline: Baseline;
  /** Where a baseline was looked for and is not. */
  readonly missingBaseline: string | null;
  readonly probe: OrgProbe;
  readonly need: EnrolmentNeed;
  /** Labels of applications that requirements name. */
  readonly appLabels: readonly string[];
  /** An API token is set beside the service app, and not used. */
  readonly apiTokenIgnored: boolean;
}

/** Judges whether a check by this baseline could answer everything, and what stands in its way. */
export function judgeReadiness(input: ReadinessInput): Pick<Readiness, "verdict" | "checks" | "points"> {
  const { checks, baseline, missingBaseline, probe, need } = input;
  const dependence = dependenceOf(checks, baseline);
  const view = viewPoint(probe, need.mayNeedFactorsToo, dependence);
  const points = [
    ...orgPoints(probe, missingBaseline === null ? baseline : null, dependence),
    ...(missingBaseline === null ? [] : [noBaseline(missingBaseline)]),
    ...credentialPoints(probe, dependence),
    ...(input.apiTokenIgnored ? [ignoredToken] : []),
    ...accessPoints(probe, dependence),
    ...appPoints(probe, input.appLabels, dependence),
    ...(view === null ? [] : [view]),
  ];
  const isReady = points.every(({ status }) => status !== "failed" && status !== "unknown");
  return { verdict: isReady ? "ready" : "not-ready", checks: dependence.all.unknown, points };
}

const ignoredToken: ReadinessPoint = {
  id: "ignored-token",
  status: "advice",
  message: "OKTA_API_TOKEN is set as well and not used: the service app goes first",
  remedy: "unset OKTA_API_TOKEN; a token that is not used need not exist",
  checks: nobodyAffected,
};

function noBaseline(path: string): ReadinessPoint {
  return {
    id: "baseline",
    status: "advice",
    message: `there is no ${path}, so that this is about everything a baseline can ask for`,
    remedy: "name the baseline with --baseline FILE to hear about what it asks for only",
    checks: nobodyAffected,
  };
}
