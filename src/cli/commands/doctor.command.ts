import { loadChecks } from "../../flows/catalogue/load-checks.ts";
import { loadFrameworks } from "../../flows/catalogue/load-frameworks.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Option } from "../commander.ts";
import { idsValue, none } from "../option-values.ts";
import { addBaselineOption, addLiveOptions } from "../reading-options.ts";
import { formatOption, noColorOption } from "../shared-options.ts";
import { wantsColor } from "../wants-color.ts";

/** `plumbline doctor`: whether a check could answer everything, what is missing for it, and what it would cost. */
export default function doctor({ terminal, end }: CommandContext): AnyCommand {
  return addLiveOptions(
    addBaselineOption(
      commandFor("doctor", {
        group: "start",
        examples: ["doctor", "doctor --baseline policy/baseline.yaml", "doctor --standards stig"],
        exits: "0 everything could be answered, 1 something could not",
      }).description("credentials, scopes, roles, engine and clock: what a check could answer, and its cost"),
    ),
  )
    .addOption(
      new Option("--standards <ids>", "whether these standards could be answered, too: stig, nist, …")
        .argParser(idsValue)
        .default(none, "none"),
    )
    .addOption(formatOption())
    .addOption(noColorOption())
    .action(async (options) => {
      const [{ examineOrg }, { readinessText }, { jsonText }] = await Promise.all([
        import("../../flows/doctor/examine-org.ts"),
        import("../../report/pages/readiness-text.ts"),
        import("../../report/text/json-text.ts"),
      ]);
      const frameworks = options.standards.length === 0 ? [] : await loadFrameworks(options.standards);
      const { readiness, refused } = await examineOrg(
        { ...options, checks: await loadChecks(), frameworks },
        callerOf(terminal, options),
      );
      const { stdout, env } = terminal;
      stdout.write(
        options.format === "json"
          ? jsonText(readiness)
          : readinessText(readiness, {
              width: stdout.columns,
              color: wantsColor(options.color, env, stdout),
            }),
      );
      // Said in full above, and once more as every other command says it.
      if (refused !== null) throw refused;
      end(readiness.verdict === "ready" ? 0 : 1);
    });
}
