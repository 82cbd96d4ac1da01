import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../../src/emulator/start-emulator.ts";
import { once } from "../../../src/evaluator/live/once.ts";
import { signOnBaseline } from "../../support/sign-on-baseline.ts";
import { enforcingStack } from "../pulumi-up.ts";
import { untouchedAcme } from "../untouched-orgs.ts";
import { signOnConsole } from "./sign-on-console.ts";
import { appEdits, type Left, sessionEdits } from "./sign-on-edits.ts";

const now = new Date("2026-11-23T09:00:00.000Z");
const done = { error: null, untracked: [] };

async function savedBaseline(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "baseline.yaml");
  await writeFile(path, text);
  return path;
}

/** Acme with nothing but what Okta makes, in which a stack puts the baseline. */
async function enforcedNow(text: string) {
  const emulator = await startEmulator({ state: untouchedAcme(now), clock: () => now });
  const { stack, up } = enforcingStack(emulator);
  expect(await up(await savedBaseline(text))).toEqual(done);
  await emulator.close();
  return { state: emulator.state, resources: stack.state, requests: emulator.requests };
}

/** Each baseline is enforced once; every test begins with a copy of that. */
const enforcedOnce = once(enforcedNow);

async function enforced(text: string = signOnBaseline) {
  const { state, resources } = await enforcedOnce(text);
  const emulator = await startEmulator({ state, clock: () => now });
  onTestFinished(() => emulator.close());
  const baseline = await savedBaseline(text);
  const { stack, up } = enforcingStack(emulator, resources);
  return {
    emulator,
    console: signOnConsole(emulator),
    upAfterRefresh: () => up(baseline, { refresh: true }),
    upWith: async (changed: string) => up(await savedBaseline(changed)),
    /** Takes resources of a name out of the state, as `pulumi state delete --force` does. */
    forget: (type: string, name: string) => {
      const urns = [...stack.state.keys()].filter((urn) => urn.endsWith(`${type}::mfa/${name}`));
      for (const urn of urns) stack.forget(urn);
      return urns.length;
    },
  };
}

const writes = ({ requests }: RunningEmulator): number =>
  [...requests].reduce((sum, [request, count]) => (request.startsWith("GET ") ? sum : sum + count), 0);

const editOf = (id: string) => {
  const found = appEdits.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no edit ${id}`);
  return found.edit;
};

test("a second up writes nothing, and sees no difference after a refresh", { timeout: 90_000 }, async () => {
  const { emulator, upAfterRefresh, upWith } = await enforced();
  const before = writes(emulator);
  expect(await upAfterRefresh()).toEqual(done);
  expect(await upWith(signOnBaseline)).toEqual(done);
  expect(writes(emulator)).toBe(before);
});

test("no application comes under a policy before its rules are there", { timeout: 90_000 }, async () => {
  const { requests } = await enforcedOnce(signOnBaseline);
  const order = [...requests.keys()].filter((request) => !request.startsWith("GET "));
  const first = (pattern: RegExp) => order.findIndex((request) => pattern.test(request));
  const lastRule = order.findLastIndex((request) => /policies\/rst\w+\/rules/.test(request));
  expect(first(/PUT .*\/apps\/\w+\/policies\//)).toBeGreaterThan(lastRule);
  expect(lastRule).toBeGreaterThan(first(/POST .*\/policies$/));
});

test("what holds people is not deleted because a baseline no longer names it", {
  timeout: 90_000,
}, async () => {
  const { console, upWith } = await enforced();
  const before = await console.signOnSide();
  const without = (start: string, end: string) => {
    const [from, to] = [signOnBaseline.indexOf(start), signOnBaseline.indexOf(end)];
    return signOnBaseline.slice(0, from) + signOnBaseline.slice(to);
  };
  for (const fewer of [
    without("    - name: Administrators", "    - name: Workforce"),
    without("        - { name: Elsewhere", "    - name: Default Policy"),
    without("    - name: Strong", "    - name: Any two factors"),
  ]) {
    const { error } = await upWith(fewer);
    expect(error).toContain("cannot be deleted\nbecause it is protected");
  }
  // An application that is named no more stays where it is, and is told to be left untracked.
  const { error, untracked } = await upWith(signOnBaseline.replace("      apps: [Payroll]\n", ""));
  expect({ error, untracked: untracked.length }).toEqual({ error: null, untracked: 1 });
  expect(await console.signOnSide()).toEqual(before);
});

test("rules of an app policy are put into another order, and what is gone from the list goes", {
  timeout: 90_000,
}, async () => {
  const { console, upWith } = await enforced();
  const start = signOnBaseline.indexOf("        - name: In order");
  const end = signOnBaseline.indexOf("        - name: Catch-all Rule");
  const inOrder = signOnBaseline.slice(start, end);
  const first = signOnBaseline.indexOf("        - name: Contractors on");
  const second = signOnBaseline.indexOf("        - name: Managed devices");
  const moved =
    signOnBaseline.slice(0, first) +
    inOrder +
    signOnBaseline.slice(second, start) +
    signOnBaseline.slice(end);
  expect(await upWith(moved)).toEqual(done);
  const policy = await console.policyAt("ACCESS_POLICY", "Strong");
  const rules = await console.list(`${policy}/rules`);
  expect(rules.map(({ name, priority }) => [name, priority])).toEqual([
    ["In order", 0],
    ["Managed devices", 1],
    ["Catch-all Rule", 99],
  ]);
});

test("a catch-all that is declared later is refused until the stack takes the rules over anew", {
  timeout: 90_000,
}, async () => {
  const catchAll = signOnBaseline.indexOf("        - name: Catch-all Rule");
  const end = signOnBaseline.indexOf("    - name: Any two factors");
  const without = signOnBaseline.slice(0, catchAll) + signOnBaseline.slice(end);
  const { console, upWith, forget } = await enforced(without);
  expect((await upWith(signOnBaseline)).error).toContain("name");
  expect(forget("SignonPolicyRules", "Strong")).toBe(1);
  expect(await upWith(signOnBaseline)).toEqual(done);
  const rule = await console.read(await console.ruleAt("ACCESS_POLICY", "Strong", "Catch-all Rule"));
  expect(rule).toMatchObject({
    system: true,
    priority: 99,
    actions: { appSignOn: { verificationMethod: { factorMode: "2FA", reauthenticateIn: "PT12H" } } },
  });
});

test.each([
  ["constraints-gone", ["SignonPolicyRules"]],
  ["chain-shorter", ["SignonPolicyRules"]],
  ["app-policy-deleted", ["AppSignonPolicy", "SignonPolicyRules"]],
] as const)(
  "%s is put right once the stack takes the policy over anew",
  { timeout: 90_000 },
  async (id, types) => {
    const { console, upAfterRefresh, forget } = await enforced();
    const before = await console.signOnSide();
    await editOf(id)(console);
    expect(await console.signOnSide()).not.toEqual(before);
    for (const type of types) expect(forget(type, "Strong")).toBe(1);
    expect(await upAfterRefresh()).toEqual(done);
    expect(await console.signOnSide()).toEqual(before);
  },
);

/** Kind of what is left, by the org before the change, after it, and after the run. */
function leftOf(error: string | null, [before, after, then]: readonly (readonly string[])[]): Left {
  if (error !== null) return "a stopped run";
  if (isDeepStrictEqual(then, before)) return "nothing";
  return isDeepStrictEqual(then, after) ? "all of it" : "a rest behind";
}

test.each([...sessionEdits, ...appEdits])("$id leaves $left after one up --refresh", {
  timeout: 90_000,
}, async ({ edit, left }) => {
  const { console, upAfterRefresh } = await enforced();
  const before = await console.signOnSide();
  await edit(console);
  const after = await console.signOnSide();
  expect(after).not.toEqual(before);
  const { error } = await upAfterRefresh();
  expect(leftOf(error, [before, after, await console.signOnSide()])).toBe(left);
});
