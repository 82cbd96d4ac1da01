import { join } from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../../src/cli/run.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import {
  type EmulatorOptions,
  type RunningEmulator,
  startEmulator,
} from "../../src/emulator/start-emulator.ts";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import type { Alert } from "../../src/model/alert.ts";
import { fakeTerminal } from "./fake-terminal.ts";
import { temporaryFolder } from "./seeded-ledger.ts";

/** Output of a command. */
export interface Said {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Acme, served over a real socket, with a ledger of its own and Plumbline's own commands to watch it. */
export interface WatchedAcme {
  readonly emulator: RunningEmulator;
  readonly ledger: string;
  readonly baseline: string;
  readonly env: Readonly<Record<string, string>>;
  /** Any command line of Plumbline, on this ledger unless it names another. */
  run(argv: readonly string[]): Promise<Said>;
  /** `plumbline watch --once` and further flags. */
  watchOnce(...flags: readonly string[]): Promise<Said>;
  /** Every alert of the ledger, resolved ones, too. */
  alerts(): Promise<readonly Alert[]>;
  /** A change by hand, as the administrator whose token the emulator gave out; what Okta answers. */
  change(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** A person enrols a security key. */
  enrolKey(login: string): Promise<void>;
  userId(login: string): string;
  /** How often the System Log was asked for. */
  logRequests(): number;
  /** Makes the position in the ledger one that Okta refuses. */
  breakPosition(): Promise<void>;
}

/** Starts Acme; it ends with the test. @param place of the ledger; a file of its own unless given. @param runnersClock Okta's own unless given */
export async function watchAcme(
  options: Partial<EmulatorOptions> = {},
  place?: string,
  runnersClock?: () => Date,
): Promise<WatchedAcme> {
  const clock = options.clock ?? (() => new Date());
  const emulator = await startEmulator({ state: acmeState(clock()), ...options, clock });
  onTestFinished(() => emulator.close());
  const ledger = place ?? join(await temporaryFolder(), "state", "ledger.db");
  const baseline = join(packageRoot(), "policy", "baseline.yaml");
  const env = { OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token };
  const runIt = async (argv: readonly string[]): Promise<Said> => {
    const terminal = fakeTerminal({ env, now: (runnersClock ?? clock)() });
    const exitCode = await run(argv.includes("--ledger") ? argv : [...argv, "--ledger", ledger], terminal);
    return { exitCode, ...terminal.written };
  };
  const change: WatchedAcme["change"] = async (method, path, body) => {
    const response = await fetch(`${emulator.url}/api/v1${path}`, {
      method,
      headers: { authorization: `SSWS ${emulator.token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? {} : JSON.parse(text);
  };
  const userId = (login: string): string => {
    const user = emulator.state.users.find(({ profile }) => profile.login === login);
    if (user === undefined) throw new Error(`nobody is called ${login}`);
    return user.id;
  };
  return {
    emulator,
    ledger,
    baseline,
    env,
    run: runIt,
    watchOnce: (...flags) => runIt(["watch", "--once", "--baseline", baseline, ...flags]),
    alerts: async () => {
      const { stdout, stderr } = await runIt(["alerts", "list", "--all", "--format", "json"]);
      if (stdout === "") throw new Error(stderr);
      const { alerts }: { alerts: Alert[] } = JSON.parse(stdout);
      return alerts;
    },
    change,
    enrolKey: async (login) => {
      const factors = `/users/${userId(login)}/factors`;
      const { id } = await change("POST", factors, { factorType: "webauthn", provider: "FIDO" });
      await change("POST", `${factors}/${id}/lifecycle/activate`, { attestation: "a", clientData: "c" });
    },
    logRequests: () => emulator.requests.get("GET /api/v1/logs") ?? 0,
    breakPosition: async () => {
      const opened = await openLedger(ledger, { create: false });
      const lease = { org: emulator.url, owner: "test", holder: "the test" };
      const now = new Date();
      await opened.takeLease({ ...lease, now, isGone: () => false });
      const { next, ...position } = (await opened.position(lease.org)) ?? {
        next: "",
        filter: "",
        updatedAt: "",
      };
      const broken = { ...position, next: next.replace(/after=[^&]+/, "after=expired") };
      const wanted = { uuids: [], people: [], resolvedSince: now };
      await opened.keepRun(lease, { now, wanted }, ({ org }) => ({
        position: broken,
        seen: [],
        records: [],
        people: [],
        org,
      }));
      await opened.releaseLease(lease);
      await opened.close();
    },
    userId,
  };
}
