import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeDeviations } from "../../src/emulator/acme/acme-deviations.ts";
import { type RunningEmulator, startEmulator } from "../../src/emulator/start-emulator.ts";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";

// The bundle is made of seven megabytes of sources, then starts a Node of its own for each command.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const node = (argv: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = tmpdir()) =>
  new Promise<{ exitCode: number; stdout: string; stderr: string }>((resolve) => {
    const options = { cwd, env: { PATH: process.env["PATH"], ...env } };
    execFile(process.execPath, [...argv], options, (error, stdout, stderr) =>
      resolve({ exitCode: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

const script = join(packageRoot(), "scripts", "build-action.mjs");
let folder = "";
let acme: RunningEmulator;

beforeAll(async () => {
  // Outside this package: nothing of its node_modules can be found from there.
  folder = await mkdtemp(join(tmpdir(), "plumbline-bundle-"));
  const built = await node([script, join(folder, "action")]);
  expect(built.exitCode, built.stderr).toBe(0);
  const now = new Date();
  acme = await startEmulator({
    state: acmeDeviations.reduce((state, { apply }) => apply(state), acmeState(now)),
  });
});

afterAll(async () => {
  await acme.close();
  await rm(folder, { recursive: true });
});

const bundle = (...argv: string[]) =>
  node(
    [join(folder, "action", "plumbline.mjs"), ...argv],
    { OKTA_ORG_URL: acme.url, OKTA_API_TOKEN: acme.token },
    folder,
  );

describe("the tool in one file", () => {
  it("needs nothing beside it but SQLite's binary, and names every licence in it", async () => {
    expect((await readdir(join(folder, "action"))).sort()).toEqual([
      "LICENSES.txt",
      "libsql-linux-x64.node",
      "plumbline.mjs",
    ]);
    const licences = await readFile(join(folder, "action", "LICENSES.txt"), "utf8");
    for (const name of ["@okta/okta-sdk-nodejs", "libsql", "zod", "yaml"]) {
      expect(licences).toMatch(new RegExp(`^${name} \\d`, "m"));
    }
    expect(await readFile(join(folder, "action", "plumbline.mjs"), "utf8")).not.toContain(packageRoot());
  });

  it("judges as the sources do, in every format", async () => {
    const snapshot = join(folder, "org.json");
    expect((await bundle("snapshot", "--out", snapshot)).exitCode).toBe(0);
    const formats = ["json", "markdown", "sarif", "junit", "github", "csv", "pretty"];
    const baseline = join(packageRoot(), "policy", "baseline.yaml");
    const now = "2026-11-23T10:00:00Z";
    for (const format of formats) {
      const argv = [
        "check",
        "--snapshot",
        snapshot,
        "--baseline",
        baseline,
        "--now",
        now,
        "--format",
        format,
      ];
      const terminal = fakeTerminal();
      const exitCode = await run(argv, terminal);
      const timeless = (text: string) => text.replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z?/g, "");
      const said = await bundle(...argv);
      expect([said.exitCode, timeless(said.stdout)]).toEqual([exitCode, timeless(terminal.written.stdout)]);
    }
  });

  it("adopts, keeps a ledger in SQLite, and reviews", async () => {
    const adopted = await bundle("adopt", "--out", "policy", "--yes", "--quiet");
    expect(adopted.exitCode, adopted.stderr).toBe(0);
    const baseline = "policy/baseline.yaml";
    const watched = await bundle("watch", "--once", "--baseline", baseline, "--ledger", "one.db");
    expect(watched.exitCode, watched.stderr).toBe(0);
    const checked = await bundle("check", "--baseline", baseline, "--ledger", "one.db");
    expect(checked.exitCode, checked.stderr + checked.stdout).toBe(0);
    const reviewed = await bundle("review", baseline, baseline);
    expect(reviewed.exitCode, reviewed.stderr).toBe(0);
  });

  it("says what it lacks where SQLite's binary is not for the machine", async () => {
    const bare = join(folder, "bare");
    await mkdtemp(`${bare}-`);
    const place = join(folder, (await readdir(folder)).find((name) => name.startsWith("bare-")) ?? "");
    await copyFile(join(folder, "action", "plumbline.mjs"), join(place, "plumbline.mjs"));
    await writeFile(join(place, "one.db"), "");
    const argv = [join(place, "plumbline.mjs"), "alerts", "list", "--ledger", join(place, "one.db")];
    const said = await node(argv);
    expect(said.stderr).toMatch(
      /^error\[LEDGER_UNREACHABLE\]: this bundle keeps a ledger in SQLite on Linux x64/,
    );
    expect(said.stderr).toContain("fix: set PLUMBLINE_LEDGER to a PostgreSQL URL");
  });

  it("is the same bytes each time, and --check finds one that is not", async () => {
    const action = join(folder, "action");
    expect((await node([script, "--check", action])).exitCode).toBe(0);
    const file = join(action, "plumbline.mjs");
    await writeFile(file, `${await readFile(file, "utf8")}\n`);
    const stale = await node([script, "--check", action]);
    expect([stale.exitCode, stale.stdout]).toEqual([1, expect.stringMatching(/^STALE .*plumbline\.mjs$/m)]);
  });
});
