import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeDeviations } from "../../src/emulator/acme/acme-deviations.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { snapshotToJson } from "../../src/okta/snapshot-file.ts";
import { ed25519, encrypted, p256 } from "../support/evidence-keys.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { anOrg } from "../support/org-builder.ts";
import { snapshotOfState } from "../support/snapshot-of-state.ts";
import { expectGolden } from "./golden-run.ts";

// Acme is judged several times, and the first test waits for the checks to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const now = new Date("2026-11-23T10:00:00.000Z");
const drifted = acmeDeviations.reduce((state, { apply }) => apply(state), acmeState(now));
const env = { PLUMBLINE_REDACT_KEY: "a key for the test" };

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-evidence-"));
  for (const day of [9, 16, 23]) {
    const read = {
      ...snapshotOfState(drifted, now),
      takenAt: `2026-11-${String(day).padStart(2, "0")}T10:00:00.000Z`,
    };
    await writeFile(join(folder, `org-${day}.json`), snapshotToJson(read));
  }
  await writeFile(join(folder, "evidence.pem"), ed25519.privateKey);
  await writeFile(join(folder, "evidence.pub.pem"), ed25519.publicKey);
  await writeFile(join(folder, "other.pub.pem"), p256.publicKey);
  await writeFile(join(folder, "encrypted.pem"), encrypted.privateKey);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const argvOf = (line: string): readonly string[] =>
  line.split(" ").map((word) => (/\.(json|pem)$|^week-/.test(word) ? join(folder, word) : word));

async function plumbline(
  line: string,
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const terminal = fakeTerminal({ env, now });
  return { code: await run(argvOf(line), terminal), ...terminal.written };
}

const create = (day: number, more: string) =>
  plumbline(`evidence create --out week-${day} --snapshot org-${day}.json ${more}`);

describe("plumbline evidence", () => {
  // Keys are made anew for each run, node is the one at hand, and files change with what reports say.
  const plain = (text: string): string =>
    text
      .replaceAll(/SHA256:[0-9a-f]{64}/g, "SHA256:3f9a…")
      .replaceAll(/[0-9a-f]{64}/g, "81c2…")
      .replaceAll(/on Node v[\d.]+/g, "on Node v20.20.2");

  it("creates a chain, verifies it, and shows it", async () => {
    const first = await create(9, "--key evidence.pem");
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect((await create(16, "--key evidence.pem --previous week-9")).code).toBe(0);
    const last = await create(23, "--key evidence.pem --previous week-16 --standards stig,nist");
    const text = [
      [
        "evidence create --out week-23 --snapshot org-23.json --key evidence.pem --previous week-16 --standards stig,nist",
        last,
      ],
      ["evidence verify week-9 week-16 week-23 --public-key evidence.pub.pem", null],
      ["evidence show week-23", null],
      ["evidence verify week-9 week-23 --public-key evidence.pub.pem", null],
      ["evidence verify week-16 --public-key other.pub.pem", null],
    ] as const;
    const shown: string[] = [];
    for (const [line, done] of text) {
      const { code, stdout } = done ?? (await plumbline(line));
      shown.push(`$ plumbline ${line}\n${stdout}exit code ${code}\n`);
    }
    const printed = plain(shown.join("\n").replaceAll(`${folder}/`, ""));
    const golden = join(import.meta.dirname, "golden", "evidence.txt");
    if (process.env["UPDATE_GOLDEN"] === "1") await writeFile(golden, printed);
    expect(printed).toBe(await readFile(golden, "utf8"));
  });

  it("names the file that was touched, and ends with 2", async () => {
    await create(23, "--no-sign").then(() => undefined);
    const report = join(folder, "week-23", "report.json");
    const before = await readFile(report, "utf8");
    await writeFile(report, before.replace('"verdict": "drift"', '"verdict": "in-line"'));
    const { code, stdout } = await plumbline("evidence verify week-23");
    expect(code).toBe(2);
    expect(stdout).toContain("report.json: changed since the bundle was sealed");
    const shown = await plumbline("evidence show week-23");
    expect(shown.code).toBe(1);
    expect(shown.stdout).toMatch(/^BROKEN\nreport\.json: changed/);
    await writeFile(report, before);
  });

  it("prints JSON for programs", async () => {
    const verified = JSON.parse((await plumbline("evidence verify week-9 --format json")).stdout);
    expect(verified.bundles[0]).toMatchObject({
      standing: "holds",
      faults: [],
      seal: { kind: "signed", trusted: false },
    });
    const broken = JSON.parse(
      (await plumbline("evidence verify week-9 --public-key other.pub.pem --format json")).stdout,
    );
    expect(broken.bundles[0].faults[0]).toMatchObject({
      kind: "other-key",
      message: expect.stringContaining("signed by another key"),
    });
    const shown = JSON.parse((await plumbline("evidence show week-9 --format json")).stdout);
    expect(shown).toMatchObject({ manifest: { schemaVersion: 1, redacted: true }, log: null });
  });

  it("cannot tell of a bundle from the future, and ends with 1", async () => {
    const terminal = fakeTerminal({ env, now: new Date("2026-11-01T00:00:00.000Z") });
    expect(await run(argvOf("evidence verify week-9"), terminal)).toBe(1);
    expect(terminal.written.stdout).toMatch(/^UNPROVEN/);
  });

  it.each([
    ["evidence create --out week-1 --snapshot org-9.json", "nothing says how to seal the bundle"],
    [
      "evidence create --out week-1 --snapshot org-9.json --no-sign --key evidence.pem",
      "contradict each other",
    ],
    ["evidence create --out week-1 --snapshot org-9.json --key evidence.pub.pem", "is a public key"],
    ["evidence create --out week-1 --snapshot org-9.json --key encrypted.pem", "is encrypted"],
    ["evidence create --out week-9 --snapshot org-9.json --no-sign", "is there already"],
    ["evidence create --out week-1 --snapshot org-9.json --no-sign --standards stigs", "did you mean stig"],
    ["evidence verify week-1", "cannot read week-1"],
    ["evidence verify week-9 --public-key evidence.pem", "is a private key"],
    ["evidence verify week-9 --every often", "Write a duration"],
  ])("plumbline %s", async (line, words) => {
    const { code, stderr } = await plumbline(line);
    expect(code).toBe(1);
    expect(stderr.replaceAll(`${folder}/`, "")).toContain(words);
  });

  it("reads a live org, and who watched it from a ledger", async () => {
    const emulator = await startEmulator({ state: acmeState(now) });
    onTestFinished(() => emulator.close());
    const ledger = join(folder, "ledger.db");
    const terminal = () =>
      fakeTerminal({
        env: { ...env, OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token },
        now: new Date(),
      });
    expect(await run(["watch", "--once", "--ledger", ledger], terminal())).toBe(0);
    const out = join(folder, "live");
    const made = terminal();
    const create = [
      "evidence",
      "create",
      "--out",
      out,
      "--no-sign",
      "--ledger",
      ledger,
      "--standards",
      "nist",
    ];
    expect(await run(create, made)).toBe(0);
    const report = JSON.parse(await readFile(join(out, "report.json"), "utf8"));
    expect(report).toMatchObject({ source: "live", gaps: [] });
    expect(report.cost.requests).toBeGreaterThan(0);
    const shown = terminal();
    expect(await run(["evidence", "verify", out], shown)).toBe(0);
    expect(shown.written.stdout).toContain("byte for byte");
    expect(await run(["evidence", "show", out], shown)).toBe(0);
    expect(shown.written.stdout).toMatch(/Log +\d+ events?.*; watched since /);
    expect(shown.written.stdout).toMatch(/Standard nist +Revision 4, \d+ requirements: /);
  });

  it("of a Classic org is judged again, too", async () => {
    const file = join(folder, "classic.yaml");
    await writeFile(file, "version: 1\norg: { engine: classic }\nauthenticators: { okta_sms: INACTIVE }\n");
    await writeFile(
      join(folder, "classic.json"),
      snapshotToJson(anOrg({ engine: "classic", authenticators: { okta_sms: "ACTIVE" } })),
    );
    const line = `evidence create --out week-0 --no-sign --snapshot classic.json --baseline ${file} --standards stig,pci`;
    expect((await plumbline(line)).code).toBe(0);
    expect(await plumbline("evidence verify week-0")).toMatchObject({ code: 0 });
  });

  it("says how in its help", () => expectGolden(["evidence", "--help"]));
});
