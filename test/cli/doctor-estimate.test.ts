import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeClassicState } from "../../src/emulator/acme/acme-classic.ts";
import { generateOrg } from "../../src/emulator/acme/generate-org.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import type { EmulatorState } from "../../src/emulator/state/state.ts";
import type { CostEstimate, Range } from "../../src/model/readiness.ts";
import type { Report } from "../../src/model/report.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { serviceAppEnv, withServiceApp } from "../support/service-app.ts";

// Whole orgs are read over real sockets, and the first test waits for the SDK to load.
vi.setConfig({ testTimeout: 60_000 });

interface Compared {
  readonly estimate: CostEstimate;
  readonly cost: Report["cost"];
}

/** Asks the doctor what a check would cost, and then the check what it did. */
async function compare(
  state: EmulatorState,
  baseline: string,
  env?: Readonly<Record<string, string>>,
): Promise<Compared> {
  const emulator = await startEmulator({ state });
  const ask = async (command: string) => {
    const terminal = fakeTerminal({
      env: { OKTA_ORG_URL: emulator.url, ...(env ?? { OKTA_API_TOKEN: emulator.token }) },
    });
    await run([command, "--baseline", baseline, "--format", "json", "--quiet"], terminal);
    return JSON.parse(terminal.written.stdout);
  };
  try {
    return { estimate: (await ask("doctor")).cost, cost: (await ask("check")).cost };
  } finally {
    await emulator.close();
  }
}

const acme = acmeState(new Date("2026-11-23T10:00:00.000Z"));
const acmeBaseline = "policy/baseline.yaml";
const withoutView: EmulatorState = {
  ...acme,
  settings: { ...acme.settings, authenticatorEnrollments: "absent" },
};
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-estimate-"));
});
afterAll(() => rm(folder, { recursive: true }));

const isWithin = (real: number, { least, most }: Range): boolean => least <= real && real <= most;

/** Endpoints where the estimate is one number, and what it and the check say. */
function certain({ estimate, cost }: Compared) {
  const exact = Object.entries(estimate.byEndpoint).filter(([, { least, most }]) => least === most);
  return {
    estimated: Object.fromEntries(exact.map(([endpoint, { least }]) => [endpoint, least])),
    real: Object.fromEntries(exact.map(([endpoint]) => [endpoint, cost.byEndpoint[endpoint] ?? 0])),
  };
}

describe("the estimate of what a check costs", () => {
  it.each<[string, EmulatorState, string, Readonly<Record<string, string>>?]>([
    ["Acme", acme, acmeBaseline],
    ["Acme, by a service app", withServiceApp(acme), acmeBaseline, serviceAppEnv],
    ["Acme, by a service app with DPoP", withServiceApp(acme, { dpop: true }), acmeBaseline, serviceAppEnv],
    ["Acme without authenticator-enrollments", withoutView, acmeBaseline],
    ["Acme on Classic", acmeClassicState(), "policy/baseline.classic.yaml"],
  ])("of %s holds, endpoint by endpoint", async (_org, state, baseline, env) => {
    const compared = await compare(state, baseline, env);
    const { estimate, cost } = compared;
    expect(estimate.isOpen).toBe(false);
    expect(isWithin(cost.requests, estimate.calls)).toBe(true);
    expect(Object.keys(estimate.byEndpoint)).toEqual(expect.arrayContaining(Object.keys(cost.byEndpoint)));
    const { estimated, real } = certain(compared);
    expect(estimated).toEqual(real);
    // One call each for who can sign in; only for whom a second one is needed is not known before.
    expect(estimate.people.least).toBe(estimate.people.most);
  });

  it("of standards alone that a baseline pins counts everybody's enrolments", async () => {
    const path = join(folder, "pinned.yaml");
    await writeFile(path, "version: 1\norg: { engine: identity }\nstandards: [pci]\n");
    const { estimate, cost } = await compare(acme, path);
    expect(isWithin(cost.requests, estimate.calls)).toBe(true);
    expect(estimate.people.least).toBe(cost.byEndpoint["/api/v1/users/{id}/authenticator-enrollments"]);
  });

  it("of a made-up org of 450 is exact where no method decides", async () => {
    const { state, baseline } = generateOrg({ people: 450, seed: 1 });
    const path = join(folder, "generated.yaml");
    const withoutMethods = baseline
      .replace('"okta_verify:push","okta_verify:signed_nonce"', '"okta_verify"')
      .replace('"phishingResistant":true', '"anyOf":["webauthn"]');
    await writeFile(path, withoutMethods);
    const { estimate, cost } = await compare(state, path);
    expect(estimate.calls).toEqual({ least: cost.requests, most: cost.requests });
  });
});
