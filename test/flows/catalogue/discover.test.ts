import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { discover } from "../../../src/flows/catalogue/discover.ts";

const isText = (candidate: unknown): candidate is string => typeof candidate === "string";

describe("discovery", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "plumbline-discover-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const put = (name: string, text: string) => writeFile(join(folder, name), text);

  it("takes sources and built files by name, and leaves what else a build puts beside them", async () => {
    await put("package.json", '{"type":"module"}');
    await put("zones.check.js", 'export default "zones";');
    await put("groups.check.ts", 'export default "groups" as const;');
    for (const name of ["groups.check.d.ts", "zones.check.js.map", "check.ts", "x.checks.js", "readme.md"]) {
      await put(name, "this is not JavaScript");
    }
    expect(await discover(folder, "check", isText)).toEqual(["groups", "zones"]);
  });

  it("says which file exports something else", async () => {
    await put("broken.check.js", "export default 3;");
    await expect(discover(folder, "check", isText)).rejects.toThrow(
      "broken.check.js does not export a check by default",
    );
  });
});
