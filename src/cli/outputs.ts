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
export interface OutputOf<Kind> {
  readonly reporter: Kind;
  /** Null: stdout. */
  readonly file: string | null;
}

/** One of a check's. */
export type Output = OutputOf<Reporter>;

const isReporter = (candidate: unknown): candidate is Reporter =>
  typeof candidate === "object" && candidate !== null && "render" in candidate;

/** Outputs that `--format` asked for, or pretty on stdout. Throws as `outputsAmong`. */
export async function parseOutputs(formats: readonly string[]): Promise<readonly Output[]> {
  return outputsAmong(await discover(roomFolder("src/report"), "reporter", isReporter), formats);
}

/**
 * Outputs that `--format` asked for among these reporters, or pretty on stdout. Throws USAGE for unknown formats, and for
 * a second one on stdout, where two documents would be neither.
 */
export function outputsAmong<Kind extends { readonly name: string }>(
  reporters: readonly Kind[],
  formats: readonly string[],
): readonly OutputOf<Kind>[] {
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

function parseOutput<Kind extends { readonly name: string }>(
  format: string,
  reporters: readonly Kind[],
): OutputOf<Kind> {
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

/** How an output is laid out: for a terminal, or for a file, which never gets colour. */
export interface Layout {
  readonly color: boolean;
  readonly width: number;
  readonly height?: number;
}

/** Writes what is rendered to every output. Throws OUTPUT_FAILED. */
export async function writeTo<Kind>(
  outputs: readonly OutputOf<Kind>[],
  render: (reporter: Kind, layout: Layout) => string,
  options: { readonly color: boolean; readonly quiet?: boolean },
  { stdout, stderr, env }: Terminal,
): Promise<void> {
  for (const { reporter, file } of outputs) {
    if (file === null) {
      const { columns: width, rows } = stdout;
      const screen = rows === undefined ? { width } : { width, height: rows };
      stdout.write(render(reporter, { ...screen, color: wantsColor(options.color, env, stdout) }));
    } else {
      await writeWhole(file, render(reporter, { color: false, width: fileWidth }));
      if (options.quiet !== true) stderr.write(`wrote ${inertText(file)}\n`);
    }
  }
}

/** Writes a report to every output. Throws OUTPUT_FAILED. */
export async function writeOutputs(
  outputs: readonly Output[],
  report: Report,
  options: { readonly verbose?: boolean; readonly color: boolean; readonly quiet?: boolean },
  terminal: Terminal,
  known: Pick<RenderOptions, "checks" | "locate" | "people" | "again" | "listPeople"> = {},
): Promise<void> {
  const shared = { ...known, verbose: options.verbose === true };
  const render = (reporter: Reporter, layout: Layout) => reporter.render(report, { ...shared, ...layout });
  await writeTo(outputs, render, options, terminal);
}
