import { expect, test } from "vitest";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { loadBaseline } from "../../policy/load-baseline.ts";
import { type GeneratedOrg, generateOrg } from "../../src/emulator/acme/generate-org.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import { snapshotOfState } from "../support/snapshot-of-state.ts";

const now = new Date("2026-11-23T09:00:00.000Z");

async function judge({ baseline: text, state }: GeneratedOrg) {
  const { baseline } = await loadBaseline("generated.yaml", async () => new TextEncoder().encode(text));
  return evaluate({ checks: await loadChecks(), baseline, org: snapshotOfState(state, now), now });
}

test("an org without drifted people is in line with its own baseline", async () => {
  const org = generateOrg({ people: 1500, seed: 3 });
  expect(org.drifted).toEqual([]);
  expect(org.state.users).toHaveLength(1500);
  const { summary } = await judge(org);
  expect(summary).toMatchObject({ verdict: "in-line", findings: 0, unknown: 0 });
  expect(summary.people.suspended).toBeGreaterThan(0);
});

test("those who drifted, and nobody else, are named by the check that is foretold", async () => {
  const org = generateOrg({ people: 1500, seed: 3, driftedShare: 0.05 });
  expect(org.drifted.length).toBeGreaterThan(40);
  expect(new Set(org.drifted.map(({ check }) => check)).size).toBe(2);
  const { findings } = await judge(org);
  const named = findings
    .filter(({ status, causedBy }) => status === "open" && causedBy === null)
    .map(({ check, subject }) => `${subject.name} ${check}`);
  expect(named.sort()).toEqual(org.drifted.map(({ login, check }) => `${login} ${check}`).sort());
});

test("the same seed gives the same org, another seed another one", () => {
  const make = (seed: number) => generateOrg({ people: 200, seed, driftedShare: 0.1 });
  expect(make(5)).toEqual(make(5));
  expect(make(5).state.users).not.toEqual(make(6).state.users);
});

test("people have logins of their own; a handful of people is an org as well", () => {
  const logins = generateOrg({ people: 5000, seed: 1 }).state.users.map(({ profile }) => profile.login);
  expect(new Set(logins).size).toBe(5000);
  expect(generateOrg({ people: 3, seed: 1 }).state.groups.map(({ name }) => name)).toContain("MFA Admins");
  expect(generateOrg({ people: 0, seed: 1 }).state.users).toEqual([]);
});
