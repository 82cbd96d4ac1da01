import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { run } from "../../src/cli/run.ts";
import { type FakeTerminalOptions, fakeTerminal } from "../support/fake-terminal.ts";

const folder = join(import.meta.dirname, "golden");

/** Parts that differ from run to run and mean nothing: ports, ids, hashes of the files under test, real times. */
function scrub(text: string, hide: string): string {
  return (hide === "" ? text : text.replaceAll(`${hide}/`, ""))
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replace(/"(sha256|fingerprint|causedBy)": "[0-9a-f]{8,}"/g, '"$1": "HASH"')
    .replace(/"takenAt": "[^"]+"/g, '"takenAt": "TIME"')
    .replace(/ as of \d{4}-[\d:T.-]+Z/g, " as of TIME")
    .replace(/"throttledMs": \d+/g, '"throttledMs": 0');
}

/**
 * Runs a command line in this process and compares stdout, stderr and exit code with the file that bears its name;
 * UPDATE_GOLDEN=1 writes the file instead. The clock stands still and there is no terminal.
 *
 * @param options.shown the command line as the file is called
 * @param options.hide a folder of this machine that must not be in the file
 */
export async function expectGolden(
  argv: readonly string[],
  options: FakeTerminalOptions & { readonly shown?: string; readonly hide?: string } = {},
): Promise<void> {
  const terminal = fakeTerminal(options);
  const code = await run(argv, terminal);
  const shown = options.shown ?? argv.join(" ");
  const text = scrub(
    `$ plumbline ${shown}\n--- stdout\n${terminal.written.stdout}--- stderr\n${terminal.written.stderr}--- exit code\n${code}\n`,
    options.hide ?? "",
  );
  const file = join(folder, `${shown.replaceAll("/", "_")}.txt`);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    await mkdir(folder, { recursive: true });
    await writeFile(file, text);
  }
  expect(text).toBe(await readFile(file, "utf8"));
}
