import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { run } from "../../../src/cli/run.ts";
import { acmeState } from "../../../src/emulator/acme/acme.ts";
import { acmeDeviations } from "../../../src/emulator/acme/acme-deviations.ts";
import { packageRoot } from "../../../src/flows/catalogue/package-root.ts";
import { fakeTerminal } from "../../support/fake-terminal.ts";
import { temporaryFolder } from "../../support/seeded-ledger.ts";
import { snapshotOfState } from "../../support/snapshot-of-state.ts";

// The checks and their sources are loaded before the first answer.
vi.setConfig({ testTimeout: 120_000 });

const now = new Date("2026-11-23T10:00:00.000Z");
const drifted = acmeDeviations.reduce((state, { apply }) => apply(state), acmeState(now));
let acme = "";

beforeAll(async () => {
  acme = await readFile(join(packageRoot(), "policy", "baseline.yaml"), "utf8");
});

async function aFolder(state = drifted) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "org.json"), JSON.stringify(snapshotOfState(state, now)));
  await writeFile(join(folder, "baseline.yaml"), acme);
  const propose = async (file: string, ...flags: readonly string[]) => {
    const [snapshot, baseline] = ["org.json", "baseline.yaml"].map((name) => join(folder, name)) as [
      string,
      string,
    ];
    const terminal = fakeTerminal({ now });
    const argv = ["check", "--snapshot", snapshot, "--baseline", baseline, "--propose", join(folder, file)];
    const exitCode = await run([...argv, ...flags], terminal);
    return { exitCode, ...terminal.written, files: (await readdir(folder)).sort() };
  };
  return { folder, propose };
}

describe("check --propose", () => {
  it("writes the file beside the report, and ends as the check does", async () => {
    const { folder, propose } = await aFolder();
    const said = await propose("proposed.yaml");
    expect(said.exitCode).toBe(2);
    expect(said.stdout).toMatch(/^DRIFT/);
    expect(said.stderr).toMatch(/Wrote .*proposed\.yaml: [\s\S]*each under a comment that says who did it/);
    expect(await readFile(join(folder, "proposed.yaml"), "utf8")).toContain("# PROPOSED ");
  });

  it("says nothing with --quiet, and writes all the same", async () => {
    const { propose } = await aFolder();
    const said = await propose("proposed.yaml", "--quiet");
    expect([said.stderr, said.files]).toEqual(["", ["baseline.yaml", "org.json", "proposed.yaml"]]);
  });

  it("writes nothing where there is nothing to propose", async () => {
    const { propose } = await aFolder(acmeState(now));
    const said = await propose("proposed.yaml");
    expect(said).toMatchObject({ exitCode: 0, files: ["baseline.yaml", "org.json"] });
    expect(said.stderr).toContain("Nothing to propose");
  });

  it.each(["--redact", "--only=factors", "--skip=factors"])("refuses %s before it judges", async (flag) => {
    const { propose } = await aFolder();
    const said = await propose("proposed.yaml", flag);
    expect(said).toMatchObject({ exitCode: 1, stdout: "", files: ["baseline.yaml", "org.json"] });
    expect(said.stderr).toContain(`error[USAGE]: --propose cannot be used with ${flag.split("=")[0]}`);
  });

  it("overwrites no file, the baseline least of all", async () => {
    const { folder, propose } = await aFolder();
    const said = await propose("baseline.yaml");
    expect(said).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringContaining("error[FILE_EXISTS]"),
    });
    expect(await readFile(join(folder, "baseline.yaml"), "utf8")).toBe(acme);
  });

  it("proposes what extends others only where they are found from", async () => {
    const { folder, propose } = await aFolder();
    await writeFile(join(folder, "common.yaml"), acme);
    await writeFile(join(folder, "baseline.yaml"), "version: 1\nextends: common.yaml\n");
    await mkdir(join(folder, "elsewhere"));
    const refused = await propose("elsewhere/proposed.yaml");
    expect(refused.stderr).toMatch(/error\[USAGE\]: .*baseline\.yaml extends other files/);
    const said = await propose("proposed.yaml");
    expect(said.exitCode, said.stderr).toBe(2);
    const proposed = await readFile(join(folder, "proposed.yaml"), "utf8");
    expect(proposed).toContain("extends: common.yaml\n");
    expect(proposed).toContain("  - check: authenticator-status\n");
  });
});
