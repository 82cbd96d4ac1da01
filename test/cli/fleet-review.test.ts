import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import type { FleetReview } from "../../src/model/fleet-review.ts";
import { closedUrl } from "../support/loopback-server.ts";
import { serveFleet } from "../support/served-fleet.ts";

// Each git command is a process of its own.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

const now = new Date();
let folder = "";
const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "Nia",
  GIT_AUTHOR_EMAIL: "nia@acme.example",
  GIT_COMMITTER_NAME: "Nia",
  GIT_COMMITTER_EMAIL: "nia@acme.example",
};
const git = (...args: readonly string[]) =>
  execFileSync("git", ["-C", folder, ...args], { env, encoding: "utf8" });
const at = (name: string): string => join(folder, name);
const example = join(packageRoot(), "policy", "baseline.yaml");

/** Acme's baseline for two orgs, by `extends`; one with a file of its own; in the working tree the shared one is weaker. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-fleet-review-"));
  await mkdir(at("orgs"));
  execFileSync("git", ["init", "-q", "-b", "main", folder], { env });
  await cp(example, at("common.yaml"));
  for (const name of ["prod", "us"])
    await writeFile(
      at(`orgs/${name}.yaml`),
      "extends: ../common.yaml\nversion: 1\norg: { engine: identity }\n",
    );
  await cp(example, at("orgs/own.yaml"));
  git("add", "-A");
  git("commit", "-qm", "strong");
  const text = await readFile(example, "utf8");
  await writeFile(at("common.yaml"), text.replace("webauthn: REQUIRED", "webauthn: OPTIONAL"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const org = (name: string) => ({ name, org: { state: acmeState(now) }, baseline: at(`orgs/${name}.yaml`) });
const base = ["--base", "main"];

describe("fleet review", () => {
  it("judges a shared change on every org that uses it, and reads no other", async () => {
    const fleet = await serveFleet(
      [
        org("prod"),
        { ...org("us"), org: await closedUrl(), credentials: { API_TOKEN: "top-secret" } },
        org("own"),
      ],
      now,
    );
    const { exitCode, stdout } = await fleet.run("review", ...base, "--live", "--format", "json", "--quiet");
    const review: FleetReview = JSON.parse(stdout);
    expect(exitCode).toBe(2);
    expect(review.orgs.map(({ name, outcome, exitCode: code }) => [name, outcome, code])).toEqual([
      ["prod", "reviewed", 2],
      ["us", "failed", 1],
      ["own", "unchanged", 0],
    ]);
    expect(review.orgs[0]?.review?.summary).toMatchObject({
      verdict: "weaker",
      people: { counted: true, org: fleet.emulators.get("prod")?.url },
    });
    expect(review.orgs[1]?.error?.code).toBe("NETWORK");
    expect(fleet.emulators.get("own")?.requests.size).toBe(0);
  });

  it("says in a terminal what is weaker, and writes a review of each org in every format", async () => {
    const fleet = await serveFleet([org("prod"), org("own")], now);
    const each = join(fleet.folder, "{org}.md");
    const flags = ["--format", "pretty", "--format", `markdown=${each}`, "--quiet"];
    const { exitCode, stdout } = await fleet.run("review", ...base, ...flags);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(
      /^main → the working tree: 1 org of 2 with a changed baseline\.\n\nWEAKER {2}prod {2}/,
    );
    expect(stdout).toContain("People were not counted");
    expect(stdout).toMatch(/weaker: .*webauthn.*\n {4}id: enrollment-policy-authenticator\/\S+\/webauthn\n/);
    expect(stdout).toMatch(/\n\nUnchanged \(1\): own\n$/);
    expect(await readFile(each.replace("{org}", "prod"), "utf8")).toContain("webauthn");
  });

  it("counts people in saved snapshots, and names nobody with --redact", async () => {
    const fleet = await serveFleet([org("prod"), org("us")], now);
    const missing = join(fleet.folder, "{org}.json");
    const { exitCode, stdout } = await fleet.run(
      ...["review", ...base, "--snapshots", missing, "--redact", "--quiet"],
    );
    expect(exitCode).toBe(1);
    expect(stdout.match(/error\[SNAPSHOT_NOT_FOUND\]/g)).toHaveLength(2);
    const redacted = await fleet.run("review", ...base, "--live", "--redact", "--format", "json", "--quiet");
    expect(redacted.exitCode).toBe(2);
    expect(redacted.stdout).not.toMatch(/@acme\.example|127\.0\.0\.1/);
  });

  it.each([
    [["--base", "nowhere"], 1, "error[REF_NOT_FOUND]"],
    [["--base", "main", "--head", "main"], 0, "0 orgs of 1 with a changed baseline"],
    [["--base", "main", "--snapshots", "org.json"], 1, "would be the snapshot of every org"],
    [["--head", "main"], 1, "--base"],
  ])("%j ends with %d", async (flags, code, said) => {
    const fleet = await serveFleet([{ ...org("prod"), org: await closedUrl() }], now);
    const { exitCode, stdout, stderr } = await fleet.run("review", ...flags);
    expect(exitCode).toBe(code);
    expect(stdout + stderr).toContain(said);
  });

  it("does nothing more once it is stopped", async () => {
    const fleet = await serveFleet([org("prod")], now);
    const { fakeTerminal } = await import("../support/fake-terminal.ts");
    const { run } = await import("../../src/cli/run.ts");
    const terminal = fakeTerminal({ env: fleet.env, now });
    terminal.interrupt();
    expect(await run(["fleet", "review", "--fleet", fleet.file, ...base], terminal)).toBe(1);
    expect(terminal.written.stdout).toContain("error[INTERRUPTED]");
  });
});
