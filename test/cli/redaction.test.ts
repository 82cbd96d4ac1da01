import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeDeviations } from "../../src/emulator/acme/acme-deviations.ts";
import { type RunningEmulator, startEmulator } from "../../src/emulator/start-emulator.ts";
import { discover } from "../../src/flows/catalogue/discover.ts";
import type { Summary } from "../../src/model/report.ts";
import { defaultPolicyName, everyoneGroupName } from "../../src/model/words.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";

// Orgs are read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = new Date("2026-11-23T10:00:00.000Z");
const untouched = acmeState(now);
const state = acmeDeviations.reduce((org, { apply }) => apply(org), untouched);

// Every org has these, and what a check says of itself may name them.
const common: ReadonlySet<string> = new Set([
  everyoneGroupName,
  defaultPolicyName,
  "Default Rule",
  "Catch-all Rule",
  "Okta Admin Console",
  "Okta Dashboard",
  "Okta Browser Plugin",
  "Any two factors",
  "Okta Account Management Policy",
]);

/** Every name and id that Acme's people chose or have, from what the emulator serves and not from our own list. */
const names: readonly string[] = [
  ...state.users.flatMap(({ id, profile: { login, email, firstName, lastName } }) => [
    id,
    login,
    email,
    `${firstName} ${lastName}`,
  ]),
  ...[state.groups, state.groupRules, state.policies, state.zones].flatMap((things) =>
    things.flatMap(({ id, name }) => [id, name]),
  ),
  ...state.policies.flatMap(({ rules }) => rules.flatMap(({ id, name }) => [id, name])),
  ...state.apps.flatMap(({ id, label }) => [id, label]),
  ...state.authenticators.map(({ id }) => id),
  // The baseline still names what somebody deleted.
  ...untouched.groups.map(({ name }) => name),
  state.org.id,
  state.org.subdomain,
].filter((name) => !common.has(name));

const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})(?![\\p{L}\\p{N}])`,
  "giu",
);
const namesIn = (text: string): readonly string[] => [...new Set(text.match(pattern))];

const hasName = (candidate: unknown): candidate is { readonly name: string } =>
  typeof candidate === "object" && candidate !== null && "name" in candidate;
const reporters = await discover(join(import.meta.dirname, "../../src/report"), "reporter", hasName);

describe("--redact", () => {
  let drifted: RunningEmulator;
  beforeAll(async () => {
    drifted = await startEmulator({ state });
  });
  afterAll(() => drifted.close());

  const plumbline = async (...argv: readonly string[]) => {
    const env = {
      OKTA_ORG_URL: drifted.url,
      OKTA_API_TOKEN: drifted.token,
      PLUMBLINE_REDACT_KEY: "a key for the test",
    };
    const terminal = fakeTerminal({ env });
    return { code: await run(argv, terminal), ...terminal.written };
  };

  it("has names to look for, and finds them in what is not redacted", async () => {
    const { stdout } = await plumbline("check", "--format", "json");
    for (const name of [
      "beth@acme.example",
      "Service Accounts",
      "MFA required",
      "Temp contractors",
      "Finance",
    ])
      expect(namesIn(stdout)).toContain(name);
  });

  it.each(reporters.map(({ name }) => name))("leaves no name and no id of the org in %s", async (format) => {
    const { code, stdout, stderr } = await plumbline("check", "--redact", "--verbose", "--format", format);
    expect(code).toBe(2);
    expect(namesIn(`${stdout}${stderr}`)).toEqual([]);
    expect(stdout).not.toMatch(/@acme|127\.0\.0\.1/);
  });

  it.each([
    ["beth@acme.example", "pretty"],
    ["kim@acme.example", "json"],
    ["svc-backup@acme.example", "json"],
  ])("leaves none in what explain tells of %s, as %s", async (user, format) => {
    const { code, stdout, stderr } = await plumbline("explain", user, "--redact", "--format", format);
    expect(code).toBe(0);
    expect(stdout).toMatch(/person-[0-9a-f]{12}/);
    expect(namesIn(`${stdout}${stderr}`)).toEqual([]);
  });

  it("leaves none in what another baseline would come to", async () => {
    const argv = ["explain", "kim@acme.example", "--what-if", "policy/baseline.yaml", "--redact"];
    const { stdout } = await plumbline(...argv, "--format", "json");
    expect(JSON.parse(stdout)).toHaveProperty("whatIf.requirements");
    expect(namesIn(stdout)).toEqual([]);
  });

  it.each([
    "pretty",
    "json",
    "markdown",
    "github",
    "sarif",
  ])("leaves none in a review as %s", async (format) => {
    const folder = await mkdtemp(join(tmpdir(), "plumbline-redaction-"));
    try {
      const head = join(folder, "head.yaml");
      const snapshot = join(folder, "org.json");
      const text = await readFile("policy/baseline.yaml", "utf8");
      await writeFile(head, text.replace("groups: [Contractors]", "groups: [Contractors, MFA Required]"));
      await plumbline("snapshot", "--out", snapshot);
      const argv = ["review", "policy/baseline.yaml", head, "--snapshot", snapshot, "--redact"];
      const { stdout } = await plumbline(...argv, "--format", format);
      expect(stdout).toMatch(/(group|policy|name)-[0-9a-f]{12}/);
      // Names of JSON's fields are ours: a review counts `admins`.
      expect(namesIn(stdout.replaceAll(folder, "").replaceAll(/"\w+": /g, ""))).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("judges the same, and orders by what is printed", async () => {
    const plain = JSON.parse((await plumbline("check", "--format", "json")).stdout);
    const redacted = JSON.parse((await plumbline("check", "--redact", "--format", "json")).stdout);
    const counts = ({ requirements, ...summary }: Summary) => ({
      ...summary,
      requirements: requirements?.map(({ id: _, title: __, ...count }) => count),
    });
    expect(counts(redacted.summary)).toEqual(counts(plain.summary));
    const keys = (redacted.findings as { check: string; severity: string; subject: { name: string } }[])
      .filter(({ check, severity }) => check === "factors" && severity === "low")
      .map(({ subject }) => subject.name);
    expect(keys.length).toBeGreaterThan(1);
    expect(keys).toEqual(keys.toSorted());
  });
});
