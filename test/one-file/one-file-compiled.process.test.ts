import { rm } from "node:fs/promises";
import { join, relative } from "node:path";
import ts from "typescript";
import { expect, it, onTestFinished, vi } from "vitest";
import { askHouse, copiedHouse } from "../support/copied-house.ts";

// A third of the house is compiled anew.
vi.setConfig({ testTimeout: 120_000 });

it("what one more file cannot say itself, the compiler asks for by name", async () => {
  const house = await copiedHouse(join(import.meta.dirname, "house"));
  onTestFinished(() => rm(house, { recursive: true, force: true }));
  // Asked nothing, it makes its lists of names anew.
  await askHouse(house, []);
  const { config } = ts.readConfigFile(join(house, "tsconfig.json"), ts.sys.readFile);
  const rooms = ["checks", "src/alerts/attribution", "src/report/*.ts", "test/alerts/notifiers"];
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    { ...config, include: rooms, exclude: ["src/report/html/client", "src/report/table"] },
    ts.sys,
    house,
  );
  const program = ts.createProgram(fileNames, { ...options, noEmit: true });
  const lacking = ts.getPreEmitDiagnostics(program).flatMap(({ file, messageText }) => {
    const words = ts.flattenDiagnosticMessageText(messageText, " ");
    const [, name] = /'"?([a-z-]+)"?' is missing in type/.exec(words) ?? [];
    return name === undefined ? [] : [[relative(house, file?.fileName ?? ""), name]];
  });
  expect(lacking).toEqual([
    ["checks/people-checks.ts", "badge-worn"],
    ["src/alerts/attribution/leads-for.ts", "visitor-book"],
    ["src/alerts/attribution/person-leads.ts", "badge-worn"],
    ["src/report/text/requirement-rows.ts", "badge-worn"],
    ["test/alerts/notifiers/hostile-names.test.ts", "pager"],
  ]);
});
