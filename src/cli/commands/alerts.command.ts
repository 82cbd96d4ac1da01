import { Command, Option } from "commander";
import type { ListOptions } from "../../flows/alerts/list-alerts.ts";
import type { ReportOptions } from "../../flows/alerts/report-alerts.ts";
import { type LedgerOption, withLedger } from "../../flows/ledger.ts";
import type { PostHistory } from "../../ledger/outbox.ts";
import { type Alert, alertStates } from "../../model/alert.ts";
import { severities } from "../../model/words.ts";
import { alertDetails, alertList, alertsAsJson } from "../../report/pages/alert-text.ts";
import { count } from "../../report/text/count.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { addLedgerOption } from "../ledger-option.ts";
import { idsValue, sinceValue, wordsValue } from "../option-values.ts";

interface OneOptions extends LedgerOption {
  readonly format: "pretty" | "json";
}

interface ByHandOptions extends OneOptions {
  readonly by?: string;
  readonly note?: string;
}

const dayMs = 86_400_000;

/** `plumbline alerts list|show|ack|resolve|report`: what the System Log showed, and what became of it. */
export default function alerts(context: CommandContext): Command {
  return commandFor("alerts", {
    group: "watch",
    examples: ["alerts list", "alerts show ID", 'alerts resolve ID --note "met in person"'],
    exits: "0 done, 1 not",
  })
    .description("list, show, acknowledge, resolve and report alerts")
    .addCommand(list(context))
    .addCommand(show(context))
    .addCommand(ack(context))
    .addCommand(resolve(context))
    .addCommand(report(context));
}

const withFormat = (command: Command): Command =>
  addLedgerOption(command).addOption(
    new Option("--format <name>", "how to print").choices(["pretty", "json"]).default("pretty"),
  );

const aboutOne = (command: Command): Command =>
  withFormat(command).argument("<id>", "as alerts list shows it");

const byHand = (command: Command): Command =>
  aboutOne(command)
    .addOption(new Option("--by <who>", "who says so (default: USER)"))
    .addOption(new Option("--note <text>", "what they have to say"));

function list({ terminal }: CommandContext): Command {
  return withFormat(new Command("list").description("alerts that are open or acknowledged, oldest first"))
    .addOption(new Option("--all", "resolved ones, too"))
    .addOption(
      new Option("--state <names>", "only in these states: open,acknowledged,resolved")
        .argParser(wordsValue(alertStates))
        .default([], "open,acknowledged")
        .conflicts("all"),
    )
    .addOption(
      new Option("--detection <ids>", "only of these detections").argParser(idsValue).default([], "all"),
    )
    .addOption(
      new Option("--severity <names>", "only so severe: critical,high")
        .argParser(wordsValue(severities))
        .default([], "all"),
    )
    .addOption(new Option("--person <user>", "only about the person of this login or user id"))
    .addOption(
      new Option("--since <time>", "only seen in the last 7d, or since 2026-11-23").argParser(sinceValue),
    )
    .action(async (options: ListOptions & Pick<OneOptions, "format">) => {
      const { listAlerts } = await import("../../flows/alerts/list-alerts.ts");
      const found = await listAlerts(options, callerOf(terminal));
      const { write, columns } = terminal.stdout;
      if (options.format === "json") write(alertsAsJson(found));
      else write(found.length === 0 ? "No alerts.\n" : alertList(found, columns));
    });
}

function show(context: CommandContext): Command {
  return aboutOne(new Command("show").description("all that is known of one alert")).action(
    async (id: string, options: OneOptions) => {
      const { alert, told } = await withLedger(
        { ...options, create: false },
        context.terminal,
        async (ledger) => ({
          alert: (await ledger.record(id)).alert,
          told: (await ledger.outbox.history(id)).map(toldClause),
        }),
      );
      print(alert, options, context, told);
    },
  );
}

function ack(context: CommandContext): Command {
  return byHand(new Command("ack").description("say that somebody looks into it")).action(
    async (id: string, options: ByHandOptions) => {
      const { acknowledgeAlert } = await import("../../flows/alerts/close-alert.ts");
      print(await acknowledgeAlert(id, options, callerOf(context.terminal)), options, context);
    },
  );
}

function resolve(context: CommandContext): Command {
  return byHand(new Command("resolve").description("say that it is settled")).action(
    async (id: string, options: ByHandOptions) => {
      const { resolveAlert } = await import("../../flows/alerts/close-alert.ts");
      print(await resolveAlert(id, options, callerOf(context.terminal)), options, context);
    },
  );
}

function report({ terminal, end }: CommandContext): Command {
  return addLedgerOption(
    new Command("report").description("what became of alerts in the last days, for a review"),
  )
    .addOption(
      new Option("--since <time>", "the last 7d, or since 2026-11-23")
        .argParser(sinceValue)
        .default({ agoMs: 7 * dayMs }, "7d"),
    )
    .addOption(
      new Option("--format <name>", "how to print").choices(["markdown", "json"]).default("markdown"),
    )
    .action(async (options: ReportOptions & { readonly format: "markdown" | "json" }) => {
      const { reportAlerts } = await import("../../flows/alerts/report-alerts.ts");
      const { alertReviewAsJson, alertReviewAsMarkdown } = await import(
        "../../report/pages/alert-review-text.ts"
      );
      const review = await reportAlerts(options, callerOf(terminal));
      terminal.stdout.write(
        options.format === "json" ? alertReviewAsJson(review) : alertReviewAsMarkdown(review),
      );
      end(review.orgs.length > 0 ? 0 : 1);
    });
}

/** `slack: open, sent`; `teams: open, waiting (HTTP 503, 3 tries)`. */
function toldClause({ destination, state, status, attempts, lastError }: PostHistory): string {
  const why = lastError === null ? "" : ` (${lastError}, ${count(attempts, "try", "tries")})`;
  return `${destination}: ${state}, ${status.replace("-", " ")}${why}`;
}

function print(
  alert: Alert,
  { format }: OneOptions,
  { terminal }: CommandContext,
  told: readonly string[] = [],
): void {
  const { write, columns } = terminal.stdout;
  write(format === "json" ? alertsAsJson([alert]) : alertDetails(alert, columns, told));
}
