import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeDeviations } from "../../src/emulator/acme/acme-deviations.ts";
import { workforceLimits } from "../../src/emulator/server/rate-limits.ts";
import { type RunningEmulator, startEmulator } from "../../src/emulator/start-emulator.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { readScopes, serviceAppEnv, withServiceApp } from "../support/service-app.ts";
import { expectGolden } from "./golden-run.ts";

// Orgs are read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const now = new Date("2026-11-23T10:00:00.000Z");
const drifted = () => acmeDeviations.reduce((state, { apply }) => apply(state), acmeState(now));

let acme: RunningEmulator;
let driftedAcme: RunningEmulator;
let folder = "";

const envOf = ({ url, token }: RunningEmulator) => ({ OKTA_ORG_URL: url, OKTA_API_TOKEN: token });
async function saveSnapshot(emulator: RunningEmulator, name: string): Promise<void> {
  const file = join(folder, name);
  await run(["snapshot", "--out", file], fakeTerminal({ env: envOf(emulator) }));
  const taken = JSON.parse(await readFile(file, "utf8"));
  await writeFile(file, JSON.stringify({ ...taken, takenAt: "2026-11-23T09:30:00.000Z" }));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-golden-"));
  acme = await startEmulator({ state: acmeState(now) });
  driftedAcme = await startEmulator({ state: drifted() });
  await saveSnapshot(acme, "acme.json");
  await saveSnapshot(driftedAcme, "drifted.json");
  await writeFile(join(folder, "broken.yaml"), brokenBaseline);
  await writeFile(join(folder, "classic.yaml"), "version: 1\norg: { engine: classic }\n");
});

afterAll(async () => {
  await acme.close();
  await driftedAcme.close();
  await rm(folder, { recursive: true });
});

const brokenBaseline = `version: 1
org: { engine: identity }
authenticaters: { webauthn: ACTIVE }
requirements:
  - { id: everyone, title: Everyone, appliesTo: { everyone: true } }
exemptions:
  - { user: svc-backup@acme.example, requirement: everyone, reason: none, owner: platform@acme.example }
`;

const words = (line: string): readonly string[] => line.split(" ");

/** Runs a line in which `acme.json` and `drifted.json` stand for snapshots that were taken above. */
const fromSnapshot = (line: string) =>
  expectGolden(
    words(line).map((word) => (/\.(json|yaml)$/.test(word) ? join(folder, word) : word)),
    { env: { PLUMBLINE_REDACT_KEY: "a key for the test" }, shown: line, hide: folder },
  );

describe("from a snapshot, without credentials", () => {
  it.each([
    "check --snapshot acme.json",
    "check --snapshot acme.json --only factors,group-missing --format json",
    "explain dana@acme.example --snapshot acme.json",
    "explain kim@acme.example --snapshot acme.json --format json",
    "check --snapshot drifted.json",
    "check --snapshot drifted.json --verbose",
    "check --snapshot drifted.json --only group-missing --format json",
    "check --snapshot drifted.json --format markdown",
    "check --snapshot drifted.json --format github",
    "check --snapshot drifted.json --only group-missing,factors --format junit",
    "check --snapshot drifted.json --only group-missing,factors --format csv",
    "check --snapshot drifted.json --only group-missing --format sarif",
    "check --snapshot drifted.json --only factors --skip factors",
    "check --snapshot drifted.json --only group-missing,exemption-stale --fail-on critical",
    "check --snapshot drifted.json --redact --only group-members,factors",
    "explain ravi@acme.example --snapshot drifted.json",
    "explain nobody@acme.example --snapshot acme.json",
    "check --snapshot acme.json --baseline classic.yaml",
    "enroll --snapshot acme.json",
    "enroll --snapshot drifted.json",
    "enroll --snapshot drifted.json --only everyone --include-pending --format json",
  ])("plumbline %s", fromSnapshot);
});

describe("over real sockets", () => {
  it("plumbline check --format json", () =>
    expectGolden(["check", "--format", "json", "--only", "factors"], {
      env: envOf(acme),
      shown: "check --format json --only factors (live)",
    }));

  it("plumbline standards, every requirement of the STIG", () =>
    expectGolden(["standards", "stig", "--now", "2026-11-23"], {
      env: envOf(acme),
      shown: "standards stig (live)",
    }));

  it("plumbline check of all, that names who changed it", () =>
    expectGolden(["check"], { env: envOf(driftedAcme), shown: "check (live, drifted)" }));

  it("plumbline check that proposes the baseline as if the drift were meant", async () => {
    const file = join(folder, "proposed.yaml");
    await expectGolden(["check", "--format", "json=/dev/null", "--propose", file], {
      env: envOf(driftedAcme),
      shown: "check --format json=_dev_null --propose proposed.yaml (live, drifted)",
      hide: folder,
    });
    const golden = join(import.meta.dirname, "golden", "proposed.yaml");
    const text = await readFile(file, "utf8");
    if (process.env["UPDATE_GOLDEN"] === "1") await writeFile(golden, text);
    expect(text).toBe(await readFile(golden, "utf8"));
  });

  it("plumbline check that names who changed it", () =>
    expectGolden(["check", "--only", "enrollment-rule,group-members"], {
      env: envOf(driftedAcme),
      shown: "check --only enrollment-rule,group-members (live, drifted)",
    }));

  it.each([
    ["doctor", []],
    ["doctor --format json", []],
    ["doctor --baseline nowhere.yaml", []],
    ["doctor (scope and role missing)", ["okta.apps.read", "okta.logs.read"]],
  ])("plumbline %s", async (shown, missing) => {
    const isPartly = missing.length > 0;
    const scopes = readScopes.filter((scope) => !missing.includes(scope));
    const refuseAdmins = { path: "/api/v1/iam/**", probability: 1, effect: { kind: "forbidden" } as const };
    const emulator = await startEmulator({
      state: withServiceApp(acmeState(now), { scopes }),
      rateLimits: workforceLimits,
      ...(isPartly ? { faults: { seed: 1, faults: [refuseAdmins] } } : {}),
    });
    const env = { OKTA_ORG_URL: emulator.url, ...serviceAppEnv };
    await expectGolden(words(shown.replace(/ \(.*/, "")), { env, shown }).finally(() => emulator.close());
  });

  it("plumbline enroll --apply, and taken back", async () => {
    const org = await startEmulator({ state: drifted() });
    const log = join(folder, "enroll.jsonl");
    const files = { env: envOf(org), hide: folder };
    const shown = "enroll --apply --log enroll.jsonl (live, drifted)";
    await expectGolden(["enroll", "--apply", "--log", log], { ...files, shown });
    await expectGolden(["enroll", "--undo", log], {
      ...files,
      shown: "enroll --undo enroll.jsonl (live, drifted)",
    });
    await org.close();
  });

  it("plumbline demo", () => expectGolden(["demo"]));
});

describe("with bad input", () => {
  const nowhere = { OKTA_ORG_URL: "http://127.0.0.1:1", OKTA_API_TOKEN: "a-token-of-the-test" };

  it.each<[string, Readonly<Record<string, string>>]>([
    ["check --bogus", {}],
    ["check --format xml", {}],
    ["check --format json --format pretty", {}],
    ["check --fail-on always", {}],
    ["check --only factor", {}],
    ["check --now yesterday", {}],
    ["check --timeout soon", {}],
    ["check --rate-share 200%", {}],
    ["check --baseline nowhere.yaml", {}],
    ["check", {}],
    ["check --snapshot nowhere.json", {}],
    ["explain", {}],
    ["enroll --apply --snapshot nowhere.json", {}],
    ["enroll --undo nowhere.jsonl", {}],
    ["enroll --only nothing", {}],
  ])("plumbline %s", (line, env) => expectGolden(words(line), { env }));

  it.each<[string, Readonly<Record<string, string>>]>([
    ["check (http to a host that is not loopback)", { ...nowhere, OKTA_ORG_URL: "http://acme.okta.com" }],
    ["check (no credentials)", { OKTA_ORG_URL: "https://acme.okta.com" }],
    // Refused connections are tried again for some seconds.
    ["check (nobody listens)", nowhere],
  ])("plumbline %s", (shown, env) => expectGolden(words(shown.replace(/ \(.*/, "")), { env, shown }));

  it("plumbline check with a baseline that is wrong in several places", () =>
    expectGolden(["check", "--baseline", join(folder, "broken.yaml")], {
      shown: "check --baseline broken.yaml",
      hide: folder,
    }));

  it("plumbline check into a folder that does not exist", () =>
    expectGolden(
      ["check", "--snapshot", `${folder}/acme.json`, "--format", `json=${folder}/none/report.json`],
      {
        shown: "check --snapshot acme.json --format json=none_report.json",
        hide: folder,
      },
    ));

  it("plumbline check with a token that Okta does not know", () =>
    expectGolden(["check"], {
      env: { OKTA_ORG_URL: acme.url, OKTA_API_TOKEN: "wrong" },
      shown: "check (wrong token)",
    }));
});
