import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseOutputs, writeOutputs } from "../../src/cli/outputs.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { policyFinding, sampleReport } from "../support/sample-report.ts";

describe("--format", () => {
  it("is pretty on stdout unless given", async () => {
    expect(await parseOutputs([])).toMatchObject([{ reporter: { name: "pretty" }, file: null }]);
  });

  it("takes a file after an equals sign, which may hold more of them", async () => {
    expect(await parseOutputs(["json=out/a=b.json", "pretty"])).toMatchObject([
      { reporter: { name: "json" }, file: "out/a=b.json" },
      { reporter: { name: "pretty" }, file: null },
    ]);
  });

  it.each([
    [["xml"], 'there is no format "xml"', /^choose from .*json.*pretty.*; NAME=FILE writes to a file$/],
    [[""], 'there is no format ""', /^choose from /],
    [["json="], "--format json= names no file", /^choose from /],
    [["json", "pretty"], "only one format can go to stdout", /^give the others a file/],
  ])("refuses %j", async (formats, message, remedy) => {
    await expect(parseOutputs(formats)).rejects.toMatchObject({
      code: "USAGE",
      message,
      remedy: expect.stringMatching(remedy),
    });
  });
});

describe("writing a report", () => {
  it("puts colour in a terminal and never in a file, and says which files it wrote", async () => {
    const folder = await mkdtemp(join(tmpdir(), "plumbline-outputs-"));
    const file = join(folder, "report.txt");
    const terminal = fakeTerminal({ isTTY: true });
    const report = sampleReport([policyFinding()]);
    await writeOutputs(await parseOutputs(["pretty", `pretty=${file}`]), report, { color: true }, terminal);
    expect(terminal.written.stdout).toContain("\u001b[31mDRIFT\u001b[39m");
    expect(await readFile(file, "utf8")).toMatch(/^DRIFT {2}https/);
    expect(terminal.written.stderr).toBe(`wrote ${file}\n`);
    const quiet = fakeTerminal();
    await writeOutputs(await parseOutputs([`json=${file}`]), report, { color: true, quiet: true }, quiet);
    expect(quiet.written).toEqual({ stdout: "", stderr: "" });
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual(report);
    await rm(folder, { recursive: true });
  });
});
