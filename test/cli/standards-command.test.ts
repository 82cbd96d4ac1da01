import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import type { StandardsReport } from "../../src/model/standards.ts";
import { snapshotToJson } from "../../src/okta/snapshot-file.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { aSignOnOrg } from "../support/sign-on-org.ts";
import { failingOrg } from "../support/standards-orgs.ts";

// Commands load the SDK and read orgs over real sockets here: seconds, on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const now = new Date("2026-11-23T10:00:00.000Z");
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-standards-"));
  await writeFile(join(folder, "org.json"), snapshotToJson(aSignOnOrg()));
  await writeFile(join(folder, "bare.json"), snapshotToJson({ ...aSignOnOrg(), slices: {} }));
});

async function standards(...words: readonly string[]) {
  const terminal = fakeTerminal({ env: { PLUMBLINE_REDACT_KEY: "a key of a test" }, now });
  const code = await run(["standards", ...words], terminal);
  return { code, ...terminal.written };
}

const offline = (file = "org.json") => ["--snapshot", join(folder, file)];

describe("plumbline standards", () => {
  it("answers a live org, both ways, with what it cost", async () => {
    const emulator = await startEmulator({ state: fillState(failingOrg) });
    onTestFinished(() => emulator.close());
    const terminal = fakeTerminal({
      env: { OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token },
      now,
    });
    expect(await run(["standards", "stig", "--format", "json", "--quiet"], terminal)).toBe(2);
    const report: StandardsReport = JSON.parse(terminal.written.stdout);
    const [stig] = report.frameworks;
    expect(report).toMatchObject({ schemaVersion: 1, source: "live", gaps: [] });
    expect(report.cost.requests).toBeGreaterThan(0);
    expect(stig?.requirements.find(({ id }) => id === "V-273193")).toMatchObject({
      aliases: ["OKTA-APP-000560"],
      severity: "high",
      status: "open",
    });
  });

  it("answers the same from a snapshot that was taken for it", async () => {
    const emulator = await startEmulator({ state: fillState(failingOrg) });
    onTestFinished(() => emulator.close());
    const env = { OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token };
    const file = join(folder, "taken.json");
    const live = fakeTerminal({ env, now });
    const taken = fakeTerminal({ env, now });
    expect(await run(["snapshot", "--standards", "stig,nist", "--out", file, "--quiet"], taken)).toBe(0);
    expect(await run(["standards", "stig", "nist", "--format", "json", "--quiet"], live)).toBe(2);
    const again = await standards("stig", "nist", "--snapshot", file, "--format", "json");
    expect(JSON.parse(again.stdout).frameworks).toEqual(JSON.parse(live.written.stdout).frameworks);
  });

  it("keeps what a live org answered in the ledger, and no rehearsal", async () => {
    const emulator = await startEmulator({ state: fillState(failingOrg) });
    onTestFinished(() => emulator.close());
    const place = join(folder, "kept", "ledger.db");
    const env = { OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token };
    const asked = ["standards", "stig", "--ledger", place, "--format", "json", "--quiet"];
    const terminal = fakeTerminal({ env, now });
    expect(await run(asked, terminal)).toBe(2);
    for (const flags of [
      ["--now", "2026-11-24T10:00:00Z"],
      ["--snapshot", join(folder, "org.json")],
    ]) {
      expect(await run([...asked, ...flags], fakeTerminal({ env, now }))).toBe(2);
    }
    const ledger = await openLedger(place, { create: false });
    onTestFinished(() => ledger.close());
    const [kept, ...others] = await ledger.standards(null);
    const [stig] = (JSON.parse(terminal.written.stdout) as StandardsReport).frameworks;
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ org: emulator.url, by: "standards", counts: stig?.counts });
    const baseline = join(folder, "pins.yaml");
    await writeFile(baseline, "version: 1\norg: { engine: identity }\nstandards: [stig]\n");
    const pinned = ["check", "--baseline", baseline, "--ledger", place, "--quiet"];
    expect(await run(pinned, fakeTerminal({ env, now }))).toBe(2);
    expect(await run([...pinned, "--skip", "standard-stig"], fakeTerminal({ env, now }))).not.toBe(0);
    const judged = await ledger.standards(null);
    expect(judged.map(({ by }) => by).sort()).toEqual(["check", "standards"]);
    const ofCheck = judged.find(({ by }) => by === "check");
    const runs = (await ledger.runs(null)).map(({ id }) => id);
    expect(runs).toContain(ofCheck?.run);
    expect(ofCheck?.statuses).toEqual(kept?.statuses);
  });

  it("ends with 1 where something could not be decided and nothing is open, and names what was not read", async () => {
    const { code, stdout } = await standards("stig", ...offline("bare.json"));
    expect(code).toBe(1);
    expect(stdout).toContain("not read: session-policies: the snapshot does not hold it");
  });

  it("ends with 2 only for what is open at or above --fail-on", async () => {
    expect((await standards("stig", ...offline())).code).toBe(2);
    expect((await standards("stig", ...offline(), "--fail-on", "critical")).code).toBe(1);
  });

  it("writes to files, and hides names", async () => {
    const file = join(folder, "stig.json");
    const { stdout, stderr } = await standards(
      "stig",
      ...offline(),
      "--redact",
      "--verbose",
      "--format",
      `json=${file}`,
    );
    expect([stdout, stderr]).toEqual(["", `wrote ${file}\n`]);
    const text = await readFile(file, "utf8");
    expect(text).not.toContain("acme");
    expect(JSON.parse(text).org.url).toMatch(/^https:\/\/org-[0-9a-f]{12}\.invalid$/);
  });

  it.each([
    [["stg"], 'error[FRAMEWORK_NOT_FOUND]: there is no standard "stg", did you mean stig?'],
    [["stig", "--format", "xml"], 'error[USAGE]: there is no format "xml"'],
    [["stig", "--format", "json", "--format", "pretty"], "error[USAGE]: only one format can go to stdout"],
    [
      ["stig", "--snapshot", "nowhere.json"],
      "error[SNAPSHOT_NOT_FOUND]: there is no snapshot at nowhere.json",
    ],
    [["stig"], "error[ORG_URL_MISSING]"],
  ])("says what is wrong with %j", async (words, message) => {
    const { code, stderr } = await standards(...words);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });
});
