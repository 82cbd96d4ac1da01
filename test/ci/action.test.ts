import { execFileSync } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeDeviations } from "../../src/emulator/acme/acme-deviations.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import type { EmulatorState } from "../../src/emulator/state/state.ts";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import { type FakeRunner, fakeRunner, scriptOf } from "../support/workflow-steps.ts";

// Each step starts Node with the sources, and reads Acme over real sockets.
vi.setConfig({ testTimeout: 60_000 });

const script = `bash "${join(packageRoot(), "scripts", "action.sh")}"`;
const baseline = join(packageRoot(), "policy", "baseline.yaml");

const inputs = (given: Readonly<Record<string, string>>) => ({
  INPUT_COMMAND: "check",
  INPUT_BASELINE: baseline,
  INPUT_FAIL_ON: "low",
  INPUT_WATCH: "false",
  INPUT_LEDGER: "",
  INPUT_STACK: "",
  INPUT_BASE: "",
  INPUT_HEAD: "",
  INPUT_SNAPSHOT: "",
  ...given,
});

async function envOfAcme(change: (state: EmulatorState) => EmulatorState = (state) => state) {
  const emulator = await startEmulator({ state: change(acmeState(new Date())) });
  onTestFinished(() => emulator.close());
  return { OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token };
}

const drifted = (state: EmulatorState) => acmeDeviations.reduce((one, { apply }) => apply(one), state);

describe("the action checks", () => {
  it("an org in line: green, with outputs and a summary, and the log read into the ledger", async () => {
    const runner = await fakeRunner();
    const env = inputs({ ...(await envOfAcme()), INPUT_WATCH: "true", INPUT_LEDGER: ".plumbline/one.db" });
    const { exitCode, outputs, summary, stderr } = await runner.run(script, env);
    expect(exitCode, stderr).toBe(0);
    expect(outputs).toMatchObject({ verdict: "in-line", "exit-code": "0" });
    expect(summary).toContain("<!-- plumbline check: ");
    const report = JSON.parse(await readFile(outputs["report"] ?? "", "utf8"));
    expect(report.summary.verdict).toBe("in-line");
    expect(await readdir(join(runner.workspace, ".plumbline"))).toContain("one.db");
  });

  it("a drifted org: red with 2, and annotated", async () => {
    const { exitCode, outputs, stdout, summary } = await (await fakeRunner()).run(
      script,
      inputs(await envOfAcme(drifted)),
    );
    expect({ exitCode, verdict: outputs["verdict"] }).toEqual({ exitCode: 2, verdict: "drift" });
    expect(stdout).toMatch(/^::error /m);
    expect(summary).toContain("DRIFT");
  });

  it("an org that cannot be read: red with 1, never in line", async () => {
    const env = inputs({ ...(await envOfAcme()), OKTA_API_TOKEN: "wrong", INPUT_WATCH: "true" });
    const { exitCode, outputs, summary } = await (await fakeRunner()).run(script, env);
    expect({ exitCode, verdict: outputs["verdict"] }).toEqual({ exitCode: 1, verdict: "unknown" });
    expect(summary).toBe("Plumbline could not tell: the log of the step says why.\n");
  });

  it("never runs what an input says", async () => {
    const runner = await fakeRunner();
    const evil = '"; touch pwned; $(touch pwned) `touch pwned` #';
    const said = await runner.run(script, inputs({ INPUT_BASELINE: evil, INPUT_STACK: evil }));
    expect(said.exitCode).toBe(1);
    expect((await runner.run(script, inputs({ INPUT_COMMAND: "watch" }))).exitCode).toBe(1);
    expect(await readdir(runner.workspace)).toEqual([]);
  });
});

/** A clone of the base branch, beside an origin that knows the pull request as merged. */
async function pullRequest(runner: FakeRunner, change: (baseline: string) => string): Promise<string> {
  const origin = join(runner.folder, "origin");
  const git = (cwd: string, ...argv: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Nia", "-c", "user.email=nia@acme.example", ...argv], {
      cwd,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  await mkdir(join(origin, "policy"), { recursive: true });
  git(origin, "init", "--quiet", "--initial-branch=main");
  git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
  await copyFile(baseline, join(origin, "policy", "baseline.yaml"));
  git(origin, "add", ".");
  git(origin, "commit", "--quiet", "-m", "Base");
  git(origin, "checkout", "--quiet", "-b", "change");
  await writeFile(join(origin, "policy", "baseline.yaml"), change(await readFile(baseline, "utf8")));
  git(origin, "commit", "--quiet", "-am", "Change");
  git(origin, "checkout", "--quiet", "--detach", "main");
  git(origin, "merge", "--quiet", "--no-ff", "-m", "Merge", "change");
  const merged = git(origin, "rev-parse", "HEAD");
  git(origin, "checkout", "--quiet", "main");
  git(runner.folder, "clone", "--quiet", "--depth=1", "--branch=main", `file://${origin}`, runner.workspace);
  return merged;
}

describe("the review workflow", () => {
  it.each([
    ["a weakening", (text: string) => text.replace("webauthn: REQUIRED", "webauthn: OPTIONAL"), 2, "weaker"],
    ["a comment", (text: string) => `# reviewed\n${text}`, 0, "neutral"],
  ])("reviews %s of the pull request from git objects alone", async (_, change, code, verdict) => {
    const runner = await fakeRunner();
    const merged = await pullRequest(runner, change);
    const before = await readFile(join(runner.workspace, "policy", "baseline.yaml"), "utf8");
    const fetched = await runner.run(await scriptOf("review", "Fetch the pull request as objects"), {
      GITHUB_SHA: merged,
    });
    expect(fetched.exitCode, fetched.stderr).toBe(0);
    const reviewed = await runner.run(
      script,
      inputs({
        INPUT_COMMAND: "review",
        INPUT_BASELINE: "policy/baseline.yaml",
        INPUT_BASE: fetched.outputs["base"] ?? "",
        INPUT_HEAD: fetched.outputs["head"] ?? "",
      }),
    );
    expect(reviewed.exitCode, reviewed.stderr).toBe(code);
    expect(reviewed.outputs["verdict"]).toBe(verdict);
    expect(await readFile(reviewed.outputs["markdown"] ?? "", "utf8")).toMatch(
      /^<!-- plumbline review: .* -->\n/,
    );
    expect(await readFile(join(runner.workspace, "policy", "baseline.yaml"), "utf8")).toBe(before);
  });

  it("takes the snapshot of the last drift run, and does without when there is none", async () => {
    const step = await scriptOf("review", "Fetch the snapshot that the drift workflow saved");
    const runner = await fakeRunner();
    await runner.program("gh", 'if [ "$2" = list ]; then echo 42; fi');
    expect((await runner.run(step, { BRANCH: "main" })).outputs["file"]).toMatch(/snapshot\/snapshot\.json$/);
    await runner.program("gh", "exit 0");
    const without = await runner.run(step, { BRANCH: "main" });
    expect(without).toMatchObject({
      exitCode: 0,
      outputs: {},
      stdout: "No snapshot: people are not counted.\n",
    });
  });
});
