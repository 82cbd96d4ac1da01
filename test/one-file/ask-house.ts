import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fakeTerminal } from "../support/fake-terminal.ts";

// Runs command lines in the house whose folder it is given, and prints what each said, as JSON: another house than the
// one that this file is in, so all of it is imported by path.
const root = process.argv[2] ?? "";
const own = (path: string) => import(join(root, path));

for (const [path, make] of [
  ["src/model/alert-names.ts", (await own("scripts/alert-names.ts")).alertNames],
  ["src/model/check-ids.ts", (await own("scripts/check-ids.ts")).checkIds],
]) {
  await writeFile(join(root, path), make());
}

const { run } = await own("src/cli/run.ts");
const lines: readonly (readonly string[])[] = JSON.parse(await text(process.stdin));
const said: unknown[] = [];
for (const line of lines) {
  const terminal = fakeTerminal({ env: { PLUMBLINE_REDACT_KEY: "a key of a test" } });
  said.push({ code: await run(line, terminal), ...terminal.written });
}
process.stdout.write(JSON.stringify(said));
