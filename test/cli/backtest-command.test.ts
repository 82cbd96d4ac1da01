import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeLog, acmePerson, actionEvent } from "../../src/emulator/acme/acme-log.ts";
import { userTarget } from "../../src/emulator/log/log-events.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { temporaryFolder } from "../support/seeded-ledger.ts";
import { watchAcme } from "../support/watched-acme.ts";
import { expectGolden } from "./golden-run.ts";

// Acme is read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const now = new Date("2026-11-23T10:00:00.000Z");

/** Acme's log as an export, one event a line. */
function exported(): readonly string[] {
  const state = acmeState(now);
  const who = (login: string) => userTarget(acmePerson(state, login));
  const hostile = { ...who("dana@acme.example"), alternateId: "dana\u001b[31m\n::error::x@acme.example" };
  const reset = {
    eventType: "user.mfa.factor.reset_all",
    actor: who("omar@acme.example"),
    targets: [hostile],
  };
  const events = [...acmeLog(state, now), actionEvent(reset, now, 4711)];
  return events.map((event) => JSON.stringify(event));
}

async function fileOf(name: string, content: string): Promise<{ file: string; folder: string }> {
  const folder = await temporaryFolder();
  const file = join(folder, name);
  await writeFile(file, content);
  return { file, folder };
}

describe("a backtest of a file", () => {
  let lines: readonly string[] = [];
  beforeAll(() => {
    lines = exported();
  });

  it.each(["pretty", "json"])("prints what would have been raised, as %s", async (format) => {
    const { file, folder } = await fileOf("export.jsonl", lines.join("\n"));
    await expectGolden(["watch", "--backtest", file, "--format", format], {
      shown: `watch --backtest export.jsonl --format ${format}`,
      hide: folder,
    });
    expect(await readdir(folder)).toEqual(["export.jsonl"]);
  });

  it("counts what came twice once, names what is malformed, and ends with 1 then", async () => {
    const [first = "", ...rest] = lines;
    const { file, folder } = await fileOf("damaged.jsonl", [first, "{", first, ...rest].join("\n"));
    await expectGolden(["watch", "--backtest", file], {
      shown: "watch --backtest damaged.jsonl",
      hide: folder,
    });
  });

  it("says so when the file holds no events", async () => {
    const { file, folder } = await fileOf("events.csv", "uuid,published\na,2026-11-23\n");
    await expectGolden(["watch", "--backtest", file], { shown: "watch --backtest events.csv", hide: folder });
  });

  it("says so when there is no such file", () => expectGolden(["watch", "--backtest", "nowhere.jsonl"]));

  it("does not go with a ledger", () => expectGolden(["watch", "--backtest", "30d", "--ledger", "x.db"]));

  it("has the only format", () => expectGolden(["watch", "--once", "--format", "json"]));
});

describe("a backtest of the System Log", () => {
  const backtest = async (acme: Awaited<ReturnType<typeof watchAcme>>, range: string) => {
    const terminal = fakeTerminal({ env: acme.env, now: new Date() });
    const argv = ["watch", "--backtest", range, "--format", "json", "--baseline", acme.baseline];
    const exitCode = await run(argv, terminal);
    return { exitCode, report: JSON.parse(terminal.written.stdout) };
  };

  it("raises what a watch raises, and makes no ledger", async () => {
    const acme = await watchAcme();
    await acme.change("POST", `/users/${acme.userId("dana@acme.example")}/lifecycle/reset_factors`);
    const { exitCode, report } = await backtest(acme, "30d");
    expect(exitCode).toBe(0);
    expect(report.opened["mfa-reset"]).toBe(1);
    expect(report.notSeen).toHaveLength(1);
    await acme.watchOnce("--since", "30d");
    const watched = (await acme.alerts()).filter(({ resolution }) => !resolution?.startsWith("a managed"));
    const ids = (alerts: readonly { id: string }[]) => alerts.map(({ id }) => id).toSorted();
    expect(ids(report.alerts)).toEqual(ids(watched));
  });

  it("says what Okta does not keep", async () => {
    const acme = await watchAcme();
    const { report } = await backtest(acme, "120d");
    expect(report.notSeen).toContain("what lies further back: Okta keeps its log for 90 days");
    expect(Date.parse(report.range.to) - Date.parse(report.range.from)).toBe(90 * 86_400_000);
  });
});
