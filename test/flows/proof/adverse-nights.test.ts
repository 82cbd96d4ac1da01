import { expect, it, onTestFinished, vi } from "vitest";
import { callerOf } from "../../../src/cli/caller-of.ts";
import { acmeState } from "../../../src/emulator/acme/acme.ts";
import { type FaultPlan, faultPlanSchema } from "../../../src/emulator/server/faults.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import { performCheck } from "../../../src/flows/check/perform-check.ts";
import { followChain } from "../../../src/flows/proof/log-chain.ts";
import { openLedger } from "../../../src/ledger/open-ledger.ts";
import { dayMs } from "../../../src/model/durations.ts";
import type { OrgId } from "../../../src/model/ids.ts";
import type { Report } from "../../../src/model/report.ts";
import type { OktaConnection } from "../../../src/okta/connection/connection.ts";
import { fakeTerminal } from "../../support/fake-terminal.ts";
import { type NightlyAcme, nightlyAcme } from "../../support/nightly-acme.ts";
import { calmNight, ProofWorld } from "../../support/proof-world.ts";

// Orgs are read over real sockets here.
vi.setConfig({ testTimeout: 240_000 });

/** Somebody whom no other list names. */
const solo = "solo@acme.example";

const faulty = (...faults: readonly unknown[]): FaultPlan => faultPlanSchema.parse({ faults });
const hides = (path: string, holding: string) => ({
  path,
  nth: [1],
  effect: { kind: "missing-items", holding: [holding] },
});
const aboutSolo = ({ findings }: Report) =>
  findings.flatMap(({ subject, status }) => (subject.name === solo ? status : []));

async function withSolo(faults: FaultPlan): Promise<NightlyAcme> {
  const acme = await nightlyAcme({ faults });
  acme.emulator.change({ users: [{ login: solo, created: "2025-01-01T00:00:00.000Z" }] });
  return acme;
}

it("remembers nothing of a night in which the credentials were shown a part of the org", async () => {
  const acme = await withSolo(faulty(hides("/api/v1/users", solo), hides("/api/v1/groups", '"Everyone"')));
  const inPart = await acme.check();
  expect(inPart.exitCode).toBe(1);
  expect(inPart.stderr).toContain("nothing is kept: Okta did not list its own group Everyone");
  expect(aboutSolo(inPart.report)).toEqual([]);
  acme.later(24);
  const whole = await acme.check();
  expect(whole.report.summary.proof?.reused).toBe(0);
  expect(aboutSolo(whole.report)).toContain("open");
});

it("does not remember a list of people that lacked somebody", async () => {
  const dana = "dana@acme.example";
  const acme = await nightlyAcme({ faults: faulty(hides("/api/v1/users", dana)) });
  const lacking = await acme.check();
  expect(lacking.report.gaps).toMatchObject([{ slice: "users", reason: expect.stringContaining(dana) }]);
  acme.later(24);
  const { report, exitCode } = await acme.check();
  expect([report.gaps, exitCode]).toEqual([[], 0]);
  expect(report.summary.proof?.reused).toBeGreaterThan(0);
});

it("believes nothing where another org answers, or other credentials ask", async () => {
  const state = acmeState(new Date("2026-11-23T02:00:00.000Z"));
  const tokens = state.tokens.flatMap((token) => [
    token,
    { ...token, id: "00Tother", value: "another-token" },
  ]);
  const acme = await nightlyAcme({ state: { ...state, tokens } });
  await acme.check();
  acme.later(24);
  const stderr = await checkAs(acme, "another-token");
  expect(stderr).toContain(
    "nothing remembered counts: other credentials ask than when the log was last read",
  );
  const again = await checkAs(acme, "another-token");
  expect(again).not.toContain("nothing remembered counts");
});

it.each([
  ["another org answers", { id: "00oOther" }, "asker"],
  ["other credentials ask", { id: "00oAcme" }, "other"],
  [null, { id: "00oAcme" }, "asker"],
])("begins the reading of the log anew where %s", async (why, org, asker) => {
  const world = new ProofWorld(1, calmNight);
  const { signal } = new AbortController();
  const asked = (connection: Partial<OktaConnection>, id: string) => ({
    connection: { ...world.connection(), ...connection },
    org: { id: id as OrgId },
    signal,
  });
  const { chain } = await followChain(asked({ asker: "asker" }, "00oAcme"), null);
  const { broken } = await followChain(asked({ asker }, org.id), chain);
  expect(broken).toEqual(why === null ? null : `${why} than when the log was last read`);
});

/** Warnings of a check with another token. */
async function checkAs(acme: NightlyAcme, token: string): Promise<string> {
  const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
  const ledger = await openLedger(acme.ledger, { create: true });
  const terminal = fakeTerminal({ env: { ...acme.env, OKTA_API_TOKEN: token } });
  const proofs = { maxProofAge: 30 * dayMs, random: () => 0 };
  await performCheck({ checks, baseline: acme.baseline, ledger, proofs }, callerOf(terminal));
  await ledger.close();
  return terminal.written.stderr;
}

it.each([
  // The first step opens the reading of the log, the second tells of a difference, the third closes it.
  ["before it knew that no event explains it", 3],
  ["before its report was kept", 4],
])("tells of a silent change, and reads everybody, where the run that found it was killed %s", async (_, diesAt) => {
  const acme = await nightlyAcme();
  await acme.check();
  acme.later(24);
  acme.emulator.change({ users: [{ login: "dana@acme.example", factors: ["webauthn"] }] });
  acme.later(24 * 29);
  const ledger = await openLedger(acme.ledger, { create: true });
  onTestFinished(() => ledger.close());
  let steps = 0;
  const dying = {
    ...ledger,
    proofs: {
      ...ledger.proofs,
      advance: (...step: Parameters<typeof ledger.proofs.advance>) => {
        steps += 1;
        return steps < diesAt ? ledger.proofs.advance(...step) : Promise.reject(new Error("killed"));
      },
    },
    keepReport: () => Promise.reject(new Error("killed")),
  };
  const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
  const proofs = { maxProofAge: 30 * dayMs, random: () => 0 };
  const caller = callerOf(fakeTerminal({ env: acme.env }));
  await expect(
    performCheck({ checks, baseline: acme.baseline, ledger: dying, proofs }, caller),
  ).rejects.toThrow("killed");

  acme.later(1);
  const { report, stderr } = await acme.check("--request-share", "10%");
  expect(stderr).toContain("everybody is read, whatever it takes");
  expect(report.summary.proof).toMatchObject({ reused: 0, silentChanges: 1 });
  expect(report.findings.map(({ check }) => check)).toContain("silent-change");
  acme.later(1);
  expect((await acme.check()).report.summary.proof?.silentChanges).toBe(0);
});

it("says what share it would take, where the share of a small org reaches nobody", async () => {
  const acme = await nightlyAcme();
  const { report, stderr, exitCode } = await acme.check("--request-share", "1%");
  expect([exitCode, report.summary.verdict]).toEqual([1, "unknown"]);
  const [, enough = ""] = /nobody's enrolments are read: .* it takes (\d+ %)/.exec(stderr) ?? [];
  const next = await acme.check("--request-share", enough.replace(" ", ""));
  expect(next.report.gaps).toEqual([]);
});
