import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import type { WrittenState } from "../../src/emulator/filling/state-schema.ts";
import { type EmulatorOptions, startEmulator } from "../../src/emulator/start-emulator.ts";
import type { Caller } from "../../src/flows/caller.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import { performCheck } from "../../src/flows/check/perform-check.ts";
import { readOrg } from "../../src/flows/check/read-org.ts";
import { wholeOrg, withStandards } from "../../src/flows/snapshot/reading-plan.ts";
import { answerStandards } from "../../src/flows/standards/answer-standards.ts";
import type { Ledger } from "../../src/ledger/ledger.ts";
import type { Report } from "../../src/model/report.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import type { StandardsReport } from "../../src/model/standards.ts";
import { scopesFor } from "../../src/okta/access/scopes.ts";
import type { Framework } from "../../src/standards/contract/framework.ts";
import { planStandards } from "../../src/standards/plan-standards.ts";
import { recordExchange } from "./served-org.ts";
import { serviceAppEnv, withServiceApp } from "./service-app.ts";

const tenOClock = new Date("2026-11-23T10:00:00.000Z");

export type AnsweredOptions = Pick<EmulatorOptions, "faults" | "onExchange">;

/**
 * Answers standards on a served org, read by a service app that is a super administrator.
 *
 * @param scopes - that it is granted; null: each that the standards need
 */
export function answeredOf(
  written: WrittenState,
  frameworks: readonly Framework[],
  scopes: readonly string[] | null,
  options: AnsweredOptions = {},
): Promise<StandardsReport> {
  const granted = scopes ?? scopesFor(planStandards(frameworks, "identity").slices, "identity");
  const ask = async (caller: Caller) => {
    const { report } = await answerStandards({ frameworks, now: tenOClock }, caller);
    return report;
  };
  return served(written, granted, ask, options);
}

/** A served org as it is read for every check and these standards, with every scope that takes. */
export async function standardsSnapshot(
  written: WrittenState,
  frameworks: readonly Framework[],
): Promise<OrgSnapshot> {
  const planFor = withStandards(wholeOrg(await loadChecks()), frameworks);
  const { slices } = planFor({ url: "https://acme.okta.com", id: null, engine: "identity" });
  return served(written, scopesFor(slices, "identity"), async (caller) => {
    const { snapshot } = await readOrg(planFor, {}, caller);
    return snapshot;
  });
}

/** Checks a served org by the text of a baseline: at ten o'clock, or now where a ledger keeps the report. */
export async function checkedOf(
  written: WrittenState,
  baseline: string,
  scopes: readonly string[],
  ledger: Ledger | null = null,
): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-standards-"));
  const file = join(folder, "baseline.yaml");
  await writeFile(file, baseline);
  const checks = await loadChecks();
  try {
    return await served(written, scopes, async (caller) => {
      const time = ledger === null ? { now: tenOClock } : { ledger };
      const { report } = await performCheck({ baseline: file, checks, ...time }, caller);
      return report;
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function served<Answer>(
  written: WrittenState,
  scopes: readonly string[],
  ask: (caller: Caller) => Promise<Answer>,
  options: AnsweredOptions = {},
): Promise<Answer> {
  const state = withServiceApp(fillState(written), { scopes, roles: ["SUPER_ADMIN"] });
  const emulator = await startEmulator({ state, onExchange: recordExchange, ...options });
  try {
    return await ask({
      env: { ...serviceAppEnv, OKTA_ORG_URL: emulator.url },
      signal: new AbortController().signal,
      now: () => tenOClock,
      warn: () => undefined,
      remark: () => undefined,
      progress: () => undefined,
    });
  } finally {
    await emulator.close();
  }
}
