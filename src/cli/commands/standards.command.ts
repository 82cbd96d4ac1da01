import { severities } from "../../model/words.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Option } from "../commander.ts";
import { addOptionalLedger } from "../ledger-option.ts";
import { none, textsValue } from "../option-values.ts";
import { addLiveOptions } from "../reading-options.ts";
import { redactOption } from "../redact-option.ts";
import { noColorOption, nowOption } from "../shared-options.ts";

/** `plumbline standards`: the requirements of a standard, as it checks them and as they hold for people. */
export default function standards({ terminal, end }: CommandContext): AnyCommand {
  return addLiveOptions(
    addOptionalLedger(
      commandFor("standards", {
        group: "judge",
        examples: [
          "standards stig",
          "standards stig --cklb okta.cklb",
          "standards nist pci --baseline policy/baseline.yaml",
          "standards stig --ledger plumbline.db",
        ],
        exits: "0 all pass, or only open below --fail-on; 1 something could not be decided; 2 open",
      })
        .description("answer a standard requirement by requirement: as it checks, and as it holds for people")
        .argument("[standards...]", "stig, nist, pci, cis, …; every one without"),
      "keeps the answers for the page",
    ),
  )
    .addOption(new Option("--snapshot <file>", "a saved snapshot, in place of the live org"))
    .addOption(new Option("--baseline <file>", "whose exemptions are the register of exceptions"))
    .addOption(
      new Option("--format <name[=file]>", "pretty (default), json, csv, …; repeatable, all but one to files")
        .argParser(textsValue)
        .default(none, "pretty"),
    )
    .addOption(
      new Option("--fail-on <severity>", "from where open ends with 2").choices(severities).default("low"),
    )
    .addOption(nowOption())
    .addOption(new Option("--cklb <file>", "fill in this checklist of STIG Viewer 3"))
    .addOption(new Option("--out <file>", "where to (default: beside it, as NAME.filled.cklb)"))
    .addOption(redactOption())
    .addOption(new Option("--verbose", "what decided, also where it passes"))
    .addOption(noColorOption())
    .action(async (ids, options) => {
      const [{ loadFrameworks }, { parseStandardsOutputs, writeStandards }] = await Promise.all([
        import("../../flows/catalogue/load-frameworks.ts"),
        import("../standards-outputs.ts"),
      ]);
      const outputs = await parseStandardsOutputs(options.format);
      const frameworks = await loadFrameworks(ids);
      const { askedChecklist } = await import("../checklist-option.ts");
      const fill = await askedChecklist(options, frameworks, terminal);
      const [
        { answerStandards },
        { exitCodeOfStandards },
        { askedPseudonyms },
        { redactStandards },
        { withLedgerIfAny },
      ] = await Promise.all([
        import("../../flows/standards/answer-standards.ts"),
        import("../../flows/standards/exit-code-of-standards.ts"),
        import("../redaction.ts"),
        import("../../report/redaction/redact-standards.ts"),
        import("../../flows/ledger.ts"),
      ]);
      const caller = callerOf(terminal, options);
      const answer = await withLedgerIfAny({ ...options, create: true }, terminal, (ledger) =>
        answerStandards({ ...options, frameworks, ledger }, caller),
      );
      const pseudonyms = askedPseudonyms(options, answer.names, terminal);
      const report = pseudonyms === null ? answer.report : redactStandards(answer.report, pseudonyms);
      await writeStandards(outputs, report, options, terminal);
      await fill?.(report);
      end(exitCodeOfStandards(report, { failOn: options.failOn, timedOut: answer.timedOut }));
    });
}
