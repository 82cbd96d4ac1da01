import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { stackComponentName } from "../../src/model/stack-names.ts";
import { type Rename, renamesInState } from "../../stacks/rename-in-state.ts";
import { checkOverSockets } from "../support/check-over-sockets.ts";
import type { TestStack } from "../support/pulumi-stack.ts";
import { addContractors } from "./add-contractors.ts";
import { type Change, changedBaseline } from "./changed-baseline.ts";
import { enforcingStack } from "./pulumi-up.ts";
import { untouchedAcme } from "./untouched-orgs.ts";

const now = new Date("2026-11-23T09:00:00.000Z");
const timeout = 90_000;

async function enforcedAcme() {
  const emulator = await startEmulator({ state: untouchedAcme(now), clock: () => now });
  onTestFinished(() => emulator.close());
  const enforcing = enforcingStack(emulator);
  expect((await enforcing.up("policy/baseline.yaml")).error).toBeNull();
  await addContractors(emulator);
  const writes = () =>
    [...emulator.requests].reduce(
      (sum, [request, count]) => (request.startsWith("GET ") ? sum : sum + count),
      0,
    );
  const deletes = () => [...emulator.requests.keys()].filter((request) => request.startsWith("DELETE "));
  const check = (baseline: string) => checkOverSockets(emulator, { baseline, now });
  return { ...enforcing, deletes, writes, check };
}

const exportOf = ({ state }: TestStack): string =>
  JSON.stringify({ version: 3, deployment: { resources: [...state.values()] } });

const renames: readonly (Omit<Rename, "component"> & { readonly changes: readonly Change[] })[] = [
  {
    kind: "group",
    from: "MFA Admins",
    to: "Administrators",
    changes: [[/MFA Admins/g, "Administrators"]],
  },
  {
    kind: "policy",
    from: "Contractors",
    to: "Contractors 2027",
    changes: [
      ["  - name: Contractors\n    groups:", "  - name: Contractors 2027\n    groups:"],
      ["governedBy: [Contractors]", "governedBy: [Contractors 2027]"],
      ["[Admins, Contractors, MFA required]", "[Admins, Contractors 2027, MFA required]"],
    ],
  },
  {
    kind: "group-rule",
    from: "MFA Required - employees",
    to: "Employees",
    changes: [["rule: MFA Required - employees", "rule: Employees"]],
  },
];

test.each(renames)("a $kind that is renamed with all that is named after it stays as it is", {
  timeout,
}, async ({ changes, ...rename }) => {
  const { stack, up, deletes, check } = await enforcedAcme();
  for (const { urn, name } of renamesInState(exportOf(stack), { ...rename, component: stackComponentName })) {
    stack.rename(urn, name);
  }
  const changed = await changedBaseline(changes);
  expect(await up(changed)).toEqual({ error: null, untracked: [] });
  expect(deletes()).toEqual([]);
  expect((await check(changed)).exitCode).toBe(0);
});

test("a group that is moved alone keeps its people", { timeout }, async () => {
  const { stack, up, deletes, check } = await enforcedAcme();
  const group = [...stack.state.values()].find(
    ({ type, name }) => type.endsWith(":Group") && name === "mfa/MFA Admins",
  );
  stack.rename(group?.urn ?? "", "mfa/Administrators");
  const changed = await changedBaseline([[/MFA Admins/g, "Administrators"]]);
  const { error, untracked } = await up(changed);
  expect({ error, left: untracked.map((urn) => urn.split("::").at(-1)) }).toEqual({
    error: null,
    left: ["mfa/MFA Admins"],
  });
  expect(deletes()).toEqual([]);
  expect((await check(changed)).exitCode).toBe(0);
});

test("a policy that is moved alone is refused before anything is written", { timeout }, async () => {
  const { stack, up, writes } = await enforcedAcme();
  const policy = [...stack.state.values()].find(
    ({ type, name }) => type.endsWith(":Mfa") && name === "mfa/Contractors",
  );
  stack.rename(policy?.urn ?? "", "mfa/Contractors 2027");
  const before = writes();
  const changed = await changedBaseline(
    renames.flatMap(({ kind, changes }) => (kind === "policy" ? changes : [])),
  );
  expect((await up(changed)).error).toContain("because it is protected");
  expect(writes()).toBe(before);
});

const noAdmins: readonly Change[] = [
  [
    "  - name: Admins\n    description: Phishing-resistant factors for administrators\n    groups: [MFA Admins]\n    authenticators:\n      okta_password: REQUIRED\n      webauthn: REQUIRED\n      okta_verify: OPTIONAL\n    rules:\n      - name: Enroll at sign-in\n        enroll: CHALLENGE\n",
    "",
  ],
  ["    governedBy: [Admins]\n", ""],
  ["[Admins, Contractors, MFA required]", "[Contractors, MFA required]"],
];

test.each([true, false])("a policy that is removed keeps its rules, with --skip-preview %s", {
  timeout,
}, async (skipPreview) => {
  const { up, deletes } = await enforcedAcme();
  const { error } = await up(await changedBaseline(noAdmins), { skipPreview });
  expect(error).toContain("because it is protected");
  expect(deletes()).toEqual([]);
});

test("members that are no longer declared stay in their group, and the preview says so", {
  timeout,
}, async () => {
  const { up, deletes, check } = await enforcedAcme();
  const changed = await changedBaseline([
    ["    members: [nia@acme.example, omar@acme.example]\n    onlyMembers: true\n", ""],
  ]);
  const { error, untracked } = await up(changed);
  expect({ error, left: untracked.map((urn) => urn.split("$").at(-1)) }).toEqual({
    error: null,
    left: ["okta:index/groupMemberships:GroupMemberships::mfa/MFA Admins"],
  });
  expect(deletes()).toEqual([]);
  expect((await check(changed)).exitCode).toBe(0);
});
