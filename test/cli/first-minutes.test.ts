import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { placeOf } from "../../src/cli/command-for.ts";
import { buildProgram, hasCommand } from "../../src/cli/program.ts";
import { run } from "../../src/cli/run.ts";
import { wholeHelp } from "../../src/cli/whole-help.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";

async function plumbline(...argv: readonly string[]) {
  const terminal = fakeTerminal({ columns: 80 });
  const exitCode = await run(argv, terminal);
  return { exitCode, ...terminal.written };
}

const program = await buildProgram({ terminal: fakeTerminal(), end: () => {} });

it("says alone what to do first", async () => {
  const { exitCode, stdout } = await plumbline();
  expect(exitCode).toBe(0);
  for (const command of ["demo", "doctor", "adopt --out policy", "check --baseline policy/baseline.yaml"]) {
    expect(stdout).toContain(`  plumbline ${command}\n`);
  }
});

it.each([["--version"], ["-v"], ["version"]])("tells its version for %s", async (argv) => {
  const { exitCode, stdout } = await plumbline(argv);
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
});

it("explains the program and a command with help, as with --help", async () => {
  expect(await plumbline("help")).toEqual(await plumbline("--help"));
  expect(await plumbline("help", "check")).toEqual(await plumbline("check", "--help"));
  expect((await plumbline("help", "check")).exitCode).toBe(0);
});

it("shows the help that a build wrote down where all of it is asked for and lines have room", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-help-"));
  await writeFile(join(folder, "help.txt"), "written down");
  expect(await wholeHelp(["--help"], 100, folder)).toBe("written down");
  expect(await wholeHelp(["help"], 200, folder)).toBe("written down");
  expect(await wholeHelp(["--help"], 80, folder)).toBe(null);
  expect(await wholeHelp(["help", "check"], 100, folder)).toBe(null);
  await rm(folder, { recursive: true });
  expect(await wholeHelp(["--help"], 100, folder)).toBe(null);
});

it("loads just the command that is named", async () => {
  const only = await buildProgram({ terminal: fakeTerminal(), end: () => {} }, "check");
  expect(only.commands.map((command) => command.name())).toEqual(["check"]);
  expect(["check", "chek", "../check", "."].map(hasCommand)).toEqual([true, false, false, false]);
});

describe.each(
  program.commands.map((command) => [command.name(), command] as const),
)("%s", (name, command) => {
  it("has its heading, and examples that are commands of this program", async () => {
    expect(placeOf(command)).toBeGreaterThanOrEqual(0);
    const { stdout } = await plumbline(name, "--help");
    const examples = [...stdout.matchAll(/^ {2}plumbline (\S+)/gm)].map(([, first]) => first);
    expect(new Set(examples)).toEqual(new Set([name]));
    expect(stdout).toMatch(/\nExit codes: 0 /);
  });

  it("breaks no word of its help at 80 columns", async () => {
    const { stdout } = await plumbline(name, "--help");
    const flags = command.options.flatMap(({ long }) => (long == null ? [] : [long]));
    for (const flag of flags) expect(stdout).toContain(flag);
  });
});

describe("a slip", () => {
  it.each([
    [["chek"], "(Did you mean check?)"],
    [["check", "--format", "htlm"], "did you mean html?"],
    [["check", "--fail-on", "hihg"], "Did you mean high? Allowed"],
    [["check", "--only", "factor"], "did you mean factors?"],
    [["schema", "reprot"], "Did you mean report? Allowed"],
  ])("%j is answered with what was meant", async (argv, said) => {
    const { exitCode, stderr } = await plumbline(...argv);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(said)]);
  });
});

it.each(["baseline", "fleet", "report", "review"])("prints the JSON Schema of a %s", async (what) => {
  const { exitCode, stdout } = await plumbline("schema", what);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ $schema: expect.stringContaining("json-schema.org") });
});

describe("completion", () => {
  it("completes commands, subcommands and flags in bash", async () => {
    const { stdout } = await plumbline("completion", "bash");
    const asked = async (line: string): Promise<readonly string[]> => {
      const words = line.split(" ");
      const script = `${stdout}
COMP_WORDS=(${words.map((word) => JSON.stringify(word)).join(" ")}); COMP_CWORD=${words.length - 1}
_plumbline; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const answer = await promisify(execFile)("bash", ["-c", script]);
      return answer.stdout.trim().split("\n");
    };
    expect(await asked("plumbline ad")).toEqual(["adopt"]);
    expect(await asked("plumbline alerts res")).toEqual(["resolve"]);
    expect(await asked("plumbline check --fail")).toEqual(["--fail-on"]);
  });

  it.each(["zsh", "fish"])("names every command in %s", async (shell) => {
    const { stdout } = await plumbline("completion", shell);
    for (const command of program.commands) expect(stdout).toContain(command.name());
  });
});
