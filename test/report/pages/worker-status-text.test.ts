import { expect, it } from "vitest";
import type { WorkerStatus } from "../../../src/model/job-status.ts";
import { workerStatusText } from "../../../src/report/pages/worker-status-text.ts";

const now = new Date("2026-11-23T10:00:00.000Z");
const idle: WorkerStatus["jobs"][number] = {
  name: "acme",
  org: "https://acme.okta.com",
  kind: "check",
  state: "idle",
  since: null,
  worker: null,
  doneAt: "2026-11-23T09:00:00Z",
  failures: 0,
  error: null,
  dead: 0,
};
const text = (jobs: WorkerStatus["jobs"], unknown: readonly string[] = []) =>
  workerStatusText({ schemaVersion: 1, fleet: "fleet.yaml", jobs, unknown }, now, 100);
const error = { code: "NETWORK", message: "globex does not answer\u001b[2J" };
const since = "2026-11-23T09:58:30Z";

it("says of each org and kind what was done, goes on, fails and was given up", () => {
  expect(
    text(
      [
        idle,
        { ...idle, kind: "watch", state: "running", since, worker: "runner-7 (1f0c9a2b) 4711" },
        { ...idle, kind: "posts", state: "running", since },
        { ...idle, name: "globex", state: "failing", doneAt: null, failures: 2, error, dead: 1 },
        { ...idle, name: "globex", kind: "watch", state: "waiting", since },
      ],
      ["initech"],
    ),
  ).toBe(`acme    check  idle     done 60 minutes ago
acme    watch  running  done 60 minutes ago; begun 90 seconds ago by runner-7 (1f0c9a2b) 4711
acme    posts  running  done 60 minutes ago; begun 90 seconds ago by a worker that ended
globex  check  failing  never done; failed 2 times, to be tried again; given up once since
    NETWORK: globex does not answer\\x1b[2J
globex  watch  waiting  done 60 minutes ago
No worker has had a job of initech.
`);
});

it("says nothing of an empty choice", () => {
  expect(text([])).toBe("");
});
