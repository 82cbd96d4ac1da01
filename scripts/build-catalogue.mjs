// Writes what the built checks say of themselves into dist/checks/catalogue.json, for `plumbline checks`, and the help on
// all commands into dist/src/cli/help.txt, for `plumbline --help`.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const dist = join(import.meta.dirname, "..", "dist");
const folder = join(dist, "checks");
const { loadChecks } = await import(
  pathToFileURL(join(dist, "src", "flows", "catalogue", "load-checks.js")).href
);
const catalogue = (await loadChecks()).map(({ id, title, severity, rationale, remedy, references }) => ({
  id,
  title,
  severity,
  rationale,
  remedy,
  references,
}));
writeFileSync(join(folder, "catalogue.json"), JSON.stringify(catalogue));

const cli = join(dist, "src", "cli");
rmSync(join(cli, "help.txt"), { force: true });
const { run } = await import(pathToFileURL(join(cli, "run.js")).href);
const written = [];
const stream = { columns: 100, write: (text) => written.push(text), flush: async () => {} };
if ((await run(["--help"], { stdout: stream, stderr: process.stderr })) !== 0) process.exitCode = 1;
writeFileSync(join(cli, "help.txt"), written.join(""));
