import { describe, expect, it } from "vitest";
import type { KeptRun, RunChanges } from "../../../src/model/kept-run.ts";
import { runChangesText, runList } from "../../../src/report/pages/run-text.ts";
import { personFinding, policyFinding, sampleReport } from "../../support/sample-report.ts";

const { finishedAt, source, baseline, summary } = sampleReport();
const run = (id: string, change: Partial<KeptRun["summary"]> = {}): KeptRun => ({
  id,
  org: "https://acme.okta.com",
  finishedAt,
  source,
  baseline,
  summary: { ...summary, ...change },
});

describe("kept runs", () => {
  it("are a line each, by the shortest id there is", () => {
    const bySeverity = { critical: 1, high: 0, medium: 2, low: 0 };
    const runs = [run("run-one"), run("run-two", { verdict: "drift", bySeverity, unknown: 3 })];
    const lines = runList(runs, new Map([["run-one", "one"]])).split("\n");
    expect(lines[0]).toMatch(/^one {2}.* in-line {2}no open finding {2}https:\/\/acme\.okta\.com$/);
    expect(lines[1]).toMatch(/^run-two {2}.* drift {4}1 critical, 2 medium, 3 unknown {2}/);
  });

  it("say how to keep one where there is none", () => {
    expect(runList([], new Map())).toContain("plumbline check --ledger FILE keeps its report");
  });
});

describe("changes between two runs", () => {
  const none: RunChanges = {
    org: "https://acme.okta.com",
    from: run("one"),
    to: run("two"),
    verdict: { from: "in-line", to: "drift" },
    isOtherBaseline: false,
    appeared: [],
    firstJudged: [],
    settled: [],
    notJudged: [],
    changed: [],
  };
  const dana = personFinding("dana@acme.example");

  it.each<[string, Partial<RunChanges>, string]>([
    ["nothing", {}, "\n\nNothing changed.\n"],
    [
      "another baseline",
      { isOtherBaseline: true },
      "The baselines differ: what is new may be asked for newly.",
    ],
    [
      "something new",
      { appeared: [dana] },
      "New (1)\n  high      dana@acme.example has no acceptable factor.",
    ],
    [
      "something judged for the first time",
      { firstJudged: [dana] },
      "were not judged for certain before (1)",
    ],
    ["something gone", { settled: [dana, policyFinding()] }, "Gone (2)"],
    ["something not judged any more", { notJudged: [dana] }, "not judged for certain now: unknown (1)"],
    [
      "another status and severity",
      { changed: [{ from: { ...dana, status: "pending", severity: "low" }, to: dana }] },
      "Changed (1)\n  high      dana@acme.example has no acceptable factor. (open, was pending; was low)",
    ],
    [
      "other values alone",
      { changed: [{ from: { ...dana, actual: null }, to: dana }] },
      "Changed (1)\n  high      dana@acme.example has no acceptable factor.\n",
    ],
  ])("tell of %s", (_, change, said) => {
    expect(runChangesText({ ...none, ...change }, 200)).toContain(said);
  });
});
