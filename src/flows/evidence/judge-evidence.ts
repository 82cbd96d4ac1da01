import type { Check } from "../../../checks/contract/check.ts";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { countRequirements } from "../../answers/explain/count-requirements.ts";
import { peopleView } from "../../answers/explain/people-view.ts";
import type { JudgementInputs } from "../../evidence/judgement-file.ts";
import type { LoadedBaseline } from "../../model/baseline.ts";
import type { Report } from "../../model/report.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { listPeople } from "../../report/text/list-people.ts";

/** Parts of a report that say how it came about, and are not judged. */
export interface ReportCircumstances
  extends Pick<Report, "tool" | "startedAt" | "finishedAt" | "clock" | "source" | "cost"> {
  readonly asOf: string;
}

/** Everything that a report of evidence is made of. */
export interface JudgedEvidence extends JudgementInputs {
  readonly checks: readonly Check[];
  readonly loaded: LoadedBaseline;
  readonly org: OrgSnapshot;
  readonly circumstances: ReportCircumstances;
}

/**
 * The report of a bundle, with everybody who was judged. Pure: the same files come to the same report, whenever and wherever
 * they are judged. Who changed what is not in it, since the log does not go along.
 */
export function judgeEvidence(input: JudgedEvidence): Report {
  const { checks, loaded, org, judgedAt: now, reactivated, circumstances } = input;
  const { baseline, path, sha256 } = loaded;
  const { tool, startedAt, finishedAt, clock, source, asOf, cost } = circumstances;
  const evaluation = evaluate({ checks, baseline, org, now, reactivated });
  const judged = { baseline, org, now, report: evaluation };
  return {
    schemaVersion: 1,
    tool,
    org: org.org,
    baseline: { path, sha256 },
    startedAt,
    finishedAt,
    ...(clock === undefined ? {} : { clock }),
    source,
    asOf,
    ...evaluation,
    summary: { ...evaluation.summary, requirements: countRequirements(judged) },
    people: listPeople(peopleView(judged)),
    cost,
  };
}

/** Checks that judge an org by a baseline and nothing else. */
export const checksOfEvidence = (checks: readonly Check[]): readonly Check[] =>
  checks.filter(({ needsStack }) => needsStack !== true);
