import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import type { PersonExplanation } from "../../src/model/explanation.ts";
import type { Report } from "../../src/model/report.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { temporaryFolder } from "../support/seeded-ledger.ts";
import { type WatchedAcme, watchAcme } from "../support/watched-acme.ts";

// Acme is read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const hourMs = 3_600_000;

/** `plumbline check` on Acme, as JSON, and what becomes of Dana by what is asked of everyone. */
async function check(acme: WatchedAcme, flags: readonly string[], env: Record<string, string> = {}) {
  const terminal = fakeTerminal({ env: { ...acme.env, ...env }, now: new Date() });
  const argv = ["check", "--baseline", acme.baseline, "--only", "factors", "--format", "json", ...flags];
  const exitCode = await run(argv, terminal);
  const { stdout, stderr } = terminal.written;
  if (stdout === "") return { exitCode, stderr, dana: [] };
  const { findings }: Report = JSON.parse(stdout);
  const dana = findings.filter(
    ({ subject, requirement }) => subject.name === "dana@acme.example" && requirement === "everyone",
  );
  return { exitCode, stderr, dana: dana.map(({ status }) => status) };
}

const inHours = (hours: number): string => new Date(Date.now() + hours * hourMs).toISOString();

/** Dana lost her factors and her password, and was then sent the activation again: years after she was activated. */
async function danaCameBack(): Promise<WatchedAcme> {
  const acme = await watchAcme();
  await acme.watchOnce("--since", "1h");
  const dana = `/users/${acme.userId("dana@acme.example")}/lifecycle`;
  await acme.change("POST", `${dana}/reset_factors`);
  await acme.change("POST", `${dana}/reset_password?sendEmail=false`);
  await acme.change("POST", `${dana}/reactivate?sendEmail=false`);
  return acme;
}

describe("check --ledger", () => {
  it("gives people who came back the time that the requirement allows, and no more", async () => {
    const acme = await danaCameBack();
    expect(await check(acme, [])).toMatchObject({ exitCode: 2, dana: ["open"] });
    expect(await check(acme, ["--ledger", acme.ledger])).toMatchObject({ exitCode: 2, dana: ["open"] });
    await acme.watchOnce();
    expect(await check(acme, ["--ledger", acme.ledger])).toEqual({
      exitCode: 0,
      stderr: "",
      dana: ["pending"],
    });
    const late = ["--ledger", acme.ledger, "--now"];
    expect(await check(acme, [...late, inHours(23)])).toMatchObject({ exitCode: 0, dana: ["pending"] });
    expect(await check(acme, [...late, inHours(25)])).toMatchObject({ exitCode: 2, dana: ["open"] });
    expect(await check(acme, [])).toMatchObject({ exitCode: 2, dana: ["open"] });
  });

  it("explains people as it judges them", async () => {
    const acme = await danaCameBack();
    await acme.watchOnce();
    const statusOf = async (now: string): Promise<unknown> => {
      const explain = ["explain", "dana@acme.example", "--baseline", acme.baseline, "--format", "json"];
      const { stdout } = await acme.run([...explain, "--now", now]);
      const { requirements }: PersonExplanation = JSON.parse(stdout);
      return requirements.find(({ id }) => id === "everyone")?.status;
    };
    expect(await statusOf(inHours(23))).toBe("pending");
    expect(await statusOf(inHours(25))).toBe("drift");
  });

  it("takes the ledger that the environment names, or the one in the default place", async () => {
    const acme = await danaCameBack();
    await acme.watchOnce();
    expect(await check(acme, [], { PLUMBLINE_LEDGER: acme.ledger })).toMatchObject({ dana: ["pending"] });
    const folder = await temporaryFolder();
    await mkdir(join(folder, ".plumbline"));
    await acme.watchOnce("--ledger", join(folder, ".plumbline", "ledger.db"), "--since", "1h");
    const before = process.cwd();
    process.chdir(folder);
    try {
      expect(await check(acme, [])).toMatchObject({ dana: ["pending"] });
    } finally {
      process.chdir(before);
    }
  });

  it("keeps the report, but not that of a rehearsal", async () => {
    const acme = await watchAcme();
    await acme.watchOnce("--since", "1h");
    await check(acme, ["--ledger", acme.ledger, "--now", inHours(1)]);
    const ledger = await openLedger(acme.ledger, { create: false });
    expect(await ledger.reports(acme.emulator.url, 9)).toEqual([]);
    await check(acme, ["--ledger", acme.ledger]);
    expect(await ledger.reports(acme.emulator.url, 9)).toMatchObject([
      { source: "live", summary: { verdict: "in-line" }, outcomes: [{ check: "factors" }] },
    ]);
    await ledger.close();
  });

  it("says that a ledger never read the org", async () => {
    const [acme, other] = [await watchAcme(), await watchAcme()];
    await other.watchOnce("--since", "1h");
    expect(await check(acme, ["--ledger", other.ledger])).toMatchObject({
      exitCode: 0,
      stderr: `${acme.emulator.url} was never read into the ledger: nobody is known to have come back\n`,
    });
    expect(await check(acme, ["--ledger", other.ledger, "--quiet"])).toMatchObject({ stderr: "" });
  });

  it("gives no answer by a ledger that is not there, or is none", async () => {
    const acme = await watchAcme();
    const place = join(await temporaryFolder(), "ledgr.db");
    expect(await check(acme, ["--ledger", place])).toEqual({
      exitCode: 1,
      stderr: `error[LEDGER_NOT_FOUND]: there is no ledger ${place}\nfix: run plumbline watch --once to make one, or name another with --ledger\n`,
      dana: [],
    });
    await writeFile(place, "no database ".repeat(1000));
    expect(await check(acme, ["--ledger", place])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^error\[LEDGER_CORRUPT\]: .* is no ledger, or a damaged one/),
    });
  });
});
