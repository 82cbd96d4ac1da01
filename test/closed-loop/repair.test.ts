import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { once } from "../../src/evaluator/live/once.ts";
import { checkOverSockets } from "../support/check-over-sockets.ts";
import { addContractors } from "./add-contractors.ts";
import { adminConsole } from "./admin-console.ts";
import { changedBaseline } from "./changed-baseline.ts";
import type { ConsoleChange, Remainder } from "./console-change.ts";
import { consoleChanges } from "./console-changes.ts";
import { enforcingStack, type UpResult } from "./pulumi-up.ts";
import { untouchedAcme } from "./untouched-orgs.ts";

const now = new Date("2026-11-23T09:00:00.000Z");

/** Enforces Acme once, by a baseline of its own or not, and adds its contractors: every test begins with a copy of that. */
const enforced = once(async (given: ConsoleChange["given"]) => {
  const untouched = untouchedAcme(now);
  const state = given === undefined ? untouched : given.org(untouched);
  const baseline = await changedBaseline(given?.declares ?? []);
  const emulator = await startEmulator({ state, clock: () => now });
  const { stack, up } = enforcingStack(emulator);
  expect(await up(baseline)).toEqual({ error: null, untracked: [] });
  await addContractors(emulator);
  await emulator.close();
  return { state: emulator.state, resources: stack.state };
});

/** Acme after `pulumi up`, with its contractors in their group. */
async function enforcedAcme({ given }: Pick<ConsoleChange, "given"> = {}) {
  const { state, resources } = await enforced(given);
  const baseline = await changedBaseline(given?.declares ?? []);
  const emulator = await startEmulator({ state, clock: () => now });
  onTestFinished(() => emulator.close());
  const { stack, up } = enforcingStack(emulator, resources);
  return {
    emulator,
    console: adminConsole(emulator),
    stack,
    up: () => up(baseline),
    upAfterRefresh: () => up(baseline, { refresh: true }),
    exitCode: async () => (await checkOverSockets(emulator, { baseline, now })).exitCode,
  };
}

type Acme = Awaited<ReturnType<typeof enforcedAcme>>;

/** The zone that the program looks up, made again. */
const corp = {
  type: "IP",
  name: "Corp",
  status: "ACTIVE",
  gateways: [{ type: "CIDR", value: "203.0.113.0/24" }],
};

const done: UpResult = { error: null, untracked: [] };

const outcomes: { readonly [Kind in Remainder["kind"]]: (acme: Acme, left: Remainder) => Promise<void> } = {
  "second run": async ({ upAfterRefresh, exitCode }) => {
    expect(await upAfterRefresh()).toEqual(done);
    expect(await exitCode()).toBe(2);
    expect(await upAfterRefresh()).toEqual(done);
    expect(await exitCode()).toBe(0);
  },
  protected: async ({ stack, upAfterRefresh, exitCode }, left) => {
    const { error } = await upAfterRefresh();
    expect(error).toContain("it is currently marked for protection");
    stack.unprotect(error?.split('"')[1] ?? "");
    expect(await upAfterRefresh()).toEqual(done);
    expect(await exitCode()).toBe(left.kind === "protected" && left.unprotected === "all" ? 0 : 2);
  },
  refused: async ({ console, upAfterRefresh, exitCode }, left) => {
    const { error } = await upAfterRefresh();
    expect(error).toContain(left.kind === "refused" ? `error[${left.code}]` : "");
    expect(await exitCode()).toBe(2);
    await console.send("POST", "/zones", corp);
    expect(await upAfterRefresh()).toEqual(done);
    if (left.kind === "refused" && left.byHand !== undefined) {
      expect(await exitCode()).toBe(2);
      await left.byHand(console);
    }
    expect(await exitCode()).toBe(0);
  },
  never: async ({ upAfterRefresh, exitCode }) => {
    expect([await upAfterRefresh(), await upAfterRefresh()]).toEqual([done, done]);
    expect(await exitCode()).toBe(2);
  },
};

const seen = consoleChanges.flatMap(({ id, how, given, provider }) =>
  provider.sees === "nothing" ? [] : [{ id, how, given, remains: provider.remains }],
);

async function change({ how }: Pick<ConsoleChange, "how">, { console }: Acme): Promise<void> {
  if ("inConsole" in how) await how.inConsole(console);
}

// Each enforces and reads a whole org over real sockets.
test.each(seen)("up --refresh after $id", { timeout: 90_000 }, async ({ how, given, remains }) => {
  const acme = await enforcedAcme(given === undefined ? {} : { given });
  await change({ how }, acme);
  if (remains !== undefined) return outcomes[remains.kind](acme, remains);
  expect(await acme.upAfterRefresh()).toEqual(done);
  expect(await acme.exitCode()).toBe(0);
});

test.each([
  "group-rule-elsewhere",
  "filled-group-deleted",
])("up --refresh after %s makes a rule again that was deleted by hand", {
  timeout: 90_000,
}, async (id) => {
  const acme = await enforcedAcme();
  for (const one of seen.filter((each) => each.id === id)) await change(one, acme);
  const rule = await acme.console.groupRule("MFA Required - employees");
  await acme.console.send("POST", `${rule}/lifecycle/deactivate`);
  await acme.console.send("DELETE", rule);
  expect(await acme.upAfterRefresh()).toEqual(done);
  await addContractors(acme.emulator);
  expect(await acme.exitCode()).toBe(0);
});

test("up without --refresh repairs nothing", { timeout: 90_000 }, async () => {
  const acme = await enforcedAcme();
  for (const one of seen.filter(({ id }) =>
    ["key-optional", "policy-for-more", "rule-deleted"].includes(id),
  )) {
    await change(one, acme);
  }
  expect(await acme.up()).toEqual(done);
  expect(await acme.exitCode()).toBe(2);
});
