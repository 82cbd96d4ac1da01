import { loadChecks, selectChecks } from "../../flows/catalogue/load-checks.ts";
import { orgMark } from "../../flows/fleet/org-mark.ts";
import { withLedger, withLedgerIfAny } from "../../flows/ledger.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { PlumblineError } from "../../model/errors.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Command, Option } from "../commander.ts";
import { addFleetOption, addOrgChoice, chosenOrgs, namedOrgs } from "../fleet-options.ts";
import { addLedgerOption, addOptionalLedger } from "../ledger-option.ts";
import { addMemoryOptions, memoryAsked } from "../memory-options.ts";
import { none, numberValue, textsValue, timeValue } from "../option-values.ts";
import { writeOutputs } from "../outputs.ts";
import { addLiveOptions } from "../reading-options.ts";
import { redactOption } from "../redact-option.ts";
import { addJudgingOptions, noColorOption } from "../shared-options.ts";

/** `plumbline fleet check|status|diff|review`: many orgs by one file. */
export default function fleet(context: CommandContext): AnyCommand {
  return commandFor("fleet", {
    group: "judge",
    examples: [
      "fleet check --tag prod --ledger fleet.db --max-proof-age 30d",
      "fleet check --format pretty --format sarif=reports/{org}.sarif",
      "fleet status --ledger fleet.db",
      "fleet diff acme-prod acme-preview",
      "fleet review --base origin/main --live",
    ],
    exits: "0 in line; 1 could not tell, or late; 2 drift, or an unapproved weakening: the worst of the orgs",
  })
    .description("check many orgs from one file, and see how they stand")
    .addCommand(check(context))
    .addCommand(status(context))
    .addCommand(diff(context))
    .addCommand(review(context));
}

const parallelOption = () =>
  new Option("--parallel <n>", "how many orgs at a time").argParser(numberValue(1, 100)).default(8);

function check({ terminal, end }: CommandContext): AnyCommand {
  return addJudgingOptions(
    addMemoryOptions(
      addLiveOptions(
        addOptionalLedger(
          addOrgChoice(new Command("check").description("check the orgs, each by its own baseline")),
          "keeps the report of each org, and is made where it is not there",
        ),
      ),
    )
      .addOption(parallelOption())
      .addOption(
        new Option(
          "--format <name[=file]>",
          "pretty, json or csv; with {org} in the file a report of each org in any format of check; repeatable",
        )
          .argParser(textsValue)
          .default(none, "pretty"),
      ),
  )
    .addOption(redactOption())
    .addOption(new Option("--verbose", "every person and every path, in a report of each org"))
    .addOption(noColorOption())
    .action(async (options) => {
      const [{ checkOutputs }, { writeFleet }] = await Promise.all([
        import("../fleet-formats.ts"),
        import("../fleet-outputs.ts"),
      ]);
      const outputs = await checkOutputs(options.format);
      const checks = selectChecks(await loadChecks(), options).filter(
        ({ needsStack }) => needsStack !== true,
      );
      const proofs = memoryAsked(options);
      const chosen = await chosenOrgs(options);
      const [{ checkFleet }, { fleetRedaction }] = await Promise.all([
        import("../../flows/fleet/check-fleet.ts"),
        import("../fleet-redaction.ts"),
      ]);
      const redaction = fleetRedaction(options, terminal);
      const checked = (ledger: Ledger | null) =>
        checkFleet(
          { ...options, ...chosen, checks, ledger, ...(proofs !== null && { proofs }) },
          callerOf(terminal, options),
          async (org, answer) => {
            const { report: shown, locate, people } = redaction.answer(answer);
            await writeOutputs(outputs.ofOrg(org.name), shown, options, terminal, { checks, locate, people });
            return shown;
          },
        );
      const place = { ...options, create: true };
      const report = await (proofs === null
        ? withLedgerIfAny(place, terminal, checked)
        : withLedger(place, terminal, checked));
      await writeFleet(outputs, redaction.fleet(report), options, terminal);
      end(report.exitCode);
    });
}

function status({ terminal, end }: CommandContext): AnyCommand {
  return addOrgChoice(
    addLedgerOption(
      new Command("status").description("how the orgs stand by their kept runs: verdict, age, alerts"),
    ),
  )
    .addOption(
      new Option("--format <name>", "how to print").choices(["pretty", "json", "csv"]).default("pretty"),
    )
    .action(async (options) => {
      const chosen = await chosenOrgs(options);
      const { fleetStatus } = await import("../../flows/fleet/fleet-status.ts");
      const { fleetStatusCsv, fleetStatusText } = await import("../../report/pages/fleet-status-text.ts");
      const { jsonText } = await import("../../report/text/json-text.ts");
      const answer = await withLedger({ ...options, create: false }, terminal, (ledger) =>
        fleetStatus(chosen, ledger, terminal.now()),
      );
      const { write, columns } = terminal.stdout;
      if (options.format === "json") write(jsonText(answer));
      else if (options.format === "csv") write(fleetStatusCsv(answer));
      else write(fleetStatusText(answer, columns));
      end(answer.exitCode);
    });
}

function diff({ terminal, end }: CommandContext): AnyCommand {
  return addLiveOptions(
    addFleetOption(
      new Command("diff").description("what the baselines of two orgs, and the orgs themselves, differ in"),
    ),
  )
    .argument("<first>", "an org of the fleet")
    .argument("<second>", "the one to compare with it")
    .addOption(
      new Option("--baselines", "compare the baselines alone, and read no org").conflicts("snapshots"),
    )
    .addOption(new Option("--snapshots <file>", "look at a saved snapshot of each org: snapshots/{org}.json"))
    .addOption(new Option("--format <name>", "how to print").choices(["pretty", "json"]).default("pretty"))
    .addOption(redactOption())
    .addOption(new Option("--no-color", "no colours"))
    .action(async (first, second, options) => {
      refuseOneForAll(options.snapshots);
      const orgs = await namedOrgs(options.fleet, [first, second]);
      const [{ diffFleet }, { printDiff }] = await Promise.all([
        import("../../flows/fleet/diff-fleet.ts"),
        import("../fleet-diff-output.ts"),
      ]);
      const caller = callerOf(terminal, options);
      const answer = await diffFleet({ ...options, orgs, checks: await loadChecks() }, caller);
      await printDiff(answer, options, terminal);
      end(answer.diff.gaps.length === 0 ? 0 : 1);
    });
}

function review({ terminal, end }: CommandContext): AnyCommand {
  return addLiveOptions(
    addOrgChoice(
      new Command("review").description("what changed baselines come to for every org that uses them"),
    ),
  )
    .requiredOption("--base <ref>", "the git ref of the baselines as they were")
    .addOption(new Option("--head <ref>", "the git ref of the changed ones (default: the working tree)"))
    .addOption(new Option("--live", "count people in the orgs as they are now").conflicts("snapshots"))
    .addOption(
      new Option("--snapshots <file>", "count people in a saved snapshot of each org: snapshots/{org}.json"),
    )
    .addOption(parallelOption())
    .addOption(
      new Option(
        "--format <name[=file]>",
        "pretty or json; with {org} in the file a review of each org in any format of review; repeatable",
      )
        .argParser(textsValue)
        .default(none, "pretty"),
    )
    .addOption(new Option("--now <time>", "hold approvals against that day").argParser(timeValue))
    .addOption(redactOption())
    .addOption(noColorOption())
    .action(async (options) => {
      const [{ reviewOutputs }, { writeFleet }, { writeReview }] = await Promise.all([
        import("../fleet-formats.ts"),
        import("../fleet-outputs.ts"),
        import("../review-outputs.ts"),
      ]);
      const outputs = await reviewOutputs(options.format);
      refuseOneForAll(options.snapshots);
      const chosen = await chosenOrgs(options);
      const [{ reviewFleet }, { fleetRedaction }] = await Promise.all([
        import("../../flows/fleet/review-fleet.ts"),
        import("../fleet-redaction.ts"),
      ]);
      const redaction = fleetRedaction(options, terminal);
      const answer = await reviewFleet(
        { ...options, ...chosen, checks: await loadChecks() },
        callerOf(terminal, options),
        async (org, one) => {
          const shown = redaction.review(one);
          await writeReview(outputs.ofOrg(org.name), shown, options, terminal);
          return shown;
        },
      );
      await writeFleet(outputs, redaction.reviews(answer), options, terminal);
      end(answer.exitCode);
    });
}

/** People of one org are not those of another. */
function refuseOneForAll(snapshots: string | undefined): void {
  if (snapshots === undefined || snapshots.includes(orgMark)) return;
  throw new PlumblineError("USAGE", `--snapshots ${snapshots} would be the snapshot of every org`, {
    remedy: `write ${orgMark} where the name of the org belongs: --snapshots snapshots/${orgMark}.json`,
  });
}
