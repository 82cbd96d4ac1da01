import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadBaseline } from "../../policy/load-baseline.ts";
import { PlumblineError } from "../../src/model/errors.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "baseline-"));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);

async function errorOf(path: string): Promise<PlumblineError> {
  const error: unknown = await loadBaseline(path).catch((thrown: unknown) => thrown);
  if (error instanceof PlumblineError) return error;
  throw new Error("the baseline was loaded");
}

const detailsOf = async (name: string): Promise<readonly string[]> =>
  (await errorOf(join(folder, name))).details.map((line) => line.replaceAll(`${folder}/`, ""));

it.each(["policy/baseline.yaml", "policy/baseline.classic.yaml"])("loads %s", async (path) => {
  const loaded = await loadBaseline(path);
  expect(loaded.baseline.requirements.map(({ id }) => id)).toEqual(
    expect.arrayContaining(["admins", "everyone"]),
  );
  expect(loaded.sha256).toBe(
    createHash("sha256")
      .update(await readFile(path))
      .digest("hex"),
  );
  expect(loaded.positions.get("/version")).toEqual({ file: path, line: expect.any(Number), column: 1 });
});

it("says that a file is not there, and what to do", async () => {
  const error = await errorOf(join(folder, "baseline.yaml"));
  expect(error.code).toBe("BASELINE_NOT_FOUND");
  expect(error.message).toBe(`cannot read the baseline ${join(folder, "baseline.yaml")}: no such file`);
  expect(error.remedy).toMatch(/--baseline FILE/);
});

it("says that a folder is no file", async () => {
  const error = await errorOf(folder);
  expect(error.code).toBe("BASELINE_NOT_FOUND");
  expect(error.message).toBe(`cannot read the baseline ${folder}: it is a directory`);
});

it("says why a file cannot be read, whatever the reason", async () => {
  const broken = () => Promise.reject(new Error("fatal: not a git repository"));
  await expect(loadBaseline("policy/baseline.yaml", broken)).rejects.toThrow(
    "cannot read the baseline policy/baseline.yaml: fatal: not a git repository",
  );
  await expect(loadBaseline("policy/baseline.yaml", () => Promise.reject("gone"))).rejects.toThrow(
    "cannot read the baseline policy/baseline.yaml: gone",
  );
});

it("counts the problems in its message", async () => {
  await write("baseline.yaml", "version: 1\norg: { engine: identity }\ngruops: []\nusers: []\n");
  const error = await errorOf(join(folder, "baseline.yaml"));
  expect(error.code).toBe("BASELINE_INVALID");
  expect(error.message).toBe(`2 problems in the baseline ${join(folder, "baseline.yaml")}`);
  expect(error.details).toHaveLength(2);
  await write("baseline.yaml", "version: 1\n");
  expect((await errorOf(join(folder, "baseline.yaml"))).message).toMatch(/^1 problem in the baseline /);
});

it("follows extends through folders, relative to the file that says it", async () => {
  await mkdir(join(folder, "fleet"));
  await write("baseline.yaml", "version: 1\nextends: ./fleet/europe.yaml\n");
  await write("fleet/europe.yaml", "extends: [../common.yaml]\ngroups: [{ name: Staff }]\n");
  await write("common.yaml", "org: { engine: classic }\n");
  const { baseline, files } = await loadBaseline(join(folder, "baseline.yaml"));
  expect(baseline.groups.map(({ name }) => name)).toEqual(["Staff"]);
  expect(baseline.org.engine).toBe("classic");
  expect(files).toEqual(
    ["baseline.yaml", "fleet/europe.yaml", "common.yaml"].map((name) => join(folder, name)),
  );
});

it("reads an absolute path", async () => {
  await write("common.yaml", "version: 1\norg: { engine: identity }\n");
  await write("baseline.yaml", `extends: ${JSON.stringify(join(folder, "common.yaml"))}\n`);
  expect((await loadBaseline(join(folder, "baseline.yaml"))).files).toHaveLength(2);
});

it("lays the last named of several files over the others, and a file that two extend under both", async () => {
  await write("baseline.yaml", "version: 1\nextends: [europe.yaml, strict.yaml]\n");
  await write("europe.yaml", "extends: common.yaml\nauthenticators: { duo: ACTIVE, webauthn: INACTIVE }\n");
  await write("strict.yaml", "extends: common.yaml\nauthenticators: { webauthn: ACTIVE }\n");
  await write(
    "common.yaml",
    "org: { engine: identity }\nauthenticators: { duo: INACTIVE }\nalerts: { managedActors: [0oaCommon] }\n",
  );
  const { baseline, files } = await loadBaseline(join(folder, "baseline.yaml"));
  expect(baseline.authenticators).toEqual({ duo: "ACTIVE", webauthn: "ACTIVE" });
  expect(baseline.alerts.managedActors).toEqual(["0oaCommon"]);
  expect(files.map((file) => file.slice(folder.length + 1))).toEqual([
    "baseline.yaml",
    "strict.yaml",
    "europe.yaml",
    "common.yaml",
  ]);
});

it("refuses files that extend each other", async () => {
  await write("baseline.yaml", "version: 1\nextends: europe.yaml\n");
  await write("europe.yaml", "org: { engine: identity }\nextends: baseline.yaml\n");
  expect(await detailsOf("baseline.yaml")).toEqual([
    "europe.yaml:2:10: extends: leads back to itself: baseline.yaml -> europe.yaml -> baseline.yaml",
  ]);
});

it("refuses a file that extends itself", async () => {
  await write("baseline.yaml", "version: 1\nextends: ./baseline.yaml\n");
  expect(await detailsOf("baseline.yaml")).toEqual([
    "baseline.yaml:2:10: extends: leads back to itself: baseline.yaml -> baseline.yaml",
  ]);
});

it("names every extended file that cannot be read, where it is named, and nothing that follows from it", async () => {
  await write("baseline.yaml", "version: 1\nextends: [gone.yaml, ., broken.yaml]\nexemptions: 5\n");
  await write("broken.yaml", "groups: [\n");
  expect(await detailsOf("baseline.yaml")).toEqual([
    "baseline.yaml:2:11: extends: cannot read gone.yaml: no such file",
    expect.stringMatching(/^baseline\.yaml:2:22: extends: cannot read .*: it is a directory$/),
    expect.stringMatching(/^broken\.yaml:2:1: not valid YAML: /),
  ]);
});

it("ends a chain of files without end", async () => {
  let number = 0;
  const endless = () => {
    number += 1;
    return Promise.resolve(
      new TextEncoder().encode(`extends: ${number}.yaml
`),
    );
  };
  await expect(loadBaseline("0.yaml", endless)).rejects.toMatchObject({
    details: ["99.yaml:1:10: extends: leads to more than 100 files"],
  });
});
