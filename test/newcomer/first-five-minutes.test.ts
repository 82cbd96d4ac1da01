import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { parseDocument } from "yaml";
import { run } from "../../src/cli/run.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import type { EmulatorState } from "../../src/emulator/state/state.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { hostileNames, messyOrg, orgOfManyPolicies, unspeakableNames } from "../support/messy-org.ts";
import { snapshotOfState } from "../support/snapshot-of-state.ts";

// Three hundred people are read three times over real sockets, with everything else of the suite beside it.
vi.setConfig({ testTimeout: 600_000 });

const unsafe = /\p{Cc}|[\u200b\u202e]/u;

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "plumbline-newcomer-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function serve(state: EmulatorState) {
  const emulator = await startEmulator({ state });
  onTestFinished(() => emulator.close());
  const env = { OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token };
  return async (argv: readonly string[], answers?: readonly string[]) => {
    const terminal = fakeTerminal({ env, ...(answers === undefined ? {} : { answers, isTTY: true }) });
    const exitCode = await run(argv, terminal);
    return { exitCode, ...terminal.written };
  };
}

it("a newcomer has a true report of a messy org of 300 people after three commands, and wrote no file by hand", async () => {
  const home = await folder();
  const plumbline = await serve(messyOrg(300));
  const policy = join(home, "policy");
  const baseline = join(policy, "baseline.yaml");
  const adopted = await plumbline(["adopt", "--out", policy, "--yes"]);
  expect(adopted, adopted.stderr).toMatchObject({ exitCode: 0 });
  expect(adopted.stdout.split("\n").length).toBeLessThan(50);
  const checked = await plumbline(["check", "--baseline", baseline]);
  expect(checked, checked.stdout).toMatchObject({ exitCode: 0 });
  expect(checked.stdout).toMatch(/^IN LINE/);
  const page = await plumbline([
    "check",
    "--baseline",
    baseline,
    "--format",
    `html=${join(home, "report.html")}`,
  ]);
  expect(page.exitCode).toBe(0);
  expect(await readFile(join(home, "report.html"), "utf8")).toMatch(/^<!doctype html>/i);
  expect((await readdir(home)).sort()).toEqual(["policy", "report.html"]);
});

it("names that YAML, a terminal or a reader takes for something else come through, or are said to be left out", async () => {
  const out = join(await folder(), "policy");
  const plumbline = await serve(messyOrg(40));
  const adopted = await plumbline(["adopt", "--out", out, "--yes"]);
  expect(adopted.exitCode, adopted.stderr).toBe(0);
  const text = await readFile(join(out, "baseline.yaml"), "utf8");
  const read = parseDocument(text).toJSON() as {
    enrollmentPolicies: { name: string; rules?: { name: string }[] }[];
  };
  const named = read.enrollmentPolicies.map(({ name }) => name);
  for (const name of hostileNames) {
    expect(named).toContain(name);
    expect(read.enrollmentPolicies.find((policy) => policy.name === name)?.rules?.[0]?.name).toBe(name);
  }
  const pageText = await readFile(join(out, "ADOPTION.md"), "utf8");
  for (const name of unspeakableNames) expect(named).not.toContain(name);
  expect(pageText).toContain("its name has a control character or a line break in it; not declared");
  // A mark that turns text around, or an escape, reaches neither the terminal nor a comment.
  for (const line of [adopted.stdout, adopted.stderr, pageText].flatMap((written) => written.split("\n"))) {
    expect(line).not.toMatch(unsafe);
  }
  expect(
    text.split("\n").filter((line) => line.includes(" # ") && unsafe.test(line.slice(line.indexOf(" # ")))),
  ).toEqual([]);
});

it("an org of 500 policies is adopted, and its check is in line", async () => {
  const home = await folder();
  const org = snapshotOfState(orgOfManyPolicies(500), new Date("2026-11-23T09:30:00.000Z"));
  const snapshot = join(home, "org.json");
  await writeFile(snapshot, JSON.stringify(org));
  const plumbline = async (argv: readonly string[]) => {
    const terminal = fakeTerminal();
    return { exitCode: await run([...argv, "--snapshot", snapshot], terminal), ...terminal.written };
  };
  const adopted = await plumbline(["adopt", "--out", join(home, "policy"), "--yes"]);
  expect(adopted.exitCode, adopted.stderr).toBe(0);
  expect(adopted.stdout.split("\n").length).toBeLessThan(50);
  const baseline = join(home, "policy", "baseline.yaml");
  const checked = await plumbline(["check", "--baseline", baseline, "--format", "json"]);
  expect(JSON.parse(checked.stdout).summary).toMatchObject({ verdict: "in-line", findings: 0, unknown: 0 });

  // By the baseline of another org every policy is drift: nobody reviews so many hunks.
  const other = join(home, "other.yaml");
  await writeFile(other, "version: 1\norg: { engine: identity }\n");
  const proposed = await plumbline([
    "check",
    "--baseline",
    other,
    "--quiet",
    "--propose",
    join(home, "p.yaml"),
  ]);
  expect(proposed).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("error[TOO_MANY_CHANGES]: "),
  });
  expect((await readdir(home)).sort()).toEqual(["org.json", "other.yaml", "policy"]);
});
