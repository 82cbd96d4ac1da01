import { discover } from "../flows/catalogue/discover.ts";
import { roomFolder } from "../flows/catalogue/package-root.ts";
import type { StandardsReport, StandardsReporter } from "../model/standards.ts";
import { type OutputOf, outputsAmong, writeTo } from "./outputs.ts";
import type { Terminal } from "./terminal.ts";

const isReporter = (candidate: unknown): candidate is StandardsReporter =>
  typeof candidate === "object" && candidate !== null && "render" in candidate;

/** Outputs of standards that `--format` asked for, or pretty on stdout. Throws USAGE. */
export async function parseStandardsOutputs(
  formats: readonly string[],
): Promise<readonly OutputOf<StandardsReporter>[]> {
  return outputsAmong(await discover(roomFolder("src/report/standards"), "reporter", isReporter), formats);
}

/** Writes the answers to standards to every output. Throws OUTPUT_FAILED. */
export function writeStandards(
  outputs: readonly OutputOf<StandardsReporter>[],
  report: StandardsReport,
  options: { readonly verbose?: boolean; readonly color: boolean; readonly quiet?: boolean },
  terminal: Terminal,
): Promise<void> {
  const verbose = options.verbose === true;
  return writeTo(
    outputs,
    (reporter, { color, width }) => reporter.render(report, { color, width, verbose }),
    options,
    terminal,
  );
}
