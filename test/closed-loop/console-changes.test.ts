import { expect, test } from "vitest";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import type { EmulatorState } from "../../src/emulator/state/state.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import type { Finding } from "../../src/model/report.ts";
import { checkOverSockets } from "../support/check-over-sockets.ts";
import { adminConsole } from "./admin-console.ts";
import { changedBaseline } from "./changed-baseline.ts";
import type { ConsoleChange } from "./console-change.ts";
import { consoleChanges } from "./console-changes.ts";
import { appEdits, sessionEdits } from "./sign-on/sign-on-edits.ts";

const now = new Date("2026-11-23T09:00:00.000Z");
/** Longer ago than the day that people have to enroll. */
const changedAt = new Date("2026-11-20T09:00:00.000Z");

const inLine = acmeState(now);

async function checkAfter({ how, given }: Pick<ConsoleChange, "how" | "given">) {
  const before: EmulatorState = given === undefined ? inLine : given.org(inLine);
  const state: EmulatorState = "elsewhere" in how ? how.elsewhere(before) : before;
  const baseline = given === undefined ? "policy/baseline.yaml" : await changedBaseline(given.declares);
  const emulator = await startEmulator({ state, clock: () => changedAt });
  try {
    if ("inConsole" in how) await how.inConsole(adminConsole(emulator));
    return await checkOverSockets(emulator, { baseline, now });
  } finally {
    await emulator.close();
  }
}

const inWords = (check: string, subject: string, field: string | null) =>
  `${check}: ${subject} (${field ?? "itself"})`;

const sorted = (words: Iterable<string>) => [...new Set(words)].sort();

const checksOf = (findings: readonly Finding[]) => sorted(findings.map(({ check }) => check));

// Each reads a whole org over real sockets, about a hundred requests; the first loads the Okta SDK, which takes a second.
test.each(consoleChanges.map((change) => [change.id, change] as const))("%s", async (_, change) => {
  const { report, exitCode } = await checkAfter(change);
  const open = report.findings.filter(({ status }) => status === "open");
  const roots = open.filter(({ causedBy }) => causedBy === null);
  expect({
    roots: sorted(roots.map(({ check, subject, field }) => inWords(check, subject.name, field))),
    follows: checksOf(open.filter(({ causedBy }) => causedBy !== null)),
    unknown: checksOf(report.findings.filter(({ status }) => status === "unknown")),
    gaps: report.gaps,
  }).toEqual({
    roots: sorted(change.roots.map((root) => inWords(...root))),
    follows: sorted(change.follows),
    unknown: sorted(change.unknown ?? []),
    gaps: [],
  });
  expect(exitCode).toBe(roots.length > 0 ? 2 : 1);
  if ("inConsole" in change.how) expect(notBlamed(open)).toEqual([]);
});

/** Findings about configuration that are not laid at the door of whoever was in the console. */
function notBlamed(open: readonly Finding[]) {
  return open
    .filter(({ check }) => check !== "exemption-stale")
    .filter(({ subject, changedBy }) => subject.type !== "user" || changedBy !== null)
    .filter(({ changedBy }) => changedBy?.status !== "found" || changedBy.at !== changedAt.toISOString())
    .map(({ check, subject, field, changedBy }) => [check, subject.name, field, changedBy]);
}

test("every check is the first to name something, or follows from something", async () => {
  const named = consoleChanges.flatMap(({ roots, follows }) => [
    ...roots.map(([check]) => check),
    ...follows,
  ]);
  const onSignOn = [...sessionEdits, ...appEdits].flatMap(({ names: [check], opens = [] }) => [
    check,
    ...(opens.length === 0 ? [] : ["sign-in"]),
  ]);
  // Changes that only a stack or what is remembered can tell are tested there; a baseline declares nothing of recovery.
  const checks = (await loadChecks()).filter(
    ({ id, about, needsStack, needsMemory }) =>
      needsStack !== true && needsMemory !== true && about !== "standard" && id !== "recovery",
  );
  expect(sorted([...named, ...onSignOn])).toEqual(sorted(checks.map(({ id }) => id)));
});

test("every change has an id of its own", () => {
  expect(sorted(consoleChanges.map(({ id }) => id))).toHaveLength(consoleChanges.length);
});
