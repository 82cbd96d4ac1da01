import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import type { Finding } from "../../src/model/report.ts";
import { checkOverSockets } from "../support/check-over-sockets.ts";
import { oktaProvider } from "../support/okta-provider.ts";
import { addContractors } from "./add-contractors.ts";
import { adminConsole } from "./admin-console.ts";
import { changedBaseline } from "./changed-baseline.ts";
import { newPolicy, withAuthenticator } from "./edit-policy.ts";
import { recording } from "./stack-export.ts";
import { untouchedAcme } from "./untouched-orgs.ts";
import { up } from "./up.ts";

const now = new Date("2026-11-23T09:00:00.000Z");
const baseline = "policy/baseline.yaml";

/** Acme after `pulumi up` with its baseline, and the file in which `pulumi stack export` left the stack. */
async function enforcedAcme() {
  const emulator = await startEmulator({ state: untouchedAcme(now), clock: () => now });
  onTestFinished(() => emulator.close());
  const provider = recording(oktaProvider(emulator));
  const run = await up(provider.handlers, baseline);
  expect(run.exitCode).toBe(0);
  await addContractors(emulator);
  const folder = await mkdtemp(join(tmpdir(), "plumbline-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const stack = join(folder, "stack.json");
  await writeFile(stack, provider.exportOf(run));
  const check = (by: string) => checkOverSockets(emulator, { baseline: by, now, stack });
  return { console: adminConsole(emulator), check, stack };
}

const open = (findings: readonly Finding[]) => findings.filter(({ status }) => status === "open");
const aboutThings = (findings: readonly Finding[]) =>
  open(findings).filter(({ subject }) => subject.type !== "user");
const inWords = ({ check, subject, field }: Finding) => `${check}: ${subject.name} (${field ?? "itself"})`;
const waiting = ({ changedBy }: Finding) => changedBy?.status === "not applied yet";

const changedByHand = (findings: readonly Finding[]) =>
  aboutThings(findings)
    .filter((finding) => !waiting(finding))
    .map(inWords);

/** One change of each kind of thing that a baseline can ask for. */
const newer = [
  [
    '      rule: MFA Required - employees\n      when: user.userType=="employee"',
    '      rule: MFA Required - employees\n      when: user.userType!="contractor"',
  ],
  ["[nia@acme.example, omar@acme.example]", "[nia@acme.example, omar@acme.example, greta@acme.example]"],
  [
    "  - name: Contractors\n    managed: false",
    "  - name: Kiosks\n  - name: Contractors\n    managed: false",
  ],
  ["  security_question: INACTIVE", "  security_question: ACTIVE"],
  [
    "      webauthn: OPTIONAL\n      google_otp: OPTIONAL\n",
    "      webauthn: REQUIRED\n      google_otp: OPTIONAL\n",
  ],
  [
    "enroll: CHALLENGE\n        network: { in: [Corp] }",
    "enroll: CHALLENGE\n        network: { notIn: [Corp] }",
  ],
  ["idle: 1h", "idle: 30m"],
  ["reauthenticateEvery: 8h", "reauthenticateEvery: 4h"],
  ["    groups: [MFA Required]\n", "    groups: [MFA Required, Service Accounts]\n"],
  [
    "      - name: No enrollment elsewhere\n        enroll: NEVER",
    "      - name: No enrollment elsewhere\n        enroll: CHALLENGE",
  ],
  [
    "  - name: Default Policy #",
    "  - name: Kiosks\n    groups: [Service Accounts]\n    authenticators: { okta_password: REQUIRED }\n    rules: [{ name: Enroll at sign-in, enroll: CHALLENGE }]\n  - name: Default Policy #",
  ],
] as const;

// Pulumi's Node runtime takes two seconds to load, and a whole org is read five times.
test("a stack tells what is not applied yet from what somebody changed", { timeout: 240_000 }, async () => {
  const { check, console: admin, stack } = await enforcedAcme();
  const same = await check(baseline);
  expect(same.exitCode).toBe(0);
  expect(same.report.stack).toMatchObject({
    file: stack,
    status: "applied",
    sha256: same.report.baseline.sha256,
  });

  const changed = await changedBaseline(newer);
  const before = await check(changed);
  expect(before.exitCode).toBe(2);
  expect(before.report.stack).toMatchObject({
    status: "not applied yet",
    sha256: same.report.baseline.sha256,
  });
  expect(aboutThings(before.report.findings).filter(waiting).map(inWords)).toEqual([
    "authenticator-status: security_question (status)",
    "enrollment-policy-missing: Kiosks (itself)",
    "app-rule: Payroll / Office (reauthenticateEvery)",
    "enrollment-policy-authenticator: Contractors (authenticators.webauthn)",
    "enrollment-policy-groups: MFA required (groups)",
    "enrollment-rule: Contractors / Enroll in the office (network)",
    "enrollment-rule: Contractors / No enrollment elsewhere (enroll)",
    "group-members: MFA Admins (members)",
    "group-missing: Kiosks (itself)",
    "group-rule: MFA Required - employees (expression)",
    "session-rule: Workforce / Elsewhere (session.idle)",
  ]);
  expect(changedByHand(before.report.findings)).toEqual([]);

  await admin.edit(await admin.policy("Admins"), withAuthenticator("okta_email", "OPTIONAL"));
  await admin.edit(await admin.policy("Contractors"), withAuthenticator("webauthn", "NOT_ALLOWED"));
  const after = await check(changed);
  expect(changedByHand(after.report.findings)).toEqual([
    "enrollment-policy-authenticator: Admins (authenticators.okta_email)",
    "enrollment-policy-authenticator: Contractors (authenticators.webauthn)",
  ]);
});

test("a policy that is gone is one root cause, also when one of its name was made in its place", {
  timeout: 240_000,
}, async () => {
  const { check, console: admin } = await enforcedAcme();
  const group = (await admin.group("MFA Required")).split("/").at(-1) ?? "";
  await admin.send("DELETE", await admin.policy("MFA required"));
  const gone = await check(baseline);
  const roots = (findings: readonly Finding[]) =>
    open(findings)
      .filter(({ causedBy }) => causedBy === null)
      .map(inWords);
  expect(roots(gone.report.findings)).toEqual(["enrollment-policy-missing: MFA required (itself)"]);
  expect(aboutThings(gone.report.findings).map(inWords)).toEqual([
    "enrollment-policy-missing: MFA required (itself)",
    "stack-resource: MFA required (itself)",
    "stack-resource: MFA required / Enroll at sign-in (itself)",
  ]);

  await admin.send("POST", "/policies", newPolicy("MFA required", group, 3));
  const remade = await check(baseline);
  expect(remade.exitCode).toBe(2);
  expect(roots(remade.report.findings)).toEqual(["stack-resource: MFA required (itself)"]);
});
