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
  INPUT_PROPOSE: "",
  INPUT_OUT: "",
  INPUT_HTML: "false",
  INPUT_SARIF: "true",
  INPUT_REDACT: "false",
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
    expect((await runner.run(script, inputs({ INPUT_COMMAND: "serve" }))).exitCode).toBe(1);
    expect(await readdir(runner.workspace)).toEqual([]);
  });
});

describe("the action, in a repository that holds only a baseline", () => {
  it("adopts, checks what it adopted with every format and names hidden, watches, and takes a snapshot", async () => {
    const runner = await fakeRunner();
    const acme = await envOfAcme(drifted);
    const step = (given: Readonly<Record<string, string>>) =>
      runner.run(script, inputs({ ...acme, INPUT_BASELINE: "policy/baseline.yaml", ...given }));
    const adopted = await step({ INPUT_COMMAND: "adopt" });
    expect(adopted.exitCode, adopted.stderr).toBe(0);
    expect(adopted.summary).toMatch(/^# Adopting /);
    expect(await readdir(join(runner.workspace, adopted.outputs["out"] ?? ""))).toContain("baseline.yaml");
    const again = await step({ INPUT_COMMAND: "adopt" });
    expect([again.exitCode, again.summary]).toEqual([1, expect.stringMatching(/^Plumbline could not tell/)]);

    const checked = await step({ INPUT_HTML: "true", INPUT_SARIF: "false", INPUT_REDACT: "true" });
    expect(checked.exitCode, checked.stderr).toBe(0);
    expect(checked.outputs).not.toHaveProperty("sarif");
    for (const output of ["html", "report", "markdown"]) {
      expect(await readFile(checked.outputs[output] ?? "", "utf8")).not.toContain("greta@acme.example");
    }

    const watched = await step({ INPUT_COMMAND: "watch", INPUT_LEDGER: "one.db" });
    expect(watched.exitCode, watched.stderr).toBe(0);
    const taken = await step({ INPUT_COMMAND: "snapshot" });
    expect(taken.exitCode, taken.stderr).toBe(0);
    expect(JSON.parse(await readFile(taken.outputs["out"] ?? "", "utf8"))).toHaveProperty("slices");
  });

  it("proposes the baseline as if the drift were meant", async () => {
    const runner = await fakeRunner();
    const env = inputs({ ...(await envOfAcme(drifted)), INPUT_PROPOSE: "proposed.yaml" });
    expect((await runner.run(script, env)).exitCode).toBe(2);
    expect(await readFile(join(runner.workspace, "proposed.yaml"), "utf8")).toContain("# PROPOSED ");
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
