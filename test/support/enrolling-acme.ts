import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../../src/cli/run.ts";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import type { WrittenState } from "../../src/emulator/filling/state-schema.ts";
import {
  type EmulatorOptions,
  type RunningEmulator,
  startEmulator,
} from "../../src/emulator/start-emulator.ts";
import type { Enrollment, EnrollmentUndo } from "../../src/model/memberships.ts";
import { type FakeTerminal, fakeTerminal } from "./fake-terminal.ts";
import { temporaryFolder } from "./seeded-ledger.ts";

export const people = ["dana@acme.example", "søren@acme.example", "zoë@acme.example", "李娜@acme.example"];

const written: WrittenState = {
  users: [{ login: "nia@acme.example", roles: ["SUPER_ADMIN"] }, ...people.map((login) => ({ login }))],
  groups: [
    { name: "MFA", members: ["nia@acme.example"] },
    { name: "Directory", type: "APP_GROUP" },
  ],
};

const baselineText = `version: 1
org: { engine: identity }
groups:
  - name: MFA
requirements:
  - { id: everyone, title: Everyone is in MFA, appliesTo: { everyone: true }, memberOf: [MFA] }
`;

/** A small Acme on a real socket in which four people are missing from a group, and `plumbline enroll` for it. */
export interface EnrollingAcme {
  readonly emulator: RunningEmulator;
  readonly env: Readonly<Record<string, string>>;
  /** A file in a folder of the test's own. */
  file(name: string): string;
  /** Logins of a group's members, sorted. */
  members(name?: string): readonly string[];
  userId(login: string): string;
  /** How often somebody was put into, or taken out of, a group. */
  changes(method: "PUT" | "DELETE"): number;
  enroll(flags: readonly string[], prepare?: (terminal: FakeTerminal) => void): Promise<EnrollSaid>;
  change(method: string, path: string): Promise<void>;
}

export interface EnrollSaid {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Printed output, where that was JSON. */
  readonly enrollment: Enrollment;
  readonly undo: EnrollmentUndo;
}

/** Starts it; it ends with the test. */
export async function enrollingAcme(
  options: Partial<EmulatorOptions> & {
    readonly baseline?: string;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<EnrollingAcme> {
  const emulator = await startEmulator({ state: fillState(written), ...options });
  onTestFinished(() => emulator.close());
  const folder = await temporaryFolder();
  const baseline = join(folder, "baseline.yaml");
  await writeFile(baseline, options.baseline ?? baselineText);
  const env = { OKTA_ORG_URL: emulator.url, ...(options.env ?? { OKTA_API_TOKEN: emulator.token }) };
  const loginOf = (id: string) => emulator.state.users.find((user) => user.id === id)?.profile.login ?? id;
  const userId = (login: string): string => {
    const user = emulator.state.users.find(({ profile }) => profile.login === login);
    if (user === undefined) throw new Error(`nobody is called ${login}`);
    return user.id;
  };
  return {
    emulator,
    env,
    file: (name) => join(folder, name),
    userId,
    members: (name = "MFA") =>
      (emulator.state.groups.find((group) => group.name === name)?.members ?? []).map(loginOf).sort(),
    changes: (method) =>
      [...emulator.requests]
        .filter(([key]) => key.startsWith(`${method} /api/v1/groups/`))
        .reduce((sum, [, amount]) => sum + amount, 0),
    enroll: async (flags, prepare) => {
      const terminal = fakeTerminal({ env, now: new Date() });
      prepare?.(terminal);
      const isUndo = flags.includes("--undo");
      const argv = ["enroll", ...(isUndo ? [] : ["--baseline", baseline]), "--format", "json", ...flags];
      const exitCode = await run(argv, terminal);
      const { stdout, stderr } = terminal.written;
      const parsed = stdout.startsWith("{") ? JSON.parse(stdout) : null;
      return { exitCode, stdout, stderr, enrollment: parsed, undo: parsed };
    },
    change: async (method, path) => {
      const headers = { authorization: `SSWS ${emulator.token}` };
      const response = await fetch(`${emulator.url}/api/v1${path}`, { method, headers });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    },
  };
}
