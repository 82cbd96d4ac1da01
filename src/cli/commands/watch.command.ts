import type { Since } from "../../flows/since.ts";
import type { WatchOptions } from "../../flows/watch/watch-options.ts";
import { dayMs } from "../../model/durations.ts";
import { PlumblineError } from "../../model/errors.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Option } from "../commander.ts";
import { addLedgerOption } from "../ledger-option.ts";
import { addressValue, backtestValue, durationValue, sinceValue } from "../option-values.ts";
import { addPublicUrl } from "../public-url-option.ts";
import { addBaselineOption, addLiveOptions } from "../reading-options.ts";

const defaultSince: Since = { agoMs: 7 * dayMs };
const defaultIntervalMs = 60_000;

/** `plumbline watch`: reads the System Log, raises alerts, and closes those that are settled. */
export default function watch({ terminal, end }: CommandContext): AnyCommand {
  return addPublicUrl(
    addLiveOptions(
      addBaselineOption(
        addLedgerOption(
          commandFor("watch", {
            group: "watch",
            examples: [
              "watch --once",
              "watch --once --since 7d",
              "watch --events stream.jsonl",
              "watch --backtest 30d",
            ],
            exits: "0 done, 1 the log could not be read",
          }).description("read the System Log, raise and close alerts"),
        ),
      ),
    ),
    "where plumbline serve is, for links to it in posts",
  )
    .addOption(new Option("--once", "read what is new and end; without, until Ctrl-C"))
    .addOption(
      new Option("--since <time>", "where a new ledger starts reading: 7d, or 2026-11-23")
        .argParser(sinceValue)
        .default(defaultSince, "7d"),
    )
    .addOption(
      new Option("--interval <duration>", "how long to wait before reading again")
        .argParser(durationValue)
        .default(defaultIntervalMs, "1m"),
    )
    .addOption(
      new Option("--listen <host:port>", "read at once when an Okta event hook delivers something here")
        .argParser(addressValue)
        .conflicts("once"),
    )
    .addOption(
      new Option(
        "--events <file>",
        "events of a log stream as lines of JSON, besides the log: a file that a forwarder adds to, or - for what is piped in",
      ),
    )
    .addOption(
      new Option(
        "--backtest <range>",
        "print what would have been raised over the last 30d, or over a FILE of exported events; writes nothing",
      )
        .argParser(backtestValue)
        .conflicts(["once", "since", "interval", "ledger", "listen", "events"]),
    )
    .addOption(
      new Option("--format <name>", "how to print a backtest (default: pretty)").choices(["pretty", "json"]),
    )
    .action(async (options) => {
      const { stdout } = terminal;
      const caller = callerOf(terminal, options);
      if (options.backtest !== undefined) {
        const { runBacktest } = await import("../../flows/watch/run-backtest.ts");
        const { backtestAsJson, backtestText } = await import("../../report/pages/backtest-text.ts");
        const report = await runBacktest(options.backtest, options, caller);
        stdout.write(
          options.format === "json" ? backtestAsJson(report) : backtestText(report, stdout.columns),
        );
        return end(report.malformed.count === 0 ? 0 : 1);
      }
      if (options.format !== undefined) {
        throw new PlumblineError("USAGE", "--format is for --backtest", { remedy: "leave it out" });
      }
      const { watchOrg } = await import("../../flows/watch/watch-org.ts");
      const { alertChangeLine } = await import("../../report/pages/alert-text.ts");
      end(
        await watchOrg({ ...options, ...eventsFrom(options.events, terminal) }, caller, {
          changed: ({ kind, record }) => stdout.write(alertChangeLine(kind, record.alert)),
          passEnded: stdout.flush,
        }),
      );
    });
}

/** Where `--events` says that events come from. Throws USAGE. */
function eventsFrom(
  file: string | undefined,
  { stdin }: CommandContext["terminal"],
): Pick<WatchOptions, "eventSource"> {
  if (file === undefined) return {};
  if (file !== "-") return { eventSource: { file } };
  if (stdin !== undefined) return { eventSource: { input: stdin } };
  throw new PlumblineError("USAGE", "--events - reads what is piped in, and nothing is", {
    remedy: "pipe events in: forwarder | plumbline watch --events -, or name a file",
  });
}
