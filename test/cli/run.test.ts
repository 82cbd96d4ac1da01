import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";

async function outcome(...argv: readonly string[]) {
  const terminal = fakeTerminal();
  return { code: await run(argv, terminal), ...terminal.written };
}

describe("the command line", () => {
  it("explains itself on stdout and ends well", async () => {
    for (const argv of [["--help"], ["checks", "--help"], ["--version"]]) {
      const { code, stdout, stderr } = await outcome(...argv);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).not.toBe("");
    }
  });

  it.each([
    [["chekcs"], "unknown command 'chekcs'\n  (Did you mean checks?)"],
    [["checks", "--bogus"], "unknown option '--bogus'"],
    [
      ["checks", "--format", "xml"],
      "option '--format <name>' argument 'xml' is invalid. Allowed choices are pretty, json.",
    ],
    [["checks", "factors", "extra"], "too many arguments for 'checks'. Expected 1 argument but got 2."],
  ])("refuses %j on stderr with 1", async (argv, message) => {
    const { code, stdout, stderr } = await outcome(...argv);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe(`error[USAGE]: ${message}\nfix: see plumbline --help, or plumbline COMMAND --help\n`);
  });

  it("shows the stack only with --debug, and what was typed never as an escape sequence", async () => {
    const plain = await outcome("checks", "\u001b[31mfactors");
    expect(plain.stderr).toContain(
      'error[CHECK_NOT_FOUND]: there is no check "\\x1b[31mfactors"\nfix: choose from ',
    );
    expect(plain.stderr).not.toContain("    at ");
    expect((await outcome("checks", "nothing", "--debug")).stderr).toContain("    at ");
  });

  it("turns what nobody foresaw into one line and 1", async () => {
    const terminal = fakeTerminal();
    const full = { ...terminal.stdout, flush: () => Promise.reject(new Error("write ENOSPC\nat the disk")) };
    expect(await run(["checks"], { ...terminal, stdout: full })).toBe(1);
    expect(terminal.written.stderr).toBe(
      "error[INTERNAL]: write ENOSPC\nfix: run with --debug for the stack\n",
    );
    const odd = { ...terminal.stdout, flush: () => Promise.reject("a text") };
    expect(await run(["checks", "--debug"], { ...terminal, stdout: odd })).toBe(1);
    expect(terminal.written.stderr).toContain("error[INTERNAL]: a text\n");
  });
});

describe("plumbline checks", () => {
  it("lists ids, severities and titles", async () => {
    const { code, stdout } = await outcome("checks");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^group-missing +high +Every declared group exists$/m);
  });

  it("tells one in full", async () => {
    const { stdout } = await outcome("checks", "group-missing");
    expect(stdout).toMatch(/^group-missing \(severity: high\)\n/);
    for (const heading of ["Why", "Remedy", "Sources"]) expect(stdout).toContain(`\n${heading}\n  `);
  });

  it("gives JSON", async () => {
    const all: { checks: unknown[] } = JSON.parse((await outcome("checks", "--format", "json")).stdout);
    const one = JSON.parse((await outcome("checks", "group-missing", "--format", "json")).stdout);
    expect(one.checks).toMatchObject([{ id: "group-missing", severity: "high" }]);
    expect(all.checks).toEqual(expect.arrayContaining(one.checks));
  });
});
