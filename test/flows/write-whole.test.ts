import { lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writeWhole } from "../../src/flows/write-whole.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-write-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("writes and overwrites, and leaves nothing beside", async () => {
  await writeWhole(join(folder, "report.json"), "first");
  await writeWhole(join(folder, "report.json"), "second");
  expect(await readFile(join(folder, "report.json"), "utf8")).toBe("second");
  expect(await readdir(folder)).toEqual(["report.json"]);
});

it("writes through a link, which stays one", async () => {
  await writeFile(join(folder, "real.json"), "old");
  await symlink("real.json", join(folder, "latest.json"));
  await writeWhole(join(folder, "latest.json"), "new");
  expect(await readFile(join(folder, "real.json"), "utf8")).toBe("new");
  expect((await lstat(join(folder, "latest.json"))).isSymbolicLink()).toBe(true);
});

it("puts no file in the place of a device", async () => {
  await writeWhole("/dev/null", "anything");
  expect((await stat("/dev/null")).isCharacterDevice()).toBe(true);
});

it("says to make room where there is none", async () => {
  await expect(writeWhole("/dev/full", "anything")).rejects.toMatchObject({
    code: "OUTPUT_FAILED",
    message: "cannot write /dev/full (ENOSPC)",
    remedy: "make room on the disk, then run it again",
  });
});

it.each(["missing/report.json", "."])("says that %s cannot be written", async (path) => {
  await expect(writeWhole(join(folder, path), "text")).rejects.toMatchObject({
    code: "OUTPUT_FAILED",
    message: expect.stringContaining(`cannot write ${join(folder, path)} (E`),
  });
  expect(await readdir(folder)).toEqual([]);
});
