import { expect, it, onTestFinished } from "vitest";
import { countBegun, countEnded, workerCounts } from "../../src/flows/work/worker-counts.ts";
import type { JobStatus } from "../../src/model/job-status.ts";
import { openWorkerDoor } from "../../src/web/worker-door.ts";
import { workerMetrics } from "../../src/web/worker-metrics.ts";

const loopback = { host: "127.0.0.1", port: 0 };
const status: JobStatus = {
  org: 'https://acme.okta.com/"',
  kind: "check",
  state: "idle",
  since: null,
  worker: null,
  doneAt: "2026-11-23T10:00:00Z",
  failures: 0,
  error: null,
  dead: 0,
};

/** A door until the test ends. */
async function door(isUp: boolean, metrics: () => Promise<string>) {
  const opened = await openWorkerDoor(loopback, { isUp: () => isUp, metrics });
  onTestFinished(() => opened.close());
  const ask = async (path: string, method = "GET") => {
    const response = await fetch(opened.url + path, { method });
    return { status: response.status, text: await response.text() };
  };
  return { ask, url: opened.url };
}

it.each([
  ["/healthz", true, 200, "ok\n"],
  ["/healthz", false, 200, "ok\n"],
  ["/readyz?probe=1", true, 200, "ok\n"],
  ["/readyz", false, 503, "the ledger does not answer\n"],
  ["/metrics", true, 200, "figures\n"],
  ["/", true, 404, "there are /healthz, /readyz and /metrics\n"],
])("%s of a worker whose ledger answers: %s", async (path, isUp, code, text) => {
  const { ask } = await door(isUp, async () => "figures\n");
  expect(await ask(path)).toEqual({ status: code, text });
});

it("takes nothing but questions, and says nothing of what went wrong within", async () => {
  const { ask } = await door(true, () => Promise.reject(new Error("hunter2")));
  expect((await ask("/healthz", "POST")).status).toBe(404);
  expect(await ask("/metrics")).toEqual({ status: 500, text: "it could not be told\n" });
});

it("says when its port is taken", async () => {
  const { url } = await door(true, async () => "");
  const again = openWorkerDoor(
    { host: "127.0.0.1", port: Number(new URL(url).port) },
    { isUp: () => true, metrics: async () => "" },
  );
  await expect(again).rejects.toMatchObject({ code: "PORT_IN_USE" });
});

it("counts jobs, how long they waited and took, and when those of each org were last done", () => {
  const counts = workerCounts();
  countBegun(counts.check, 4000);
  countBegun(counts.check, 7_200_000);
  countEnded(counts.check, "done", 1500);
  const lines = workerMetrics({
    counts,
    running: [{ kind: "check" }],
    isUp: true,
    status: [
      status,
      { ...status, kind: "watch", doneAt: null, error: { code: "NETWORK", message: "no answer" } },
    ],
  }).split("\n");
  expect(lines).toEqual(
    expect.arrayContaining([
      "# TYPE plumbline_worker_jobs_total counter",
      'plumbline_worker_jobs_total{kind="check",outcome="done"} 1',
      'plumbline_worker_jobs_total{kind="check",outcome="failed"} 0',
      'plumbline_worker_job_seconds_sum{kind="check"} 1.5',
      'plumbline_worker_start_delay_seconds_bucket{kind="check",le="1"} 0',
      'plumbline_worker_start_delay_seconds_bucket{kind="check",le="5"} 1',
      'plumbline_worker_start_delay_seconds_bucket{kind="check",le="3600"} 1',
      'plumbline_worker_start_delay_seconds_bucket{kind="check",le="+Inf"} 2',
      'plumbline_worker_start_delay_seconds_sum{kind="check"} 7204',
      'plumbline_worker_running{kind="check"} 1',
      'plumbline_worker_running{kind="posts"} 0',
      "plumbline_ledger_up 1",
      'plumbline_job_done_timestamp_seconds{org="https://acme.okta.com/\\"",kind="check"} 1795428000',
      'plumbline_job_failing{org="https://acme.okta.com/\\"",kind="check"} 0',
      'plumbline_job_failing{org="https://acme.okta.com/\\"",kind="watch"} 1',
    ]),
  );
  expect(lines.filter((line) => line.startsWith("plumbline_job_done"))).toHaveLength(1);
});

it("says that the ledger is away, and nothing of the orgs", () => {
  const text = workerMetrics({ counts: workerCounts(), running: [], isUp: true, status: null });
  expect(text).toContain("\nplumbline_ledger_up 0\n");
  expect(text).not.toContain("plumbline_job_");
});
