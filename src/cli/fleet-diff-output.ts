import type { diffFleet } from "../flows/fleet/diff-fleet.ts";
import { fleetDiffText } from "../report/pages/fleet-diff-text.ts";
import { redactFleetDiff } from "../report/redaction/redact-fleet.ts";
import { jsonText } from "../report/text/json-text.ts";
import { askedPseudonyms } from "./redaction.ts";
import type { Terminal } from "./terminal.ts";
import { wantsColor } from "./wants-color.ts";

/** Prints what two orgs differ in, redacted where that is asked for. */
export async function printDiff(
  { diff, names }: Awaited<ReturnType<typeof diffFleet>>,
  options: {
    readonly format: "pretty" | "json";
    readonly redact?: boolean;
    readonly quiet?: boolean;
    readonly color: boolean;
  },
  terminal: Terminal,
): Promise<void> {
  const pseudonyms = askedPseudonyms(options, names, terminal);
  const shown = pseudonyms === null ? diff : redactFleetDiff(diff, pseudonyms);
  const { stdout, env } = terminal;
  const layout = { width: stdout.columns, color: wantsColor(options.color, env, stdout) };
  stdout.write(options.format === "json" ? jsonText(shown) : fleetDiffText(shown, layout));
}
