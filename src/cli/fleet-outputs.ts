import { writeWhole } from "../flows/write-whole.ts";
import { PlumblineError } from "../model/errors.ts";
import type { FleetReport } from "../model/fleet-report.ts";
import { inertText } from "../model/inert-text.ts";
import { fleetCheckCsv, fleetCheckText } from "../report/pages/fleet-check-text.ts";
import { jsonText } from "../report/text/json-text.ts";
import { type Output, parseOutputs } from "./outputs.ts";
import type { Terminal } from "./terminal.ts";
import { wantsColor } from "./wants-color.ts";

/** Stands for the name of an org in the name of a file. */
const orgMark = "{org}";

type Render = (fleet: FleetReport, options: { readonly width: number; readonly color: boolean }) => string;
const renderers: Readonly<Record<string, Render>> = {
  pretty: fleetCheckText,
  json: jsonText,
  csv: fleetCheckCsv,
};

/** Outputs of a check of many orgs. */
export interface FleetOutputs {
  /** Of the fleet; no file: stdout. */
  readonly fleet: readonly { readonly render: Render; readonly file: string | null }[];
  /** Of one org, in the formats of `check`. */
  ofOrg(name: string): readonly Output[];
}

/**
 * Outputs that `--format` asked for: of the fleet, or with `{org}` in the file a report of each org in any format of
 * `check`. Throws USAGE.
 */
export async function parseFleetOutputs(formats: readonly string[]): Promise<FleetOutputs> {
  const isOfOrg = (format: string): boolean => format.includes(orgMark);
  const ofOrg = formats.filter(isOfOrg);
  const own = formats.filter((format) => !isOfOrg(format));
  const fleet = (own.length === 0 ? ["pretty"] : own).map(parseOutput);
  if (fleet.filter(({ file }) => file === null).length > 1) {
    throw new PlumblineError("USAGE", "only one format can go to stdout", {
      remedy: "give the others a file: --format json=fleet.json",
    });
  }
  const parsed = ofOrg.length === 0 ? [] : await parseOutputs(ofOrg);
  return {
    fleet,
    ofOrg: (name) =>
      parsed.map(({ reporter, file }) => ({ reporter, file: file?.replaceAll(orgMark, name) ?? null })),
  };
}

function parseOutput(format: string): FleetOutputs["fleet"][number] {
  const [name = "", ...rest] = format.split("=");
  const render = Object.hasOwn(renderers, name) ? renderers[name] : undefined;
  const file = rest.length === 0 ? null : rest.join("=");
  if (render !== undefined && file !== "") return { render, file };
  const message = file === "" ? `--format ${format} names no file` : `a fleet has no format "${name}"`;
  throw new PlumblineError("USAGE", message, {
    remedy: `choose from ${Object.keys(renderers).join(", ")}; NAME=reports/{org}.txt writes a report of each org in a format of check`,
  });
}

const fileWidth = 100;

/** Writes the report of a fleet to every output; files never get colour. Throws OUTPUT_FAILED. */
export async function writeFleet(
  { fleet: outputs }: FleetOutputs,
  report: FleetReport,
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
