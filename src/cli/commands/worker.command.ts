import type { RunningWorker } from "../../flows/work/run-worker.ts";
import { minuteMs } from "../../model/durations.ts";
import type { FleetOrg } from "../../model/fleet.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Argument, type FlagsOf, Option } from "../commander.ts";
import { addOrgChoice, chosenOrgs } from "../fleet-options.ts";
import { addLedgerOption } from "../ledger-option.ts";
import { addMemoryOptions, memoryAsked } from "../memory-options.ts";
import { addressValue, durationValue, numberValue, shareValue } from "../option-values.ts";

const defaultDrainMs = 25_000;
const onDatabase = "--ledger postgres://plumbline@db.acme.example/plumbline";

/** Orgs of the fleet that the flags choose. */
interface Chosen {
  readonly path: string;
  readonly orgs: readonly FleetOrg[];
}

const declared = () =>
  addMemoryOptions(
    addOrgChoice(
      addLedgerOption(
        commandFor("worker", {
          group: "watch",
          examples: [`worker ${onDatabase}`, `worker status ${onDatabase}`],
          exits: "0 ended by Ctrl-C or SIGTERM; 1 it could not begin; status: 1 while something fails",
        }).description(
          "check and watch the orgs of a fleet when they are due, as one of any number of workers",
        ),
      ),
    ),
  )
    .addOption(
      new Option("--concurrency <n>", "checks at a time, and as many other jobs beside them")
        .argParser(numberValue(1, 100))
        .default(4),
    )
    .addOption(
      new Option("--watch-every <duration>", "how often to read the log of each org")
        .argParser(durationValue)
        .default(minuteMs, "1m"),
    )
    .addOption(new Option("--no-watch", "leave the logs to others"))
    .addOption(
      new Option(
        "--drain <duration>",
        "how long jobs may go on after Ctrl-C or SIGTERM, before others get them",
      )
        .argParser(durationValue)
        .default(defaultDrainMs, "25s"),
    )
    .addOption(
      new Option("--listen <host:port>", "answer /healthz, /readyz and /metrics there").argParser(
        addressValue,
      ),
    )
    .addOption(
      new Option(
        "--rate-share <share>",
        "how much of each org's rate limits to use (default: 50%)",
      ).argParser(shareValue),
    )
    .addOption(
      new Option("--format <name>", "how to print the status").choices(["pretty", "json"]).default("pretty"),
    )
    .addOption(new Option("--quiet", "no word on jobs that went well"));

type WorkerFlags = FlagsOf<typeof declared>;

/** `plumbline worker`: does the checks, readings of the log and posts of a fleet, as one of many. */
export default function worker(context: CommandContext): AnyCommand {
  return declared()
    .addArgument(
      new Argument("[what]", "run: do the jobs; status: how those of each org stand")
        .choices(["run", "status"])
        .default("run"),
    )
    .action(async (what, options) => {
      const chosen = await chosenOrgs(options);
      await (what === "run" ? run(chosen, options, context) : status(chosen, options, context));
    });
}

async function run(
  { path, orgs }: Chosen,
  options: WorkerFlags,
  { terminal }: CommandContext,
): Promise<void> {
  const { withLedger } = await import("../../flows/ledger.ts");
  const { startWorker } = await import("../../flows/work/run-worker.ts");
  const { refuseSqlite, workerStatus } = await import("../../flows/work/worker-status.ts");
  const { workerCounts } = await import("../../flows/work/worker-counts.ts");
  const { openWorkerDoor } = await import("../../web/worker-door.ts");
  const { workerMetrics } = await import("../../web/worker-metrics.ts");
  const { count } = await import("../../report/text/count.ts");
  const { callerOf } = await import("../caller-of.ts");
  const caller = callerOf(terminal, options);
  const counts = workerCounts();
  const proofs = memoryAsked(options);
  const { concurrency, watchEvery, watch, drain, rateShare, listen } = options;
  await withLedger({ ...options, create: false }, terminal, async (ledger) => {
    refuseSqlite(ledger);
    const request = {
      orgs,
      ledger,
      counts,
      concurrency,
      watchEveryMs: watch ? watchEvery : null,
      drainMs: drain,
    };
    let running: RunningWorker | null = null;
    const isUp = (): boolean => running?.isUp() ?? false;
    const metrics = async () => {
      const standing = await workerStatus({ path, orgs }, ledger).catch(() => null);
      return workerMetrics({
        counts,
        running: running?.jobs() ?? [],
        isUp: isUp(),
        status: standing?.jobs ?? null,
      });
    };
    const door = listen === undefined ? null : await openWorkerDoor(listen, { isUp, metrics });
    try {
      running = await startWorker(
        {
          ...request,
          ...(rateShare === undefined ? {} : { rateShare }),
          ...(proofs === null ? {} : { proofs }),
        },
        caller,
      );
      if (door !== null) caller.remark(`listening on ${door.url}`);
      caller.remark(
        `working on ${count(orgs.length, "org")}; Ctrl-C or SIGTERM ends it once its jobs are done or handed back`,
      );
      await running.ended;
    } finally {
      await door?.close();
    }
  });
}

async function status(
  chosen: Chosen,
  options: WorkerFlags,
  { terminal, end }: CommandContext,
): Promise<void> {
  const { withLedger } = await import("../../flows/ledger.ts");
  const { workerStatus } = await import("../../flows/work/worker-status.ts");
  const { workerStatusText } = await import("../../report/pages/worker-status-text.ts");
  const { jsonText } = await import("../../report/text/json-text.ts");
  const answer = await withLedger({ ...options, create: false }, terminal, (ledger) =>
    workerStatus(chosen, ledger),
  );
  const { write, columns } = terminal.stdout;
  write(options.format === "json" ? jsonText(answer) : workerStatusText(answer, terminal.now(), columns));
  end(answer.jobs.some(({ error }) => error !== null) ? 1 : 0);
}
