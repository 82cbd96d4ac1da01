import { expect, test } from "vitest";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { planReads } from "../../checks/runner/plan-reads.ts";
import { loadBaseline } from "../../policy/load-baseline.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeClassicState } from "../../src/emulator/acme/acme-classic.ts";
import { acmeDeviations } from "../../src/emulator/acme/acme-deviations.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import type { EmulatorState } from "../../src/emulator/state/state.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import { readConnectionSettings } from "../../src/okta/access/connection-settings.ts";
import { connect } from "../../src/okta/connect.ts";
import { takeSnapshot } from "../../src/okta/take-snapshot.ts";

const now = new Date("2026-11-23T09:00:00.000Z");

/** Serves a state, reads it as a live org, and judges what was read. */
async function judgeServed(state: EmulatorState, baselinePath: string) {
  const { baseline } = await loadBaseline(baselinePath);
  const checks = await loadChecks();
  const emulator = await startEmulator({ state });
  try {
    const settings = readConnectionSettings({ OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token });
    const { snapshot } = await takeSnapshot(connect(settings), planReads(checks, baseline), {});
    return evaluate({ checks, baseline, org: snapshot, now });
  } finally {
    await emulator.close();
  }
}

// The first of these loads the Okta SDK, which takes over a second; each makes a hundred requests through real sockets.
test.each([
  ["on Identity Engine", () => acmeState(now), "policy/baseline.yaml"],
  ["on the Classic Engine", acmeClassicState, "policy/baseline.classic.yaml"],
])("Acme %s is in line when it is read over the wire", async (_, state, path) => {
  const { summary, gaps } = await judgeServed(state(), path);
  expect(gaps).toEqual([]);
  expect(summary).toMatchObject({ verdict: "in-line", findings: 0, unknown: 0 });
});

test("the deviations are the root causes when they are read over the wire", async () => {
  const drifted = acmeDeviations.reduce((state, deviation) => deviation.apply(state), acmeState(now));
  const { findings, gaps, summary } = await judgeServed(drifted, "policy/baseline.yaml");
  const roots = findings.filter(({ status, causedBy }) => status === "open" && causedBy === null);
  expect(roots.map(({ check }) => check).sort()).toEqual(acmeDeviations.map(({ check }) => check).sort());
  expect(gaps).toEqual([]);
  expect(summary.unknown).toBe(0);
});
