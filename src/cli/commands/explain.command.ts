import { withLedgerIfAny } from "../../flows/ledger.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Option } from "../commander.ts";
import { addOptionalLedger } from "../ledger-option.ts";
import { addReadingOptions } from "../reading-options.ts";
import { redactOption } from "../redact-option.ts";
import { formatOption, noColorOption, nowOption } from "../shared-options.ts";
import { wantsColor } from "../wants-color.ts";

/** `plumbline explain USER`: why Okta treats a person as it does, and what the baseline wants of them. */
export default function explain({ terminal, end }: CommandContext): AnyCommand {
  return addReadingOptions(
    addOptionalLedger(
      commandFor("explain", {
        group: "judge",
        examples: ["explain kim@acme.example", "explain kim@acme.example --what-if changed.yaml"],
        exits: "0 explained, 1 could not tell",
      })
        .description("which policy and rule win for one person, what is enrolled, what the baseline wants")
        .argument("<user>", "login or user id"),
      "who came back lately",
    ),
  )
    .addOption(formatOption())
    .addOption(new Option("--what-if <baseline>", "and what would be so if that baseline were in force"))
    .addOption(nowOption())
    .addOption(redactOption())
    .addOption(noColorOption())
    .action(async (user, options) => {
      const { explainText } = await import("../../report/pages/explain-text.ts");
      const { whatIfText } = await import("../../report/pages/what-if-text.ts");
      const { jsonText } = await import("../../report/text/json-text.ts");
      const { explainUser } = await import("../../flows/explain/explain-user.ts");
      const { redactExplanation, redactWhatIf } = await import(
        "../../report/redaction/redact-explanation.ts"
      );
      const { askedPseudonyms } = await import("../redaction.ts");
      const answer = await withLedgerIfAny(options, terminal, (ledger) =>
        explainUser(user, { ...options, ledger }, callerOf(terminal, options)),
      );
      const pseudonyms = askedPseudonyms(options, answer.names, terminal);
      const explanation =
        pseudonyms === null ? answer.explanation : redactExplanation(answer.explanation, pseudonyms);
      const whatIf =
        pseudonyms === null || answer.whatIf === null
          ? answer.whatIf
          : redactWhatIf(answer.whatIf, pseudonyms);
      const { stdout, env } = terminal;
      const color = wantsColor(options.color, env, stdout);
      if (options.format === "json") {
        stdout.write(jsonText(whatIf === null ? explanation : { ...explanation, whatIf }));
      } else {
        const layout = { width: stdout.columns, color };
        stdout.write(explainText(explanation, layout));
        if (whatIf !== null) stdout.write(whatIfText(explanation, whatIf, layout));
      }
      end(answer.isComplete ? 0 : 1);
    });
}
