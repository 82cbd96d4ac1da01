import { fileOfOrg, orgMark } from "../flows/fleet/org-mark.ts";
import { writeWhole } from "../flows/write-whole.ts";
import { PlumblineError } from "../model/errors.ts";
import { inertText } from "../model/inert-text.ts";
import type { Terminal } from "./terminal.ts";
import { wantsColor } from "./wants-color.ts";

type Render<Answer> = (
  answer: Answer,
  options: { readonly width: number; readonly color: boolean },
) => string;

/** Formats of an answer of a fleet, by name; the first is for a terminal. */
export type FleetFormats<Answer> = Readonly<Record<string, Render<Answer>>>;

/** Outputs of an answer of a fleet. */
export interface FleetOutputs<Answer, Output> {
  /** Of the fleet; no file: stdout. */
  readonly fleet: readonly { readonly render: Render<Answer>; readonly file: string | null }[];
  /** Of one org, each to a file of its own. */
  ofOrg(name: string): readonly Output[];
}

/**
 * Outputs that `--format` asked for: of the fleet, or with `{org}` in the file of each org, in the formats of the command
 * for one org. Throws USAGE.
 *
 * @param parseOne what that command makes of its `--format`
 */
export async function parseFleetOutputs<Answer, Output extends { readonly file: string | null }>(
  formats: readonly string[],
  known: FleetFormats<Answer>,
  parseOne: (formats: readonly string[]) => readonly Output[] | Promise<readonly Output[]>,
): Promise<FleetOutputs<Answer, Output>> {
  const isOfOrg = (format: string): boolean => format.includes(orgMark);
  const ofOrg = formats.filter(isOfOrg);
  const own = formats.filter((format) => !isOfOrg(format));
  const fleet = (own.length === 0 ? ["pretty"] : own).map((format) => parseOutput(format, known));
  if (fleet.filter(({ file }) => file === null).length > 1) {
    throw new PlumblineError("USAGE", "only one format can go to stdout", {
      remedy: "give the others a file: --format json=fleet.json",
    });
  }
  const parsed = ofOrg.length === 0 ? [] : await parseOne(ofOrg);
  return {
    fleet,
    ofOrg: (name) =>
      parsed.map((output) => ({
        ...output,
        file: output.file === null ? null : fileOfOrg(output.file, name),
      })),
  };
}

function parseOutput<Answer>(format: string, known: FleetFormats<Answer>) {
  const [name = "", ...rest] = format.split("=");
  const render = Object.hasOwn(known, name) ? known[name] : undefined;
  const file = rest.length === 0 ? null : rest.join("=");
  if (render !== undefined && file !== "") return { render, file };
  const message = file === "" ? `--format ${format} names no file` : `a fleet has no format "${name}"`;
  throw new PlumblineError("USAGE", message, {
    remedy: `choose from ${Object.keys(known).join(", ")}; NAME=reports/{org}.txt writes one of each org, in every format for one org`,
  });
}

const fileWidth = 100;

/** Writes the answer of a fleet to every output; files never get colour. Throws OUTPUT_FAILED. */
export async function writeFleet<Answer>(
  { fleet: outputs }: Pick<FleetOutputs<Answer, unknown>, "fleet">,
  report: Answer,
  options: { readonly color: boolean; readonly quiet?: boolean },
  { stdout, stderr, env }: Terminal,
): Promise<void> {
  for (const { render, file } of outputs) {
    if (file === null) {
      stdout.write(render(report, { color: wantsColor(options.color, env, stdout), width: stdout.columns }));
      continue;
    }
    await writeWhole(file, render(report, { color: false, width: fileWidth }));
    if (options.quiet !== true) stderr.write(`wrote ${inertText(file)}\n`);
  }
}
