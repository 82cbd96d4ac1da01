import { expect, onTestFinished, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator/start-emulator.ts";
import type { EmulatorState } from "../../emulator/state.ts";
import { checkOverSockets } from "../support/check-over-sockets.ts";
import { oktaProvider } from "../support/okta-provider.ts";
import type { ProgramRun } from "../support/run-pulumi-program.ts";
import { adminConsole } from "./admin-console.ts";
import { untouchedAcme, untouchedClassicAcme } from "./untouched-orgs.ts";
import { up } from "./up.ts";

const now = new Date("2026-11-23T09:00:00.000Z");

// Each starts Pulumi's Node runtime at least once, which takes two seconds to load, and reads a whole org.
const timeout = 90_000;

async function serve(state: EmulatorState): Promise<RunningEmulator> {
  const emulator = await startEmulator({ state, clock: () => now });
  onTestFinished(() => emulator.close());
  return emulator;
}

const complaints = ({ log }: ProgramRun) => log.filter(({ severity }) => severity !== "debug");

async function addContractors(emulator: RunningEmulator): Promise<void> {
  const console = adminConsole(emulator);
  const group = await console.group("MFA Required");
  for (const { id } of await console.list(`${await console.group("Contractors")}/users`)) {
    await console.send("PUT", `${group}/users/${id}`);
  }
}

test("after up, an untouched Acme is in line with its baseline", { timeout }, async () => {
  const emulator = await serve(untouchedAcme(now));
  const baseline = "policy/baseline.yaml";
  expect((await checkOverSockets(emulator, { baseline, now })).exitCode).toBe(2);

  const run = await up(oktaProvider(emulator), baseline);
  expect({ exitCode: run.exitCode, complaints: complaints(run) }).toEqual({ exitCode: 0, complaints: [] });

  await addContractors(emulator);
  const { exitCode, report } = await checkOverSockets(emulator, { baseline, now });
  expect(report.findings.filter(({ status }) => status === "open" || status === "unknown")).toEqual([]);
  expect(report.summary.verdict).toBe("in-line");
  expect(exitCode).toBe(0);
});

test("after up, an untouched Acme on the Classic Engine is in line too", { timeout }, async () => {
  const emulator = await serve(untouchedClassicAcme());
  const baseline = "policy/baseline.classic.yaml";
  expect((await checkOverSockets(emulator, { baseline, now })).exitCode).toBe(2);

  const run = await up(oktaProvider(emulator), baseline);
  expect({ exitCode: run.exitCode, complaints: complaints(run) }).toEqual({ exitCode: 0, complaints: [] });

  const { exitCode, report } = await checkOverSockets(emulator, { baseline, now });
  expect(report.findings.filter(({ status }) => status === "open" || status === "unknown")).toEqual([]);
  expect(exitCode).toBe(0);
});
