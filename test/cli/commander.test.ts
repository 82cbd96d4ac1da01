import { expect, it } from "vitest";
import { Command, Option } from "../../src/cli/commander.ts";

it("knows a flag by its declaration", () => {
  const given = new Command("greet")
    .addOption(new Option("--whom <user>", "a person").default("nia@acme.example"))
    .addOption(new Option("--engine <name>", "an engine").choices(["identity", "classic"]))
    .parse(["--engine", "classic"], { from: "user" })
    .opts();
  const whom: string = given.whom;
  const engine: "identity" | "classic" | undefined = given.engine;
  expect([whom, engine]).toEqual(["nia@acme.example", "classic"]);
  // @ts-expect-error: no such flag was declared, so nobody can read it.
  expect(given.quiet).toBeUndefined();
});
