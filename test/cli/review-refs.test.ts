import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import type { Review } from "../../src/model/review.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";

// Each git command is a process of its own.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const common = (setting: string) => `version: 1
groups: [{ name: MFA Admins }]
enrollmentPolicies:
  - name: Admins
    groups: [MFA Admins]
    authenticators: { webauthn: ${setting} }
    rules: [{ name: Enroll }]
`;
const root = `version: 1
extends: ../common.yaml
org: { engine: identity }
`;

let folder = "";
let repo = "";
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
  execFileSync("git", ["-C", repo, ...args], { env, encoding: "utf8" });
const commit = async (files: Readonly<Record<string, string>>, tag: string) => {
  for (const [name, text] of Object.entries(files)) await writeFile(join(repo, name), text);
  git("add", "-A");
  git("commit", "-qm", tag);
  git("tag", tag);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-refs-"));
  repo = join(folder, "org");
  await mkdir(join(repo, "policy"), { recursive: true });
  execFileSync("git", ["init", "-q", "-b", "main", repo], { env });
  await commit({ "readme.md": "Acme" }, "empty");
  await commit({ "common.yaml": common("REQUIRED"), "policy/baseline.yaml": root }, "strong");
  await commit({ "common.yaml": common("PERHAPS") }, "broken");
  await commit({ "common.yaml": common("OPTIONAL") }, "weak");
  await symlink("baseline.yaml", join(repo, "policy/link.yaml"));
  await commit({}, "linked");
  await writeFile(join(repo, "common.yaml"), common("NOT_ALLOWED"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function review(...flags: readonly string[]) {
  const terminal = fakeTerminal();
  const baseline = flags.includes("--baseline") ? [] : ["--baseline", join(repo, "policy/baseline.yaml")];
  const code = await run(["review", ...baseline, ...flags], terminal);
  return { code, ...terminal.written };
}

describe("plumbline review of two git refs", () => {
  it("reads both with what they extend, whatever is checked out", async () => {
    const { code, stdout } = await review("--base", "strong", "--head", "weak", "--format", "json");
    const { base, head, changes }: Review = JSON.parse(stdout);
    expect(code).toBe(2);
    expect([base.ref, head.ref]).toEqual(["strong", "weak"]);
    expect(changes).toMatchObject([
      {
        id: "enrollment-policy-authenticator/Admins/webauthn",
        from: "REQUIRED",
        to: "OPTIONAL",
        at: { file: join(repo, "common.yaml"), line: 6 },
      },
    ]);
  });

  it("finds the repository of the baseline also where a git hook runs it", async () => {
    vi.stubEnv("GIT_DIR", ".git");
    const { code } = await review("--base", "strong", "--head", "strong");
    vi.unstubAllEnvs();
    expect(code).toBe(0);
  });

  it("takes the working tree without --head", async () => {
    const { stdout } = await review("--base", "strong", "--format", "json");
    const { head, changes }: Review = JSON.parse(stdout);
    expect(head.ref).toBe(null);
    expect(changes).toMatchObject([{ to: "NOT_ALLOWED" }]);
  });

  it.each<[string, readonly string[], string]>([
    [
      "a ref that does not exist",
      ["--base", "nowhere"],
      'error[REF_NOT_FOUND]: this repository has no commit called "nowhere"',
    ],
    [
      "a flag for a ref",
      ["--base=--upload-pack=touch /tmp/x"],
      'error[USAGE]: "--upload-pack=touch /tmp/x" is no git ref',
    ],
    ["a baseline that is not there yet", ["--base", "empty"], "error[BASELINE_NOT_FOUND]"],
    ["a baseline that is wrong at the base only", ["--base", "broken"], "error[BASELINE_INVALID]"],
    [
      "a symbolic link",
      ["--base", "linked", "--baseline", "LINK"],
      "it is a symbolic link; name the file that it leads to at linked (the base)",
    ],
    ["a file and a ref", ["a.yaml", "b.yaml", "--base", "strong"], "two files or two git refs"],
  ])("refuses %s", async (_, flags, message) => {
    const { code, stdout, stderr } = await review(
      ...flags.map((flag) => (flag === "LINK" ? join(repo, "policy/link.yaml") : flag)),
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/\nfix: [^\n]+\n$/u);
  });

  it("says which side is wrong", async () => {
    const { stderr } = await review("--base", "broken", "--head", "weak");
    expect(stderr).toContain("at broken (the base)\n");
    expect(stderr).toContain("fix: the base is what is wrong");
  });

  it("offers the remote's branch where only that is here, and says that a clone is shallow", async () => {
    const original = repo;
    git("branch", "release", "strong");
    for (const [name, flags] of [
      ["whole", []],
      ["shallow", ["--depth", "1"]],
    ] as const) {
      execFileSync("git", ["clone", "-q", ...flags, "--no-local", `file://${original}`, join(folder, name)], {
        env,
      });
    }
    repo = join(folder, "whole");
    expect((await review("--base", "release")).stderr).toContain("fix: did you mean origin/release?");
    repo = join(folder, "shallow");
    expect((await review("--base", "release")).stderr).toContain(
      "error[REF_INCOMPLETE]: this clone is shallow",
    );
    repo = original;
  });

  it("refuses a folder that is no repository", async () => {
    const file = join(folder, "alone.yaml");
    await writeFile(file, "version: 1\norg: { engine: identity }\n");
    const { stderr } = await review("--base", "main", "--baseline", file);
    expect(stderr).toMatch(/^error\[GIT_FAILED\]: git cannot read .*not a git repository/u);
  });
});
