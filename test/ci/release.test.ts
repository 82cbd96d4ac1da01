import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import { type FakeRunner, fakeRunner, readWorkflow, scriptOf } from "../support/workflow-steps.ts";

/** A clone that is about to be released, beside its origin. */
async function aClone(version: string): Promise<FakeRunner> {
  const runner = await fakeRunner();
  const git = (cwd: string, ...argv: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Nia", "-c", "user.email=nia@acme.example", ...argv], {
      cwd,
      stdio: ["ignore", "pipe", "ignore"],
    }).toString();
  git(runner.folder, "init", "--quiet", "--bare", "origin");
  git(runner.workspace, "init", "--quiet", "--initial-branch=main");
  git(runner.workspace, "remote", "add", "origin", join(runner.folder, "origin"));
  await writeFile(join(runner.workspace, ".gitignore"), "action/\n");
  await writeFile(join(runner.workspace, "package.json"), JSON.stringify({ version }));
  await writeFile(
    join(runner.workspace, "CHANGELOG.md"),
    "# Changelog\n\n## Unreleased\n\n- Later.\n\n## 1.2.0\n\n- Asks less.\n\n## 1.1.0\n\n- Older.\n",
  );
  git(runner.workspace, "add", ".");
  git(runner.workspace, "commit", "--quiet", "-m", "Main");
  git(runner.workspace, "push", "--quiet", "origin", "main");
  return runner;
}

describe("a release", () => {
  it("takes the notes of its version", async () => {
    const runner = await aClone("1.2.0");
    const said = await runner.run(await scriptOf("release", "Check the version and take its notes"), {
      VERSION: "1.2.0",
    });
    expect(said.exitCode, said.stderr).toBe(0);
    const notes = await readFile(join(runner.folder, "temp", "notes.md"), "utf8");
    expect(notes.trim()).toBe("- Asks less.");
  });

  it.each([
    ["another version than package.json has", "1.2.0", "1.3.0", "package.json has another version"],
    ["a version without a section", "1.3.0", "1.3.0", "CHANGELOG.md has no section"],
  ])("refuses %s", async (_, has, wanted, says) => {
    const runner = await aClone(has);
    const step = await scriptOf("release", "Check the version and take its notes");
    const said = await runner.run(step, { VERSION: wanted });
    expect([said.exitCode, said.stdout]).toEqual([1, expect.stringContaining(says)]);
  });

  it("tags a commit that has the action in one file, leaves main alone, and does not do it twice", async () => {
    const runner = await aClone("1.2.0");
    await runner.run("mkdir action && echo bundle >action/plumbline.mjs");
    const step = await scriptOf("release", "Tag main with the action in one file");
    const said = await runner.run(step, { VERSION: "1.2.0" });
    expect(said.exitCode, said.stderr).toBe(0);
    const filesAt = async (ref: string) =>
      (await runner.run(`git -C "${join(runner.folder, "origin")}" ls-tree -r --name-only ${ref}`)).stdout;
    expect(await filesAt("v1.2.0")).toContain("action/plumbline.mjs");
    expect(await filesAt("main")).not.toContain("action/");
    const check = await scriptOf("release", "Check the version and take its notes");
    const again = await runner.run(check, { VERSION: "1.2.0" });
    expect([again.exitCode, again.stdout]).toEqual([1, expect.stringContaining("is there already")]);
  });

  it("proves to npm who it is by its identity, and has no token", async () => {
    const { jobs } = await readWorkflow("release");
    expect(jobs["release"]?.permissions).toEqual({ contents: "write", "id-token": "write" });
    const publish = await scriptOf("release", "Publish to npm with provenance");
    expect(publish).toContain("--provenance");
    const text = await readFile(join(packageRoot(), ".github", "workflows", "release.yml"), "utf8");
    expect(text).not.toContain("secrets.");
  });
});

describe("the image", () => {
  it("runs as nobody in particular, without a shell, from what the lock file names", async () => {
    const lines = (await readFile(join(packageRoot(), "Containerfile"), "utf8")).split("\n");
    const last = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM ")));
    expect(last).toContain("USER 1000:1000");
    expect(last).toContain('ENTRYPOINT ["node", "/app/dist/src/cli/main.js"]');
    expect(last.filter((line) => /^(RUN|ADD) /.test(line))).toEqual([]);
    expect(lines.join("\n")).toContain("npm ci --ignore-scripts");
  });

  it("takes neither history nor secrets into its context, whichever tool builds it", async () => {
    const [container, docker] = await Promise.all(
      [".containerignore", ".dockerignore"].map((name) => readFile(join(packageRoot(), name), "utf8")),
    );
    expect(docker).toBe(container);
    expect(container?.split("\n")).toEqual(expect.arrayContaining([".git", ".plumbline", "node_modules"]));
  });
});
