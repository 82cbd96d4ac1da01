import { z } from "zod";
import { asOfReport } from "../../flows/page/page-source.ts";
import { diffRuns } from "../../flows/runs/kept-runs.ts";
import { findingCounts, peopleCounts } from "../../report/text/verdict-words.ts";
import { finding, findingAnswer } from "../contract/finding-answer.ts";
import { operation } from "../contract/operation.ts";

const findings = z.array(finding).readonly();

const changes = z.object({
  from: z.string(),
  fromAt: z.string(),
  isOtherBaseline: z.boolean(),
  appeared: findings,
  firstJudged: findings,
  settled: findings,
  notJudged: findings,
  changed: findings,
});

export default operation({
  method: "get",
  path: "/runs/{id}",
  id: "run",
  summary: "One run: its findings, and what changed since the run before",
  role: "viewer",
  params: z.object({ id: z.string().min(1).max(64), since: z.string().max(64).optional() }),
  body: null,
  answer: z.object({
    id: z.string(),
    verdict: z.string(),
    finishedAt: z.string(),
    asOf: z.string(),
    baseline: z.object({ path: z.string(), sha256: z.string() }),
    counts: z.string(),
    people: z.string(),
    requests: z.number(),
    gaps: z.array(z.string()).readonly(),
    findings,
    changes: changes.nullable(),
  }),
  async run({ params }, { source, caller }) {
    const { id, report } = await source.ledger.run(params.id);
    const runs = await source.runs();
    const before = params.since ?? runs[runs.findIndex((run) => run.id === id) + 1]?.id;
    return {
      id,
      verdict: report.summary.verdict,
      finishedAt: report.finishedAt,
      asOf: asOfReport(report),
      baseline: { path: report.baseline.path, sha256: report.baseline.sha256 },
      counts: findingCounts(report),
      people: peopleCounts(report.summary.people),
      requests: report.cost.requests,
      gaps: report.gaps.map(({ slice, reason }) => `${slice}: ${reason}`),
      findings: report.findings.map(findingAnswer),
      changes: before === undefined ? null : await changesSince(before, id),
    };

    async function changesSince(from: string, to: string) {
      const found = await diffRuns([from, to], { opened: source.ledger }, caller);
      return {
        from: found.from.id,
        fromAt: found.from.finishedAt,
        isOtherBaseline: found.isOtherBaseline,
        appeared: found.appeared.map(findingAnswer),
        firstJudged: found.firstJudged.map(findingAnswer),
        settled: found.settled.map(findingAnswer),
        notJudged: found.notJudged.map(findingAnswer),
        changed: found.changed.map(({ to: now }) => findingAnswer(now)),
      };
    }
  },
});
