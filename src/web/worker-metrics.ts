import { delayClasses, jobOutcomes, type WorkerCounts } from "../flows/work/worker-counts.ts";
import { type JobStatus, jobKinds } from "../model/job-status.ts";

/** A worker at one moment. */
export interface WorkerFigures {
  readonly counts: WorkerCounts;
  /** Jobs that go on, by kind. */
  readonly running: readonly { readonly kind: string }[];
  readonly isUp: boolean;
  /** Of all orgs of the worker; null while the ledger cannot be asked. */
  readonly status: readonly JobStatus[] | null;
}

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number, suffix?: string];

/** Tells what a worker does and how its orgs stand, in the text exposition format 0.0.4 of Prometheus. */
export function workerMetrics({ counts, running, isUp, status }: WorkerFigures): string {
  const kinds = <Result>(of: (kind: (typeof jobKinds)[number]) => readonly Result[]): readonly Result[] =>
    jobKinds.flatMap(of);
  const lines = [
    ...metric("plumbline_worker_jobs_total", "counter", "Jobs by how they ended.", [
      ...kinds((kind) =>
        jobOutcomes.map((outcome): Sample => [{ kind, outcome }, counts[kind].outcomes[outcome]]),
      ),
    ]),
    ...metric("plumbline_worker_job_seconds", "summary", "How long jobs took.", [
      ...kinds((kind): Sample[] => [
        [{ kind }, round(counts[kind].seconds), "_sum"],
        [{ kind }, counts[kind].ended, "_count"],
      ]),
    ]),
    ...metric(
      "plumbline_worker_start_delay_seconds",
      "histogram",
      "How long jobs waited after they were due.",
      [
        ...kinds((kind): Sample[] => [
          ...delayClasses.map(
            (le, index): Sample => [{ kind, le: String(le) }, counts[kind].delays[index] ?? 0, "_bucket"],
          ),
          [{ kind, le: "+Inf" }, counts[kind].begun, "_bucket"],
          [{ kind }, round(counts[kind].delaySeconds), "_sum"],
          [{ kind }, counts[kind].begun, "_count"],
        ]),
      ],
    ),
    ...metric("plumbline_worker_running", "gauge", "Jobs that go on.", [
      ...kinds((kind): Sample[] => [[{ kind }, running.filter((job) => job.kind === kind).length]]),
    ]),
    ...metric("plumbline_ledger_up", "gauge", "Whether the ledger answers.", [
      [{}, isUp && status !== null ? 1 : 0],
    ]),
    ...orgLines(status ?? []),
  ];
  return `${lines.join("\n")}\n`;
}

function orgLines(status: readonly JobStatus[]): readonly string[] {
  if (status.length === 0) return [];
  const labels = ({ org, kind }: JobStatus) => ({ org, kind });
  return [
    ...metric(
      "plumbline_job_done_timestamp_seconds",
      "gauge",
      "When a job of an org was last done.",
      status.flatMap((one): Sample[] =>
        one.doneAt === null ? [] : [[labels(one), Date.parse(one.doneAt) / 1000]],
      ),
    ),
    ...metric(
      "plumbline_job_failing",
      "gauge",
      "1 while a job of an org fails.",
      status.map((one): Sample => [labels(one), one.error === null ? 0 : 1]),
    ),
  ];
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;

function metric(name: string, type: string, help: string, samples: readonly Sample[]): readonly string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(([labels, value, suffix = ""]) => {
      const pairs = Object.entries(labels).map(
        ([key, text]) => `${key}="${text.replace(/[\\"\n]/g, "\\$&")}"`,
      );
      return `${name}${suffix}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${value}`;
    }),
  ];
}
