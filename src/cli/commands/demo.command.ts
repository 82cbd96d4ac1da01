import { join } from "node:path";
import { loadChecks } from "../../flows/catalogue/load-checks.ts";
import { packageRoot } from "../../flows/catalogue/package-root.ts";
import { exitCodeOf } from "../../flows/exit-code.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import type { AnyCommand } from "../commander.ts";
import { ownCommand } from "../own-command.ts";
import { noColorOption } from "../shared-options.ts";
import { wantsColor } from "../wants-color.ts";

const baselinePath = "policy/baseline.yaml";

/**
 * `plumbline demo`: the emulator and the check, on Acme after things were done to it by hand. Ends with 0 if
 * and only if the check names all of them and nothing else.
 */
export default function demo({ terminal, end }: CommandContext): AnyCommand {
  return commandFor("demo", {
    group: "start",
    examples: ["demo"],
    exits: "0 every deviation was found, 1 not",
  })
    .description("emulator and check on a seeded, drifted org")
    .addOption(noColorOption())
    .action(async (options) => {
      const { startEmulator } = await import("../../emulator/start-emulator.ts");
      const { acmeDeviations } = await import("../../emulator/acme/acme-deviations.ts");
      const { emulatedOrg } = await import("../emulated-org.ts");
      const { performCheck } = await import("../../flows/check/perform-check.ts");
      const { accountForDeviations } = await import("../account-for-deviations.ts");
      const { demoText } = await import("../demo-text.ts");
      const { default: pretty } = await import("../../report/pretty.reporter.ts");
      const { stdout, stderr } = terminal;
      const running = await startEmulator(await emulatedOrg({ drifted: true }, terminal.now()));
      try {
        stderr.write(`Acme, a made-up company, is served on ${running.url}; checking it as any other org.\n`);
        const env = { OKTA_ORG_URL: running.url, OKTA_API_TOKEN: running.token };
        const request = { baseline: join(packageRoot(), baselinePath), checks: await loadChecks() };
        const { report, timedOut } = await performCheck(request, callerOf({ ...terminal, env }));
        const color = wantsColor(options.color, terminal.env, stdout);
        const shown = { ...report, baseline: { ...report.baseline, path: baselinePath } };
        const account = accountForDeviations(acmeDeviations, report);
        const exitCode = exitCodeOf(report, { failOn: "low", timedOut });
        stdout.write(pretty.render(shown, { color, width: stdout.columns, verbose: false }));
        stdout.write(`\n${demoText(account, exitCode, stdout.columns, ownCommand(terminal.env))}`);
        const complete = account.named.every((one) => one.finding !== null) && account.invented.length === 0;
        end(complete ? 0 : 1);
      } finally {
        await running.close();
      }
    });
}
