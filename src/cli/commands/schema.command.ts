import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Argument } from "../commander.ts";

/** Each schema, loaded when it is asked for. */
const schemas = {
  baseline: async () => (await import("../../../policy/json-schema.ts")).baselineJsonSchema(),
  fleet: async () => (await import("../../../policy/fleet/fleet-schema.ts")).fleetJsonSchema(),
  report: async () => (await import("../../report/report-schema.ts")).reportJsonSchema(),
  review: async () => (await import("../../report/review/review-schema.ts")).reviewJsonSchema(),
} as const;
const kinds = Object.keys(schemas) as (keyof typeof schemas)[];

/** `plumbline schema`: prints the JSON Schema of a file that Plumbline reads or writes. */
export default function schema({ terminal }: CommandContext): AnyCommand {
  return commandFor("schema", {
    group: "start",
    examples: ["schema > baseline.schema.json", "schema report"],
    exits: "0 printed",
  })
    .description("print the JSON Schema of the baseline, of a fleet, of a report or of a review")
    .addArgument(new Argument("[what]", "of what").choices(kinds).default("baseline"))
    .action(async (what) => {
      terminal.stdout.write(await schemas[what]());
    });
}
