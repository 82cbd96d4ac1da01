import type { Check } from "../../../checks/contract/check.ts";
import { type Evaluation, evaluate } from "../../../checks/runner/evaluate.ts";
import { planReads } from "../../../checks/runner/plan-reads.ts";
import { timeOfJudgement } from "../../../src/flows/check/time-of-judgement.ts";
import { baselineAsking, type Demand } from "./baseline-of-facts.ts";
import { now, type OrgFacts } from "./org-facts.ts";
import { readFacts } from "./read-facts.ts";
import { idOfFact } from "./state-of-facts.ts";

/** Plumbline's answers on an org, asked one thing at a time. */
export interface Said {
  readonly verdict: Evaluation["summary"]["verdict"];
  /** Of a person, by the check that judges the requirement of the same name. */
  ofPerson(login: string, requirement: string): string;
  /** Fields of what a check has against a thing, each with its status: `gracePeriod open`. */
  ofThing(check: string, name: string): readonly string[];
}

/** A check that could not decide some findings says their number; any other reason leaves everybody uncertain. */
const isUncertainty = (reason: string | null): boolean =>
  reason !== null && !/^\d+ findings? could not be decided$/.test(reason);

function saidBy({ summary, findings, outcomes }: Evaluation): Said {
  return {
    verdict: summary.verdict,
    ofPerson: (login, requirement) => {
      const found = findings.find(
        (one) => one.requirement === requirement && one.subject.id === idOfFact.user(login),
      );
      if (found !== undefined) return found.status;
      const outcome = outcomes.find(({ check }) => check === requirement);
      return outcome === undefined || isUncertainty(outcome.reason) ? "unknown" : "in line";
    },
    ofThing: (check, name) =>
      findings
        .filter((one) => one.check === check && one.subject.name === name)
        .map(({ field, status }) => `${field} ${status}`)
        .sort(),
  };
}

/** Reads and judges an org as `plumbline check` does, by this machine's clock as far as it can be believed. */
export async function judgeFacts(checks: readonly Check[], facts: OrgFacts, demand: Demand): Promise<Said> {
  const baseline = baselineAsking(demand);
  const used = checks.filter(({ needsStack }) => needsStack !== true);
  const { snapshot, skewSeconds } = await readFacts(facts, planReads(used, baseline));
  const startedAt = new Date(now.getTime() + facts.clockAheadHours * 3_600_000);
  const time = timeOfJudgement({ startedAt, rehearsedAt: undefined, skewSeconds });
  return saidBy(evaluate({ checks: used, baseline, org: snapshot, now: time.now }));
}
