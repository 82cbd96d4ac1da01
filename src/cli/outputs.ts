import { didYouMean } from "../../policy/source/closest.ts";
import { discover } from "../flows/catalogue/discover.ts";
import { roomFolder } from "../flows/catalogue/package-root.ts";
import { writeWhole } from "../flows/write-whole.ts";
import { PlumblineError } from "../model/errors.ts";
import { inertText } from "../model/inert-text.ts";
import type { Report } from "../model/report.ts";
import type { RenderOptions, Reporter } from "../model/reporter.ts";
import type { Terminal } from "./terminal.ts";
import { wantsColor } from "./wants-color.ts";

/** One `--format NAME` or `--format NAME=FILE`. */
export interface Output {
  readonly reporter: Reporter;
  /** Null: stdout. */
  readonly file: string | null;
}

const isReporter = (candidate: unknown): candidate is Reporter =>
  typeof candidate === "object" && candidate !== null && "render" in candidate;

/**
 * Outputs that `--format` asked for, or pretty on stdout. Throws USAGE for unknown formats, and for a second
 * one on stdout, where two documents would be neither.
 */
export async function parseOutputs(formats: readonly string[]): Promise<readonly Output[]> {
  const reporters: readonly Reporter[] = await discover(roomFolder("src/report"), "reporter", isReporter);
  const outputs = (formats.length === 0 ? ["pretty"] : formats).map((format) =>
    parseOutput(format, reporters),
  );
  if (outputs.filter((output) => output.file === null).length <= 1) return outputs;
  throw new PlumblineError("USAGE", "only one format can go to stdout", {
    remedy: "give the others a file: --format json=report.json",
  });
}

/** Refuses `--people` where no format that was asked for would list anybody. Throws USAGE. */
export function refusePeopleNowhere(outputs: readonly Output[]): void {
  if (outputs.some(({ reporter }) => reporter.listsPeople === true)) return;
  throw new PlumblineError("USAGE", "--people lists nobody in the formats that were asked for", {
    remedy: "add --format csv or --format json; html lists everybody without it",
  });
}

function parseOutput(format: string, reporters: readonly Reporter[]): Output {
  const [name = "", ...rest] = format.split("=");
  const file = rest.length === 0 ? null : rest.join("=");
  const reporter = reporters.find((candidate) => candidate.name === name);
  if (reporter !== undefined && file !== "") return { reporter, file };
  const names = reporters.map((candidate) => candidate.name);
  const message =
    file === ""
      ? `--format ${format} names no file`
      : `there is no format "${name}"${didYouMean(name, names)}`;
  throw new PlumblineError("USAGE", message, {
    remedy: `choose from ${names.join(", ")}; NAME=FILE writes to a file`,
  });
}

const fileWidth = 100;

/** Writes a report to every output; files never get colour. Throws OUTPUT_FAILED. */
export async function writeOutputs(
  outputs: readonly Output[],
  report: Report,
  options: { readonly verbose?: boolean; readonly color: boolean; readonly quiet?: boolean },
  terminal: Terminal,
  known: Pick<RenderOptions, "checks" | "locate" | "people" | "again" | "listPeople"> = {},
): Promise<void> {
  const shared = { ...known, verbose: options.verbose === true };
  const { stdout, stderr } = terminal;
  for (const { reporter, file } of outputs) {
    if (file === null) {
      const color = wantsColor(options.color, terminal.env, stdout);
      const { columns: width, rows } = stdout;
      const screen = rows === undefined ? { width } : { width, height: rows };
      stdout.write(reporter.render(report, { ...shared, color, ...screen }));
    } else {
      await writeWhole(file, reporter.render(report, { ...shared, color: false, width: fileWidth }));
      if (options.quiet !== true) stderr.write(`wrote ${inertText(file)}\n`);
    }
  }
}
