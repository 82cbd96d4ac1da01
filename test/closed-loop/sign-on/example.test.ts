import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../../src/emulator/start-emulator.ts";
import { checkOverSockets } from "../../support/check-over-sockets.ts";
import { addContractors } from "../add-contractors.ts";
import { enforcingStack } from "../pulumi-up.ts";
import { untouchedAcme } from "../untouched-orgs.ts";

const now = new Date("2026-11-23T09:00:00.000Z");
const baseline = "policy/examples/break-glass.yaml";

test("after up, an untouched Acme is in line with the example of a rule for emergencies", {
  timeout: 240_000,
}, async () => {
  const emulator = await startEmulator({ state: untouchedAcme(now), clock: () => now });
  onTestFinished(() => emulator.close());
  expect(await enforcingStack(emulator).up(baseline)).toEqual({ error: null, untracked: [] });
  await addContractors(emulator);
  const { exitCode, report } = await checkOverSockets(emulator, { baseline, now });
  expect(report.findings.filter(({ status }) => status === "open" || status === "unknown")).toEqual([]);
  expect([report.summary.verdict, report.gaps, exitCode]).toEqual(["in-line", [], 0]);
});
