import type { PostHistory } from "../../ledger/outbox.ts";
import { type Alert, alertStates } from "../../model/alert.ts";
import { destinationNames } from "../../model/alert-names.ts";
import { dayMs } from "../../model/durations.ts";
import { severities } from "../../model/words.ts";
import {
  alertAsJson,
  alertChangeLine,
  alertDetails,
  alertList,
  alertsAsJson,
} from "../../report/pages/alert-text.ts";
import { count } from "../../report/text/count.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Argument, Command, type CommandWith, type Flags, Option } from "../commander.ts";
import { addLedgerOption } from "../ledger-option.ts";
import { idsValue, sinceValue, wordsValue } from "../option-values.ts";
import { addPublicUrl } from "../public-url-option.ts";
import { formatOption } from "../shared-options.ts";

/** `plumbline alerts list|show|ack|note|resolve|report|test-route`: what the System Log showed, and what became of it. */
export default function alerts(context: CommandContext): AnyCommand {
  return commandFor("alerts", {
    group: "watch",
    examples: ["alerts list", "alerts show ID", 'alerts resolve ID ID --note "met in person"'],
    exits: "0 done, 1 not",
  })
    .description("list, show, acknowledge, note, resolve and report alerts; test where they are sent")
    .addCommand(list(context))
    .addCommand(show(context))
    .addCommand(ack(context))
    .addCommand(note(context))
    .addCommand(resolve(context))
    .addCommand(report(context))
    .addCommand(testRoute(context));
}

const withFormat = <Args extends unknown[], Known extends Flags>(command: CommandWith<Args, Known>) =>
  addLedgerOption(command).addOption(formatOption());

const byHand = <Args extends unknown[], Known extends Flags>(command: CommandWith<Args, Known>) =>
  withFormat(command)
    .argument("<ids...>", "one or more, as alerts list shows them")
    .addOption(new Option("--by <who>", "who says so (default: USER)"))
    .addOption(new Option("--note <text>", "what they have to say"));

function list({ terminal }: CommandContext): AnyCommand {
  return withFormat(
    new Command("list").description("alerts that are open or acknowledged, worst and overdue first"),
  )
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
    .action(async (options) => {
      const { listAlerts } = await import("../../flows/alerts/list-alerts.ts");
      const { alerts: found, shortIds } = await listAlerts(options, callerOf(terminal));
      const { write, columns } = terminal.stdout;
      if (options.format === "json") write(alertsAsJson(found));
      else write(alertList(found, { width: columns, now: terminal.now(), shortIds }));
    });
}

function show({ terminal }: CommandContext): AnyCommand {
  return addPublicUrl(
    withFormat(
      new Command("show").description("all that is known of one alert, why it matters and what to do now"),
    ),
    "where plumbline serve is, for a link to it",
  )
    .argument("<id>", "as alerts list shows it")
    .action(async (id, options) => {
      const { showAlert } = await import("../../flows/alerts/show-alert.ts");
      const { alert, guidance, told } = await showAlert(id, options, callerOf(terminal));
      const { write, columns } = terminal.stdout;
      if (options.format === "json") write(alertAsJson(alert, guidance));
      else write(alertDetails(alert, columns, { guidance, told: told.map(toldClause) }));
    });
}

function ack(context: CommandContext): AnyCommand {
  return byHand(new Command("ack").description("say that somebody looks into alerts")).action(
    async (ids, options) => {
      const { acknowledgeAlerts } = await import("../../flows/alerts/close-alert.ts");
      printChanged(await acknowledgeAlerts(ids, options, callerOf(context.terminal)), options, context);
    },
  );
}

function note(context: CommandContext): AnyCommand {
  return byHand(new Command("note").description("say something of alerts, and leave their state")).action(
    async (ids, options) => {
      const { noteAlerts } = await import("../../flows/alerts/close-alert.ts");
      printChanged(await noteAlerts(ids, options, callerOf(context.terminal)), options, context);
    },
  );
}

function resolve(context: CommandContext): AnyCommand {
  return byHand(new Command("resolve").description("say that alerts are settled")).action(
    async (ids, options) => {
      const { resolveAlerts } = await import("../../flows/alerts/close-alert.ts");
      printChanged(await resolveAlerts(ids, options, callerOf(context.terminal)), options, context);
    },
  );
}

function report({ terminal, end }: CommandContext): AnyCommand {
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
    .action(async (options) => {
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

function testRoute({ terminal }: CommandContext): AnyCommand {
  return new Command("test-route")
    .description("send a destination a post that says it is a test")
    .addArgument(new Argument("<destination>", "what a route has in `to`").choices(destinationNames))
    .action(async (destination) => {
      const { testRoute: send } = await import("../../flows/alerts/test-route.ts");
      await send(destination, callerOf(terminal));
      terminal.stdout.write(`${destination} took the test post.\n`);
    });
}

/** `slack: open, sent`; `teams: open, waiting (HTTP 503, 3 tries)`. */
function toldClause({ destination, state, status, attempts, lastError }: PostHistory): string {
  const why = lastError === null ? "" : ` (${lastError}, ${count(attempts, "try", "tries")})`;
  return `${destination}: ${state}, ${status.replace("-", " ")}${why}`;
}

/** One in full; of several a line each. */
function printChanged(
  alerts: readonly Alert[],
  { format }: { readonly format: "pretty" | "json" },
  { terminal }: CommandContext,
): void {
  const { write, columns } = terminal.stdout;
  const [only] = alerts;
  if (format === "json") write(alertsAsJson(alerts));
  else if (only !== undefined && alerts.length === 1) write(alertDetails(only, columns));
  else for (const alert of alerts) write(alertChangeLine(alert.state, alert));
}
