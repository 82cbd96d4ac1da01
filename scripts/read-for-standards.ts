import { fillState } from "../src/emulator/filling/fill-state.ts";
import type { WrittenState } from "../src/emulator/filling/state-schema.ts";
import type { Exchange } from "../src/emulator/server/exchange.ts";
import { startEmulator } from "../src/emulator/start-emulator.ts";
import { loadFrameworks } from "../src/flows/catalogue/load-frameworks.ts";
import { answerStandards } from "../src/flows/standards/answer-standards.ts";
import { failingOrg, meetingOrg } from "../test/support/standards-orgs.ts";

const many = Array.from({ length: 201 }, (_, index) => `of ${index + 1}`);

/** More of everything than one page holds. */
const crowdedOrg: WrittenState = {
  ...meetingOrg,
  zones: many.map((name) => ({ name: `Zone ${name}` })),
  policies: meetingOrg.policies ?? [],
  apps: many.map((name) => ({ label: `App ${name}`, name: "oidc_client", signOnMode: "OPENID_CONNECT" })),
  idps: many.map((name) => ({ name: `Provider ${name}`, type: "OIDC" })),
  resources: {
    logStreams: many.map((name) => ({ name: `Stream ${name}`, type: "splunk_cloud_logstreaming" })),
    brands: many.map((name) => ({ name: `Brand ${name}` })),
  },
};

/** Answers every standard of the house on some orgs, and gives what was asked and answered on the way. */
export async function readForStandards(): Promise<readonly Exchange[]> {
  const frameworks = await loadFrameworks();
  const exchanges: Exchange[] = [];
  for (const written of [meetingOrg, failingOrg, crowdedOrg]) {
    const state = fillState(written);
    const emulator = await startEmulator({ state, onExchange: (exchange) => exchanges.push(exchange) });
    try {
      await answerStandards(
        { frameworks },
        {
          env: { OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token },
          signal: new AbortController().signal,
          now: () => new Date(),
          warn: () => undefined,
          remark: () => undefined,
          progress: () => undefined,
        },
      );
    } finally {
      await emulator.close();
    }
  }
  return exchanges;
}
