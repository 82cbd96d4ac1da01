import { readdir } from "node:fs/promises";
import { expect, it } from "vitest";
import { loadChecks, selectChecks } from "../../../src/flows/catalogue/load-checks.ts";
import { roomFolder } from "../../../src/flows/catalogue/package-root.ts";
import { checkIdsAbout } from "../../../src/model/check-ids.ts";

const checks = await loadChecks();
const ids = (only: readonly string[], skip: readonly string[]) =>
  selectChecks(checks, { only, skip }).map((check) => check.id);

it("finds every check, each under the name of its file or of its standard", async () => {
  const namesOf = async (room: string, ending: string) =>
    (await readdir(roomFolder(room)))
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => name.slice(0, -ending.length));
  const ofStandards = (await namesOf("src/standards", ".framework.ts")).map((id) => `standard-${id}`);
  expect(checks.map(({ id }) => id)).toEqual([...(await namesOf("checks", ".check.ts")), ...ofStandards]);
});

it("finds the checks that the model names, each about what it says there", () => {
  const named = Object.entries(checkIdsAbout).flatMap(([about, ids]) => ids.map((id) => [id, about]));
  expect(Object.fromEntries(checks.map(({ id, about }) => [id, about]))).toEqual(Object.fromEntries(named));
});

it("takes all, only some, or all but some", () => {
  expect(ids([], [])).toEqual(checks.map((check) => check.id));
  expect(ids(["group-missing", "authenticator-status"], [])).toEqual([
    "authenticator-status",
    "group-missing",
  ]);
  expect(ids([], ["group-missing"])).not.toContain("group-missing");
});

it("refuses an id that no check has, naming the choices, and a selection that leaves none", () => {
  expect(() => ids(["group-mising"], [])).toThrow('there is no check "group-mising"');
  expect(() => ids([], ["nothing"])).toThrow('there is no check "nothing"');
  expect(() => ids(["group-missing"], ["group-missing"])).toThrow("--only and --skip leave no check");
});
