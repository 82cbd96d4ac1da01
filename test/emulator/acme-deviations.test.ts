import { beforeAll, describe, expect, test } from "vitest";
import type { Check } from "../../checks/contract/check.ts";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { loadBaseline } from "../../policy/load-baseline.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeDeviations } from "../../src/emulator/acme/acme-deviations.ts";
import type { EmulatorState } from "../../src/emulator/state/state.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import { snapshotOfState } from "../support/snapshot-of-state.ts";

const now = new Date("2026-11-23T09:00:00.000Z");
const inLine = acmeState(now);

let checks: readonly Check[];
let baseline: Baseline;

beforeAll(async () => {
  checks = await loadChecks();
  ({ baseline } = await loadBaseline("policy/baseline.yaml"));
});

const judge = (state: EmulatorState) => evaluate({ checks, baseline, org: snapshotOfState(state, now), now });

const rootCauses = (state: EmulatorState) =>
  judge(state)
    .findings.filter(({ status, causedBy }) => status === "open" && causedBy === null)
    .map(({ check }) => check)
    .sort();

test("Acme is in line with the example baseline", () => {
  const { summary, findings } = judge(inLine);
  expect(findings.filter(({ status }) => status === "open" || status === "unknown")).toEqual([]);
  expect(summary).toMatchObject({ verdict: "in-line", findings: 0, people: { pending: 2, suspended: 2 } });
  expect(summary.pending).toBeGreaterThan(0);
  expect(summary.exempted).toBeGreaterThan(0);
});

describe("every deviation", () => {
  test.each(
    acmeDeviations.map((deviation) => [deviation.id, deviation] as const),
  )("%s is named by its check, and by no other", (_, deviation) => {
    const changed = deviation.apply(inLine);
    expect(rootCauses(changed)).toEqual([deviation.check]);
    expect(judge(changed).summary.findings).toBeLessThanOrEqual(5);
  });

  test("tells in the System Log who did it, after everything that was there before", () => {
    for (const deviation of acmeDeviations) {
      const { logEvents } = deviation.apply(inLine);
      const before = inLine.logEvents.length;
      expect(logEvents.slice(0, before)).toEqual(inLine.logEvents);
      const added = logEvents.slice(before);
      expect(added.length).toBeGreaterThan(0);
      for (const { actor, target, published } of added) {
        expect(actor.alternateId).toBe("omar@acme.example");
        expect(target?.length).toBeGreaterThan(0);
        expect(published > (inLine.logEvents.at(-1)?.published ?? "")).toBe(true);
      }
    }
  });
});

test("all together are a root cause each", () => {
  const drifted = acmeDeviations.reduce((state, deviation) => deviation.apply(state), inLine);
  expect(rootCauses(drifted)).toEqual(acmeDeviations.map(({ check }) => check).sort());
  expect(new Set(drifted.logEvents.map(({ uuid }) => uuid)).size).toBe(drifted.logEvents.length);
});
