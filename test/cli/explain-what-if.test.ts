import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { snapshotToJson } from "../../src/okta/snapshot-file.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { snapshotOfState } from "../support/snapshot-of-state.ts";

// One test reads an org over real sockets, and waits for the SDK to load.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const acme = join(import.meta.dirname, "../../policy/baseline.yaml");
const now = new Date("2026-11-23T10:00:00.000Z");
let folder = "";
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-what-if-"));
  const text = await readFile(acme, "utf8");
  const [start = "", ...policies] = text.split(
    /^ {2}- name: (?=Admins|Contractors\n {4}groups|MFA required|Default)/mu,
  );
  const [admins, contractors, required, rest] = policies.map((policy) => `  - name: ${policy}`);
  await writeFile(file("swapped.yaml"), [start, required, contractors, admins, rest].join(""));
  await writeFile(
    file("keys.yaml"),
    text.replace(/(- name: MFA required\n {4}groups.*\n[\s\S]*?webauthn: )OPTIONAL/u, "$1REQUIRED"),
  );
  await writeFile(file("classic.yaml"), "version: 1\norg: { engine: classic }\n");
  await writeFile(file("acme.json"), snapshotToJson(snapshotOfState(acmeState(now), now)));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function explain(user: string, other: string, ...flags: readonly string[]) {
  const terminal = fakeTerminal();
  const argv = ["explain", `${user}@acme.example`, "--snapshot", file("acme.json"), "--baseline", acme];
  const code = await run([...argv, "--what-if", file(other), ...flags], terminal);
  return { code, ...terminal.written };
}

describe("plumbline explain USER --what-if BASELINE", () => {
  it("shows which policy would win, what would be asked and which requirement would fail", async () => {
    const { code, stdout } = await explain("nia", "swapped.yaml");
    expect(code).toBe(0);
    const [, whatIf = ""] = stdout.split("were in force\n");
    expect(whatIf).toContain(
      'enrollment policy: MFA required, by rule "Enroll at sign-in"\n    today: Admins',
    );
    expect(whatIf).toContain("would no longer need a phishing-resistant authenticator");
    expect(whatIf).toMatch(/admins: drift\.[\s\S]*?today: in-line/u);
  });

  it("gives JSON beside today's answer", async () => {
    const { stdout } = await explain("dana", "keys.yaml", "--format", "json");
    const { policy, whatIf } = JSON.parse(stdout);
    expect(policy.outcomes[0].policy).toBe("MFA required");
    expect(whatIf.baseline).toEqual({
      path: file("keys.yaml"),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/u),
    });
    expect(whatIf.differences).toEqual([
      { kind: "people-gain-phishing-resistance", effect: "stronger", names: [] },
      { kind: "people-enroll", effect: "stronger", names: ["webauthn"] },
    ]);
  });

  it("says when nothing would change", async () => {
    expect((await explain("dana", "swapped.yaml")).stdout).toContain("nothing else would change at sign-in");
  });

  it("refuses a baseline for the other engine", async () => {
    const { code, stderr } = await explain("dana", "classic.yaml");
    expect(code).toBe(1);
    expect(stderr).toContain("error[ENGINE_MISMATCH]");
  });

  it("reads what both baselines ask about from a live org", async () => {
    const emulator = await startEmulator({ state: acmeState(now) });
    const terminal = fakeTerminal({ env: { OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token } });
    const argv = ["explain", "dana@acme.example", "--baseline", acme, "--what-if", file("keys.yaml")];
    expect(await run(argv, terminal)).toBe(0);
    await emulator.close();
    expect(terminal.written.stdout).toContain("would be asked to enroll webauthn at next sign-in");
  });
});
