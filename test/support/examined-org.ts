import { onTestFinished } from "vitest";
import { run } from "../../src/cli/run.ts";
import {
  type EmulatorOptions,
  type RunningEmulator,
  startEmulator,
} from "../../src/emulator/start-emulator.ts";
import type { EmulatorState } from "../../src/emulator/state/state.ts";
import type { Readiness, ReadinessPoint } from "../../src/model/readiness.ts";
import { fakeTerminal } from "./fake-terminal.ts";

/** Output of `plumbline doctor --format json`. */
export interface Examined {
  readonly exitCode: number;
  readonly readiness: Readiness;
  readonly stderr: string;
  readonly emulator: RunningEmulator;
  /** The point of that id; fails the test when there is none. */
  point(id: string): ReadinessPoint;
  /** Ids of the points that are not good. */
  readonly open: readonly string[];
}

export interface Examining {
  readonly env?: Readonly<Record<string, string>>;
  readonly emulator?: Omit<EmulatorOptions, "state">;
  readonly argv?: readonly string[];
}

/** Serves an org and runs `plumbline doctor` on it as its user does; with the emulator's API token unless told. */
export async function examine(state: EmulatorState, options: Examining = {}): Promise<Examined> {
  const emulator = await startEmulator({ state, ...options.emulator });
  onTestFinished(() => emulator.close());
  const credentials = options.env ?? { OKTA_API_TOKEN: emulator.token };
  const terminal = fakeTerminal({ env: { OKTA_ORG_URL: emulator.url, ...credentials } });
  const exitCode = await run(["doctor", "--format", "json", ...(options.argv ?? [])], terminal);
  const { stdout, stderr } = terminal.written;
  if (stdout === "") throw new Error(`plumbline doctor said nothing but: ${stderr}`);
  const readiness: Readiness = JSON.parse(stdout);
  return {
    exitCode,
    readiness,
    stderr,
    emulator,
    point: (id) => {
      const found = readiness.points.find((point) => point.id === id);
      if (found === undefined)
        throw new Error(`no point ${id} among ${readiness.points.map((one) => one.id)}`);
      return found;
    },
    open: readiness.points.filter(({ status }) => status !== "good").map(({ id }) => id),
  };
}
