import type { Check } from "../../../checks/contract/check.ts";
import { peopleChecks } from "../../../checks/people-checks.ts";
import { planReads } from "../../../checks/runner/plan-reads.ts";
import type { LiveFacts } from "../../alerts/memory/live-facts.ts";
import { lessThanAsked, slicesForLessThanAsked } from "../../evaluator/declared-sign-on/less-than-asked.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { UserId } from "../../model/ids.ts";
import type { Gap } from "../../model/snapshot.ts";
import type { OktaConnection } from "../../okta/connection/connection.ts";
import { takeSnapshot } from "../../okta/take-snapshot.ts";
import { timeOfJudgement } from "../check/time-of-judgement.ts";
import { livePerson } from "./live-people.ts";
import { comparedBy, matchesBaseline } from "./matches-baseline.ts";

/** Request for what to read of the org to judge alerts by. */
export interface LiveRequest {
  readonly connection: OktaConnection;
  readonly baseline: Baseline;
  /** All of the house. */
  readonly checks: readonly Check[];
  /** Whom events and open alerts are about. */
  readonly people: readonly UserId[];
  /** Whether an event or an open alert may be about a policy. */
  readonly asksOfPolicies: boolean;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/**
 * Reads these people, the declared policies, where one is asked about all app policies if something is asked of every
 * sign-in, and the authenticators, and judges them by the baseline; with what could not be read.
 *
 * @throws PlumblineError when nothing can be read at all
 */
export async function readLiveFacts(
  request: LiveRequest,
): Promise<{ readonly live: LiveFacts; readonly gaps: readonly Gap[] }> {
  const { connection, baseline, people, asksOfPolicies, signal } = request;
  const declared = request.checks.filter((check) => comparedBy(check) !== undefined);
  const plan = planReads(people.length > 0 ? [...declared, ...peopleChecks] : declared, baseline);
  const { snapshot } = await takeSnapshot(
    connection,
    {
      ...plan,
      slices: new Set([
        ...plan.slices,
        ...(asksOfPolicies ? slicesForLessThanAsked(baseline) : []),
        ...(people.length > 0 ? (["users", "factors"] as const) : []),
      ]),
      onlyPeople: people,
      enrolmentsNeededFor: ({ users }) =>
        (users?.people ?? []).filter(({ status }) => status !== "DEPROVISIONED").map(({ id }) => id),
    },
    { signal },
  );
  const skewSeconds = connection.clock.skewSeconds();
  const { now } = timeOfJudgement({ startedAt: request.now, rehearsedAt: undefined, skewSeconds });
  const org = { baseline, org: snapshot, now };
  const found = people.flatMap((id) => livePerson(id, org) ?? []);
  return {
    live: {
      at: snapshot.takenAt,
      people: new Map(found.map((person) => [person.id, person])),
      policies: snapshot.slices.policies ?? null,
      ...matchesBaseline(declared, org),
      lessThanAsked: asksOfPolicies ? lessThanAsked(baseline, snapshot) : new Map(),
    },
    gaps: snapshot.gaps,
  };
}
