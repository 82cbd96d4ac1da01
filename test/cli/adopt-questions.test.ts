import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { askOn } from "../../src/cli/ask-line.ts";
import { run } from "../../src/cli/run.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";

// Orgs are read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "plumbline-questions-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function adopt(argv: readonly string[], answers: readonly string[] | null) {
  const emulator = await startEmulator({ state: acmeState() });
  onTestFinished(() => emulator.close());
  const env = { OKTA_ORG_URL: emulator.url, OKTA_API_TOKEN: emulator.token };
  const terminal = fakeTerminal({ env, ...(answers === null ? {} : { answers, isTTY: true }) });
  const exitCode = await run(["adopt", ...argv], terminal);
  return { exitCode, requests: emulator.requests.size, ...terminal.written };
}

describe("plumbline adopt at a terminal", () => {
  it("asks for what no flag says, shows the default, and asks again where an answer means nothing", async () => {
    const out = join(await folder(), "policy");
    const answered = await adopt([], [out, "soon", "14d", ""]);
    expect(answered.exitCode, answered.stderr).toBe(0);
    expect(answered.stderr).toContain("It only reads. Enter takes what stands in brackets.\n");
    expect(answered.stderr).toContain("ADOPTION.md to? [policy] ");
    expect(answered.stderr).toMatch(/\[30d\] Write a duration such as 30s, 30m or 2h\.\n.*\[30d\] /);
    expect(answered.stderr).toContain("[50] ");
    expect(await readFile(join(out, "baseline.yaml"), "utf8")).toContain("until: 2026-12-07");
  });

  it("asks nothing that a flag says, and nothing at all with --yes", async () => {
    const out = await folder();
    const flags = ["--out", join(out, "a"), "--exempt-for", "7d"];
    const asked = await adopt(flags, ["0"]);
    expect([asked.exitCode, asked.stderr.match(/\[[^\]]+\] /g)]).toEqual([0, ["[50] "]]);
    const quiet = await adopt(["--out", join(out, "b"), "--yes"], []);
    expect([quiet.exitCode, quiet.stderr]).toEqual([0, expect.not.stringContaining("Adopting")]);
    expect((await readdir(out)).sort()).toEqual(["a", "b"]);
  });

  it("asks nobody where nobody can answer", async () => {
    const { exitCode, stderr } = await adopt([], null);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("error[USAGE]: say where to write")]);
  });

  it.each([
    ["the answers end", [], /error\[INTERRUPTED\].*nothing was read\nfix: .*--yes/],
    ["no answer means anything", ["", "a", "b", "c"], /error\[USAGE\]: no answer to "How long/],
  ])("stops before anything is read when %s", async (_, answers, says) => {
    const stopped = await adopt([], answers);
    expect([stopped.exitCode, stopped.requests]).toEqual([1, 0]);
    expect(stopped.stderr).toMatch(says);
  });

  it("fails before the first question where it has no credentials", async () => {
    const terminal = fakeTerminal({ env: { OKTA_ORG_URL: "https://acme.okta.com" }, answers: [] });
    expect(await run(["adopt"], terminal)).toBe(1);
    expect(terminal.written.stderr).toMatch(/^error\[CREDENTIALS_MISSING\]/);
  });
});

describe("asking for a line", () => {
  function asking() {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const interrupt = new AbortController();
    return { input, output, interrupt, ask: askOn({ input, output }, interrupt.signal) };
  }

  it("gives one line after another", async () => {
    const { input, output, ask } = asking();
    const first = ask("Where? ");
    input.write("here\n");
    expect(await first).toBe("here");
    const second = ask("When? ");
    input.write("now\n");
    expect(await second).toBe("now");
    expect(output.read().toString()).toBe("Where? When? ");
  });

  it("gives null at the end of the input, and when it is interrupted", async () => {
    const ended = asking();
    const answer = ended.ask("Where? ");
    ended.input.end();
    expect(await answer).toBeNull();
    const stopped = asking();
    const other = stopped.ask("Where? ");
    stopped.interrupt.abort();
    expect(await other).toBeNull();
  });
});
