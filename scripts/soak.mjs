import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// `npm run soak [-- WORD...]`: every test that runs random cases or kills processes, with a hundred times the cases of
// `npm test`, seeds of its own, and two thousand kills: hours. With words, only the test files whose paths have one.
const env = {
  PLUMBLINE_RUNS: "100",
  PLUMBLINE_KILLS: "2000",
  PLUMBLINE_PROCESSES: "1",
  // Debian's package postgresql.
  PLUMBLINE_POSTGRES: existsSync("/usr/lib/postgresql") ? "1" : "",
  FC_SEED: "random",
  ...process.env,
};
const words = process.argv.slice(2);

const files = readdirSync("test", { recursive: true, encoding: "utf8" })
  .map((path) => join("test", path))
  .filter(
    (path) => path.endsWith(".test.ts") && (words.length === 0 || words.some((word) => path.includes(word))),
  )
  .filter((path) => /from "fast-check"|PLUMBLINE_KILLS/.test(readFileSync(path, "utf8")));
if (files.length === 0) {
  process.stderr.write(`no test of random cases or kills has ${words.join(" or ")} in its path\n`);
  process.exitCode = 1;
} else {
  const { PLUMBLINE_RUNS, PLUMBLINE_KILLS, FC_SEED } = env;
  process.stdout.write(
    `${files.length} files: PLUMBLINE_RUNS=${PLUMBLINE_RUNS} PLUMBLINE_KILLS=${PLUMBLINE_KILLS} FC_SEED=${FC_SEED}\n`,
  );
  const vitest = join("node_modules", "vitest", "vitest.mjs");
  const { status } = spawnSync(process.execPath, [vitest, "run", ...files], { env, stdio: "inherit" });
  process.exitCode = status ?? 1;
}
