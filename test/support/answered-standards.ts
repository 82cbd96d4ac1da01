import { fillState } from "../../src/emulator/filling/fill-state.ts";
import type { WrittenState } from "../../src/emulator/filling/state-schema.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { answerStandards } from "../../src/flows/standards/answer-standards.ts";
import type { StandardsReport } from "../../src/model/standards.ts";
import type { Framework } from "../../src/standards/contract/framework.ts";
import { serviceAppEnv, withServiceApp } from "./service-app.ts";

/** Answers standards on a served org, read by a service app with these scopes that is a super administrator. */
export async function answeredOf(
  written: WrittenState,
  frameworks: readonly Framework[],
  scopes: readonly string[],
  now = new Date("2026-11-23T10:00:00.000Z"),
): Promise<StandardsReport> {
  const state = withServiceApp(fillState(written), { scopes, roles: ["SUPER_ADMIN"] });
  const emulator = await startEmulator({ state });
  try {
    const { report } = await answerStandards(
      { frameworks, now },
      {
        env: { ...serviceAppEnv, OKTA_ORG_URL: emulator.url },
        signal: new AbortController().signal,
        now: () => now,
        warn: () => undefined,
        remark: () => undefined,
        progress: () => undefined,
      },
    );
    return report;
  } finally {
    await emulator.close();
  }
}
