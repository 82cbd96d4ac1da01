import { expect, it } from "vitest";
import { ownCommand } from "../../src/cli/own-command.ts";
import { run } from "../../src/cli/run.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";

it.each([
  ["installed", {}, "plumbline"],
  ["run by npx", { npm_command: "exec", npm_lifecycle_event: "npx" }, "npx okta-plumbline"],
  ["run by npm run demo", { npm_command: "run-script", npm_lifecycle_event: "demo" }, "npx okta-plumbline"],
  [
    "run from the sources",
    { npm_command: "run-script", npm_lifecycle_event: "plumbline" },
    "npm run plumbline --",
  ],
  [
    "part of somebody's own script",
    { npm_command: "run-script", npm_lifecycle_event: "nightly" },
    "plumbline",
  ],
])("what is %s tells to paste what works there", async (_how, env, command) => {
  expect(ownCommand(env)).toBe(command);
  const terminal = fakeTerminal({ env });
  expect(await run([], terminal)).toBe(0);
  expect(terminal.written.stdout).toContain(`\n  ${command} adopt --out policy\n`);
});
