import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEmulator } from "../../../src/emulator/start-emulator.ts";
import type { EmulatorState } from "../../../src/emulator/state/state.ts";
import { checkOverSockets } from "../../support/check-over-sockets.ts";
import { signOnBaseline } from "../../support/sign-on-baseline.ts";
import { enforcingStack } from "../pulumi-up.ts";
import { untouchedAcme } from "../untouched-orgs.ts";
import { signOnConsole } from "./sign-on-console.ts";
import { appEdits, type SignOnEdit, sessionEdits } from "./sign-on-edits.ts";

const changedAt = new Date("2026-11-20T09:00:00.000Z");
const now = new Date("2026-11-23T09:00:00.000Z");

/** The sign-on side of the stack's tests, with two doors that session and app each hold alone. */
const baseline = `${signOnBaseline
  .replace("{ idle: 2h, lifetime: 12h } }\n  appPolicies", "{ idle: 2h, lifetime: none } }\n  appPolicies")
  .replace("            - { possession: { exceptMethods: [okta_email] } }\n", "")
  .replace(/ {4}- name: Any two factors[\s\S]*$/, "")}    - name: One factor
      apps: [Wiki]
      rules: [{ name: Catch-all Rule, factors: 1 }]
requirements:
  - id: payroll
    title: Payroll is hard to open
    appliesTo: { apps: [Payroll] }
    signIn: { to: { apps: [Payroll] }, atLeast: phishing-resistant, from: { notIn: [Corp] }, openEnrollment: true, reauthenticateWithin: 12h }
  - id: wiki
    title: Nobody opens the wiki with one factor
    appliesTo: { everyone: true }
    signIn: { to: { apps: [Wiki] }, atLeast: two-factors, openEnrollment: true }
`;

let folder = "";
let enforced: EmulatorState | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-"));
  await writeFile(join(folder, "baseline.yaml"), baseline);
  const emulator = await startEmulator({ state: untouchedAcme(changedAt), clock: () => changedAt });
  const { up } = enforcingStack(emulator);
  expect(await up(join(folder, "baseline.yaml"))).toEqual({ error: null, untracked: [] });
  enforced = emulator.state;
  await emulator.close();
}, 90_000);
afterAll(() => rm(folder, { recursive: true }));

async function checkAfter(edit: SignOnEdit["edit"]) {
  if (enforced === null) throw new Error("the stack was not brought up");
  const emulator = await startEmulator({ state: enforced, clock: () => changedAt });
  try {
    await edit(signOnConsole(emulator));
    const { report } = await checkOverSockets(emulator, { baseline: join(folder, "baseline.yaml"), now });
    return report;
  } finally {
    await emulator.close();
  }
}

test("what a stack has brought up is in line", { timeout: 90_000 }, async () => {
  const { summary, findings, gaps } = await checkAfter(async () => undefined);
  expect([summary.verdict, findings.filter(({ status }) => status !== "pending"), gaps]).toEqual([
    "in-line",
    [],
    [],
  ]);
});

const firstName = (login: string): string => login.slice(0, login.indexOf("@"));

test.each([...sessionEdits, ...appEdits])("$id is named, with whom it opens a door for, and by whom", {
  timeout: 90_000,
}, async ({ edit, names, opens = [] }) => {
  const { findings, gaps } = await checkAfter(edit);
  const open = findings.filter(({ status }) => status !== "pending");
  const people = open.filter(({ subject }) => subject.type === "user");
  const [root, ...others] = open.filter((one) => !people.includes(one));
  expect([root?.check, root?.subject.name, root?.field]).toEqual(names);
  expect(root?.changedBy).toMatchObject({ status: "found", at: changedAt.toISOString() });
  expect({ others, gaps, opened: people.map(({ subject }) => firstName(subject.name)).sort() }).toEqual({
    others: [],
    gaps: [],
    opened: opens,
  });
  expect(new Set(people.map(({ causedBy }) => causedBy))).toEqual(
    new Set(opens.length === 0 ? [] : [root?.fingerprint]),
  );
  if (opens.length > 0 && root?.field !== "keepMeSignedIn") expect(root?.severity).toBe("critical");
});
