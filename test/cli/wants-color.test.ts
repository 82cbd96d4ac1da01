import { expect, it } from "vitest";
import { wantsColor } from "../../src/cli/wants-color.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";

const tty = fakeTerminal({ isTTY: true }).stdout;
const pipe = fakeTerminal().stdout;

it.each([
  ["a terminal", true, {}, tty, true],
  ["a pipe", true, {}, pipe, false],
  ["a dumb terminal", true, { TERM: "dumb" }, tty, false],
  ["--no-color", false, { FORCE_COLOR: "1" }, tty, false],
  ["NO_COLOR", true, { NO_COLOR: "1", FORCE_COLOR: "1" }, tty, false],
  ["NO_COLOR that is empty", true, { NO_COLOR: "" }, tty, true],
  ["FORCE_COLOR in a pipe", true, { FORCE_COLOR: "1" }, pipe, true],
  ["FORCE_COLOR=0", true, { FORCE_COLOR: "0" }, tty, false],
])("colours or not: %s", (_what, flag, env, stream, colored) => {
  expect(wantsColor(flag, env, stream)).toBe(colored);
});
