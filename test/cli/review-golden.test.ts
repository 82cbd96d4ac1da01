import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, it, vi } from "vitest";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { snapshotToJson } from "../../src/okta/snapshot-file.ts";
import { snapshotOfState } from "../support/snapshot-of-state.ts";
import { expectGolden } from "./golden-run.ts";

// The first test waits for everything to load: seconds, and many on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const now = new Date("2026-11-23T10:00:00.000Z");
const home = process.cwd();
let folder = "";

const admins = (webauthn: string) => `
  - name: Admins
    groups: [MFA Admins]
    authenticators: { okta_password: REQUIRED, webauthn: ${webauthn}, okta_verify: OPTIONAL }
    rules: [{ name: Enroll at sign-in }]`;
const everyone = (webauthn: string) => `
  - name: MFA required
    groups: [MFA Required]
    authenticators: { okta_password: REQUIRED, okta_verify: REQUIRED, webauthn: ${webauthn}, okta_email: OPTIONAL }
    rules: [{ name: Enroll at sign-in }]`;
const baseline = (policies: string, rest = "") => `version: 1
org: { engine: identity }
groups:
  - { name: MFA Admins, members: [nia@acme.example, omar@acme.example], onlyMembers: true }
  - { name: MFA Required, filledBy: { rule: MFA Required - employees, when: user.userType=="employee" } }
enrollmentPolicies:${policies}
requirements:
  - { id: admins, appliesTo: { adminRoles: any }, factors: { phishingResistant: true } }
${rest}`;
const approved = `approvals:
  - change: enrollment-policy-authenticator/Admins/webauthn
    reason: keys are delayed
    owner: secops@acme.example
    ticket: SEC-42
    until: 2026-12-31
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-review-golden-"));
  const files = {
    "base.yaml": baseline(admins("REQUIRED") + everyone("OPTIONAL")),
    "swapped.yaml": baseline(everyone("OPTIONAL") + admins("REQUIRED")),
    "keys.yaml": baseline(admins("REQUIRED") + everyone("REQUIRED")),
    "approved.yaml": baseline(admins("OPTIONAL") + everyone("OPTIONAL"), approved),
    "acme.json": snapshotToJson(snapshotOfState(acmeState(now), now)),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  // Paths are printed, and lines break by their length: it must not be that of this machine's folders.
  process.chdir(folder);
});
afterAll(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true, force: true });
});

describe("plumbline review, as its readers see it", () => {
  it.each([
    "review base.yaml swapped.yaml",
    "review base.yaml swapped.yaml --snapshot acme.json",
    "review base.yaml swapped.yaml --snapshot acme.json --format markdown",
    "review base.yaml swapped.yaml --snapshot acme.json --format github",
    "review base.yaml keys.yaml --snapshot acme.json",
    "review base.yaml approved.yaml --snapshot acme.json --format markdown",
    "review base.yaml approved.yaml --format json",
    "review base.yaml approved.yaml --format sarif",
  ])("plumbline %s", async (line) => {
    await expectGolden(line.split(" "), { shown: line });
  });
});
