import { Argument, type Command } from "commander";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";

/** Each schema, loaded when it is asked for. */
const schemas = {
  baseline: async () => (await import("../../../policy/json-schema.ts")).baselineJsonSchema(),
  report: async () => (await import("../../report/report-schema.ts")).reportJsonSchema(),
  review: async () => (await import("../../report/review/review-schema.ts")).reviewJsonSchema(),
} as const;

/** `plumbline schema`: prints the JSON Schema of a file that Plumbline reads or writes. */
export default function schema({ terminal }: CommandContext): Command {
  return commandFor("schema", {
    group: "start",
    examples: ["schema > baseline.schema.json", "schema report"],
    exits: "0 printed",
  })
    .description("print the JSON Schema of the baseline, of a report or of a review")
    .addArgument(new Argument("[what]", "of what").choices(Object.keys(schemas)).default("baseline"))
    .action(async (what: keyof typeof schemas) => {
      terminal.stdout.write(await schemas[what]());
    });
}
