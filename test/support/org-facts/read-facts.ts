import { OAuthServer } from "../../../src/emulator/access/oauth.ts";
import { fillState } from "../../../src/emulator/filling/fill-state.ts";
import { answerRequest } from "../../../src/emulator/server/answer-request.ts";
import { OrgStore } from "../../../src/emulator/state/org-store.ts";
import type { ReadPlan } from "../../../src/model/read-plan.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { systemTiming } from "../../../src/model/timing.ts";
import type { OktaConnection, OktaRead } from "../../../src/okta/connection/connection.ts";
import { takeSnapshot } from "../../../src/okta/take-snapshot.ts";
import { startOrgClock } from "../../../src/okta/transport/org-clock.ts";
import { failureOf } from "../../../src/okta/transport/request-pipeline.ts";
import { now, type OrgFacts } from "./org-facts.ts";
import { stateOf } from "./state-of-facts.ts";
import { seenThrough } from "./veils.ts";

const orgUrl = "http://acme.example";

function targetOf({ endpoint, ids = [], query = {}, url }: OktaRead): URL {
  if (url !== undefined) return new URL(url, orgUrl);
  const rest = [...ids];
  const target = new URL(
    endpoint.replace(/\{id\}/g, () => rest.shift() ?? ""),
    orgUrl,
  );
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value);
  return target;
}

/** Okta with no wire in between: the emulator's answers, by the org's own clock, seen through a veil. */
function connectTo(facts: OrgFacts): OktaConnection {
  const state = fillState(stateOf(facts));
  const org = new OrgStore(state, () => now);
  const token = state.tokens[0]?.value ?? "";
  const serving = {
    org,
    writeLog: () => undefined,
    clock: now,
    baseUrl: orgUrl,
    oauth: new OAuthServer({ apps: [], makeSecret: () => "" }),
    rateLimits: null,
    inFlight: 1,
    reset: () => undefined,
  };
  const clock = startOrgClock(() => now.getTime() + facts.clockAheadHours * 3_600_000);
  const header = (name: string) => (name === "date" ? now.toUTCString() : null);
  return {
    orgUrl,
    credentialKind: "api-token",
    clientId: null,
    asker: "token",
    timing: systemTiming,
    clock,
    signal: new AbortController().signal,
    get: async (read) => {
      const target = targetOf(read);
      const answer = answerRequest(
        {
          id: "00000000-0000-4000-8000-000000000000",
          method: "GET",
          path: target.pathname,
          query: target.searchParams,
          headers: { authorization: `SSWS ${token}` },
          text: "",
          body: { kind: "none" },
        },
        serving,
      );
      if (answer.page?.next != null) throw new Error(`${target} has more than one page`);
      clock.note(header);
      const sent = JSON.parse(JSON.stringify(answer.body ?? null));
      const { status, body } = seenThrough(facts, target.pathname, { status: answer.status, body: sent });
      if (status >= 400) throw failureOf({ status, header, text: JSON.stringify(body) }, "refused");
      return { url: target.href, body, header };
    },
    ask: () => Promise.reject(new Error("nothing is to be simulated")),
    send: () => Promise.reject(new Error("nothing is to be changed")),
    needScopes: () => undefined,
    doWithout: () => undefined,
    grantOf: async () => null,
    budget: () => null,
    cost: () => ({ requests: 0, byEndpoint: {}, throttledMs: 0 }),
  };
}

/** Reads an org as `plumbline check` does. */
export async function readFacts(
  facts: OrgFacts,
  plan: ReadPlan,
): Promise<{ readonly snapshot: OrgSnapshot; readonly skewSeconds: number | null }> {
  const connection = connectTo(facts);
  const { snapshot } = await takeSnapshot(connection, plan);
  return { snapshot, skewSeconds: connection.clock.skewSeconds() };
}
