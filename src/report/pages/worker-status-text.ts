import { inertText } from "../../model/inert-text.ts";
import type { WorkerStatus } from "../../model/job-status.ts";
import { roughTime } from "../../model/rough-time.ts";
import { wrapText } from "../text/wrap-text.ts";

type Job = WorkerStatus["jobs"][number];

/** How the jobs of a fleet stand, a line for each kind of an org, with why it fails. */
export function workerStatusText({ jobs, unknown }: WorkerStatus, now: Date, width: number): string {
  const widest = Math.max(0, ...jobs.map(({ name }) => name.length));
  const ago = (time: string): string => `${roughTime((now.getTime() - Date.parse(time)) / 1000)} ago`;
  const lines = jobs.flatMap((job) => [
    `${job.name.padEnd(widest)}  ${job.kind.padEnd(5)}  ${job.state.padEnd(7)}  ${factsOf(job, ago)}`,
    ...(job.error === null ? [] : [`    ${job.error.code}: ${job.error.message}`]),
  ]);
  const never = unknown.length === 0 ? [] : [`No worker has had a job of ${unknown.join(", ")}.`];
  return [...lines, ...never].map((line) => `${wrapText(inertText(line), width, 0, 4)}\n`).join("");
}

const factsOf = (
  { doneAt, state, since, worker, failures, dead }: Job,
  ago: (time: string) => string,
): string =>
  [
    doneAt === null ? "never done" : `done ${ago(doneAt)}`,
    ...(state === "running" && since !== null
      ? [`begun ${ago(since)} by ${worker ?? "a worker that ended"}`]
      : []),
    ...(failures > 0 && state !== "running" ? [`failed ${times(failures)}, to be tried again`] : []),
    ...(dead > 0 ? [`given up ${times(dead)} since`] : []),
  ].join("; ");

const times = (amount: number): string => (amount === 1 ? "once" : `${amount} times`);
