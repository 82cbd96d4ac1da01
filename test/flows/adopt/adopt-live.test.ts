import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { run } from "../../../src/cli/run.ts";
import { acmeState } from "../../../src/emulator/acme/acme.ts";
import { acmeDeviations } from "../../../src/emulator/acme/acme-deviations.ts";
import { type EmulatorOptions, startEmulator } from "../../../src/emulator/start-emulator.ts";
import { packageRoot } from "../../../src/flows/catalogue/package-root.ts";
import { fakeTerminal } from "../../support/fake-terminal.ts";
import { readScopes, serviceAppEnv, withServiceApp } from "../../support/service-app.ts";

// Orgs are read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const now = new Date("2026-11-23T10:00:00.000Z");
const drifted = acmeDeviations.reduce((state, { apply }) => apply(state), acmeState(now));

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "plumbline-adopt-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function served(options: Partial<EmulatorOptions> = {}) {
  const emulator = await startEmulator({ state: drifted, ...options });
  onTestFinished(() => emulator.close());
  const env: Record<string, string> = { OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token };
  return {
    emulator,
    plumbline: async (argv: readonly string[], other: Readonly<Record<string, string>> | null = null) => {
      const terminal = fakeTerminal({ env: other ?? env, now });
      const exitCode = await run(argv, terminal);
      return { exitCode, ...terminal.written };
    },
  };
}

describe("plumbline adopt", () => {
  it("writes a baseline by which a check of the same org is in line", async () => {
    const out = join(await folder(), "policy");
    const { plumbline } = await served();
    const adopted = await plumbline(["adopt", "--out", out]);
    expect(adopted).toMatchObject({ exitCode: 0, stderr: "" });
    expect((await readdir(out)).sort()).toEqual(["ADOPTION.md", "baseline.yaml", "imports.json"]);
    const checked = await plumbline(["check", "--baseline", join(out, "baseline.yaml"), "--format", "json"]);
    expect(checked.exitCode, checked.stdout).toBe(0);
    const page = await readFile(join(out, "ADOPTION.md"), "utf8");
    expect(page).toContain("Temp contractors");
  });

  it("overwrites nothing unless it is told to", async () => {
    const out = await folder();
    await writeFile(join(out, "baseline.yaml"), "mine");
    const { plumbline, emulator } = await served();
    const refused = await plumbline(["adopt", "--out", out]);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("error[FILE_EXISTS]") });
    expect(await readFile(join(out, "baseline.yaml"), "utf8")).toBe("mine");
    expect([...emulator.requests.keys()]).toEqual([]);
    expect((await plumbline(["adopt", "--out", out, "--force", "--quiet"])).exitCode).toBe(0);
    expect(await readFile(join(out, "baseline.yaml"), "utf8")).toContain("version: 1");
  });

  it("stops at what it may not read, and with --partial leaves a baseline that is unknown there", async () => {
    const out = await folder();
    const scopes = readScopes.filter((scope) => scope !== "okta.roles.read");
    const app = withServiceApp(drifted, { scopes });
    const { plumbline, emulator } = await served({ state: app });
    const env = { OKTA_ORG_URL: emulator.url, ...serviceAppEnv };
    const refused = await plumbline(["adopt", "--out", out], env);
    expect(refused).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/error\[ADOPTION_INCOMPLETE\][\s\S]*admin-roles: /),
    });
    expect(await readdir(out)).toEqual([]);
    expect((await plumbline(["adopt", "--out", out, "--partial"], env)).exitCode).toBe(0);
    const baseline = join(out, "baseline.yaml");
    expect(await readFile(baseline, "utf8")).toMatch(/unread:\n {2}- admin-roles # /);
    const checked = await plumbline(["check", "--baseline", baseline, "--format", "json"]);
    expect(checked.exitCode).toBe(1);
    expect(JSON.parse(checked.stdout).summary.verdict).toBe("unknown");
  });

  it("gives the same bytes twice, from a snapshot that needs no baseline", async () => {
    const out = await folder();
    const { plumbline } = await served();
    expect((await plumbline(["snapshot", "--out", join(out, "org.json")])).exitCode).toBe(0);
    const files = await Promise.all(
      ["one", "two"].map(async (name) => {
        await plumbline(["adopt", "--snapshot", join(out, "org.json"), "--out", join(out, name)]);
        return readFile(join(out, name, "baseline.yaml"), "utf8");
      }),
    );
    expect(files[0]).toBe(files[1]);
    expect(files[0]).toContain("requirements:");
  });
});

describe("plumbline adopt --into", () => {
  it("adds what is undeclared to a baseline that is there, and nothing the second time", async () => {
    const out = await folder();
    const { plumbline } = await served();
    const baseline = join(out, "baseline.yaml");
    const acme = await readFile(join(packageRoot(), "policy", "baseline.yaml"), "utf8");
    await writeFile(baseline, acme);
    const first = await plumbline(["adopt", "--into", baseline]);
    expect(first).toMatchObject({ exitCode: 0, stderr: "" });
    expect(first.stdout).toContain('enrollment policy "Temp contractors"');
    const added = await readFile(baseline, "utf8");
    expect(added).toContain("- name: Temp contractors # 00p");
    for (const line of acme.split("\n")) expect(added).toContain(line);
    const second = await plumbline(["adopt", "--into", baseline]);
    expect(second.stdout).toMatch(/^Everything live that a baseline can declare is declared/);
    expect(await readFile(baseline, "utf8")).toBe(added);
  });

  it.each([[["adopt"]], [["adopt", "--out", "a", "--into", "b"]]])("refuses %j", async (argv) => {
    const { plumbline } = await served();
    const { exitCode, stderr } = await plumbline(argv);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("error[USAGE]: say where to write")]);
  });
});
