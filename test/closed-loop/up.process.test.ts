import { expect, onTestFinished, test } from "vitest";
import type { FaultPlan } from "../../src/emulator/server/faults.ts";
import { type RunningEmulator, startEmulator } from "../../src/emulator/start-emulator.ts";
import type { EmulatorState } from "../../src/emulator/state/state.ts";
import { checkOverSockets } from "../support/check-over-sockets.ts";
import { oktaProvider } from "../support/okta-provider.ts";
import type { ProgramRun } from "../support/run-pulumi-program.ts";
import { addContractors } from "./add-contractors.ts";
import { adminConsole } from "./admin-console.ts";
import { changedBaseline } from "./changed-baseline.ts";
import { withAuthenticator } from "./edit-policy.ts";
import { untouchedAcme, untouchedClassicAcme } from "./untouched-orgs.ts";
import { up } from "./up.ts";

const now = new Date("2026-11-23T09:00:00.000Z");

// Each starts Pulumi's Node runtime at least once, which takes two seconds to load, and reads a whole org.
const timeout = 90_000;

async function serve(state: EmulatorState, faults?: FaultPlan): Promise<RunningEmulator> {
  const emulator = await startEmulator({
    state,
    clock: () => now,
    ...(faults === undefined ? {} : { faults }),
  });
  onTestFinished(() => emulator.close());
  return emulator;
}

const complaints = ({ log }: ProgramRun) => log.filter(({ severity }) => severity !== "debug");

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

/** How many requests were sent that change something. */
const writes = ({ requests }: RunningEmulator): number =>
  [...requests].reduce((sum, [request, count]) => (request.startsWith("GET ") ? sum : sum + count), 0);

// Three runs of Pulumi's runtime in one test, because each depends on what the one before it left behind.
test("a second up writes only what changed in the baseline, and the check names what it left undone", {
  timeout,
}, async () => {
  // The first up adds three members, six contractors follow: the tenth is Greta, whom Okta refuses.
  const refused = { method: "PUT", path: "/api/v1/groups/*/users/*", nth: [10], probability: 1 };
  const emulator = await serve(untouchedAcme(now), {
    seed: 1,
    faults: [{ ...refused, effect: { kind: "forbidden" } }],
  });
  const provider = oktaProvider(emulator);
  const baseline = "policy/baseline.yaml";
  await up(provider, baseline);
  await addContractors(emulator);
  const console = adminConsole(emulator);
  await console.edit(await console.policy("Contractors"), withAuthenticator("okta_email", "OPTIONAL"));

  const before = writes(emulator);
  expect((await up(provider, baseline)).exitCode).toBe(0);
  expect(writes(emulator)).toBe(before);
  expect((await checkOverSockets(emulator, { baseline, now })).exitCode).toBe(2);

  const changed = await changedBaseline([
    [
      "      webauthn: OPTIONAL\n      google_otp: OPTIONAL\n",
      "      webauthn: REQUIRED\n      google_otp: OPTIONAL\n",
    ],
    ["[nia@acme.example, omar@acme.example]", "[nia@acme.example, omar@acme.example, greta@acme.example]"],
  ]);
  const run = await up(provider, changed);
  // One policy is written, whole, which takes the e-mail back as well; of the member's refusal the provider says nothing.
  expect({ exitCode: run.exitCode, complaints: complaints(run) }).toEqual({ exitCode: 0, complaints: [] });
  expect(writes(emulator)).toBe(before + 3);
  const { exitCode, report } = await checkOverSockets(emulator, { baseline: changed, now });
  expect(report.findings.filter(({ status }) => status === "open")).toMatchObject([
    { check: "group-members", subject: { name: "MFA Admins" }, field: "members" },
  ]);
  expect(exitCode).toBe(2);
});
