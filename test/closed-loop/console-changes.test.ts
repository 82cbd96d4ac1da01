import { expect, test } from "vitest";
import { acmeState } from "../../emulator/acme.ts";
import { startEmulator } from "../../emulator/start-emulator.ts";
import type { EmulatorState } from "../../emulator/state.ts";
import type { Finding } from "../../model/report.ts";
import { checkOverSockets } from "../support/check-over-sockets.ts";
import { adminConsole } from "./admin-console.ts";
import type { ConsoleChange } from "./console-change.ts";
import { consoleChanges } from "./console-changes.ts";

const now = new Date("2026-11-23T09:00:00.000Z");
/** Longer ago than the day that people have to enroll. */
const changedAt = new Date("2026-11-20T09:00:00.000Z");

const inLine = acmeState(now);

async function checkAfter({ how }: Pick<ConsoleChange, "how">) {
  const state: EmulatorState = "elsewhere" in how ? how.elsewhere(inLine) : inLine;
  const emulator = await startEmulator({ state, clock: () => changedAt });
  try {
    if ("inConsole" in how) await how.inConsole(adminConsole(emulator));
    return await checkOverSockets(emulator, { baseline: "policy/baseline.yaml", now });
  } finally {
    await emulator.close();
  }
}

const inWords = ({ check, subject, field }: Finding) => `${check}: ${subject.name} (${field ?? "itself"})`;

// Each reads a whole org over real sockets, about a hundred requests; the first loads the Okta SDK, which takes a second.
test.each(consoleChanges.map((change) => [change.id, change] as const))("%s", async (_, change) => {
  const { report, exitCode } = await checkAfter(change);
  const open = report.findings.filter(({ status }) => status === "open");
  const roots = open.filter(({ causedBy }) => causedBy === null);
  const following = open.filter(({ causedBy }) => causedBy !== null);
  const follows = [...new Set(following.map(({ check }) => check))].sort();
  const expected = change.roots.map(
    ([check, subject, field]) => `${check}: ${subject} (${field ?? "itself"})`,
  );
  expect({ roots: roots.map(inWords).sort(), follows }).toEqual({
    roots: expected.sort(),
    follows: [...change.follows].sort(),
  });
  expect(report.gaps).toEqual([]);
  expect(exitCode).toBe(2);
});
