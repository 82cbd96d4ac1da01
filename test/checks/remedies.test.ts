import { expect, it } from "vitest";
import { acmeDeviations } from "../../src/emulator/acme/acme-deviations.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import { judgedAcme } from "../support/judged-acme.ts";

/** `pulumi up` alone repairs nothing that was done in the console: the state still equals the program. */
const upWithoutRefresh = /`pulumi up(?! --refresh)/;

it("no check advises a `pulumi up` that would do nothing", async () => {
  const remedies = (await loadChecks()).map(({ remedy }) => remedy);
  expect(remedies.filter((remedy) => upWithoutRefresh.test(remedy))).toEqual([]);
});

it("no finding does", async () => {
  const { findings } = (await judgedAcme()).report;
  expect(findings.length).toBeGreaterThan(acmeDeviations.length);
  expect(findings.filter(({ remedy }) => upWithoutRefresh.test(remedy))).toEqual([]);
});
