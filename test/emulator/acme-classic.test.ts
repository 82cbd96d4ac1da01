import { expect, test } from "vitest";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { loadBaseline } from "../../policy/load-baseline.ts";
import { acmeClassicState } from "../../src/emulator/acme/acme-classic.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import { snapshotOfState } from "../support/snapshot-of-state.ts";

const now = new Date("2026-11-23T09:00:00.000Z");

test("Acme on the Classic Engine is in line with its example baseline", async () => {
  const { baseline } = await loadBaseline("policy/baseline.classic.yaml");
  const org = snapshotOfState(acmeClassicState(), now);
  const { summary, findings } = evaluate({ checks: await loadChecks(), baseline, org, now });
  expect(findings).toEqual([]);
  expect(summary).toMatchObject({ verdict: "in-line", people: { inScope: 10, suspended: 1 } });
});
