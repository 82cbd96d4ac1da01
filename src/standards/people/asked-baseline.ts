import { type Baseline, nothingIgnored } from "../../model/baseline.ts";
import type { Engine } from "../../model/words.ts";
import type { StandardRequirement } from "../contract/framework.ts";

/** A baseline that declares nothing and asks of people what these requirements ask, under the same ids, with the exemptions of another. */
export function askedBaseline(
  requirements: readonly StandardRequirement[],
  engine: Engine,
  exemptions: Baseline["exemptions"] = [],
): Baseline {
  return {
    version: 1,
    org: { engine },
    groups: [],
    authenticators: {},
    authenticatorMethods: {},
    enrollmentPolicies: [],
    signOn: { sessionPolicies: [], appPolicies: [] },
    unmanaged: nothingIgnored,
    requirements: requirements.flatMap(({ id, title, severity, asItHoldsForPeople: asked }) =>
      asked.kind === "checks"
        ? [{ ...asked.asks, id, title, severity, memberOf: [], governedBy: [], withinMs: 0 }]
        : [],
    ),
    standards: [],
    exemptions,
    accepted: [],
    unread: [],
    approvals: [],
    alerts: { managedActors: [], detections: {}, routes: [] },
  };
}
