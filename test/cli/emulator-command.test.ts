import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { type FakeTerminal, fakeTerminal } from "../support/fake-terminal.ts";

// Orgs are read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-emulator-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Served {
  readonly env: Record<string, string>;
  readonly terminal: FakeTerminal;
}

/** Starts the emulator in this process, does something with it as another process would, and presses Ctrl-C. */
async function whileServing<Result>(
  argv: readonly string[],
  use: (served: Served) => Promise<Result>,
): Promise<Result> {
  const terminal = fakeTerminal();
  const ended = run(["emulator", ...argv], terminal);
  await expect.poll(() => terminal.written.stderr, { timeout: 15_000 }).toBe("Ctrl-C ends it.\n");
  const [, url = "", token = ""] =
    /OKTA_ORG_URL=(\S+) OKTA_API_TOKEN=(\S+)\n$/.exec(terminal.written.stdout) ?? [];
  const result = await use({ env: { OKTA_ORG_URL: url, OKTA_API_TOKEN: token }, terminal });
  terminal.interrupt();
  expect(await ended).toBe(0);
  return result;
}

async function check(env: Record<string, string>, ...argv: readonly string[]) {
  const terminal = fakeTerminal({ env });
  return { code: await run(["check", ...argv], terminal), ...terminal.written };
}

describe("plumbline emulator", () => {
  it("serves Acme, in line", () =>
    whileServing([], async ({ env }) => {
      expect((await check(env, "--only", "group-missing")).code).toBe(0);
    }));

  it("serves Acme drifted", () =>
    whileServing(["--drifted"], async ({ env }) => {
      expect((await check(env, "--only", "group-missing")).code).toBe(2);
    }));

  it("serves Classic, which a baseline for Identity Engine does not fit", () =>
    whileServing(["--engine", "classic"], async ({ env }) => {
      expect(await check(env)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("error[ENGINE_MISMATCH]"),
      });
      expect((await check(env, "--baseline", "policy/baseline.classic.yaml")).stdout).toMatch(/^IN LINE/);
    }));

  it("serves an empty org", () =>
    whileServing(["--empty"], async ({ env }) => {
      expect((await check(env, "--only", "group-missing")).code).toBe(2);
    }));

  it("serves made-up people, and gives the baseline they are in line with but for those who drifted", () => {
    const baseline = join(folder, "baseline.yaml");
    return whileServing(
      ["--people", "60", "--seed", "7", "--drifted", "--write-baseline", baseline],
      async ({ env }) => {
        expect(await readFile(baseline, "utf8")).toContain("MFA Required");
        const { code, stdout } = await check(
          env,
          "--baseline",
          baseline,
          "--only",
          "group-missing,group-members",
        );
        expect(stdout).toMatch(/^IN LINE/);
        expect(code).toBe(0);
      },
    );
  });

  it("serves an org of one's own, under a token of one's own that needs quotes in a shell", async () => {
    const state = join(folder, "state.yaml");
    await writeFile(state, "engine: identity\nusers:\n  - { login: nia@acme.example }\n");
    await whileServing(["--state", state, "--token", "it's"], async ({ env, terminal }) => {
      expect(terminal.written.stdout).toContain("OKTA_API_TOKEN='it'\\''s'\n");
      const users = await fetch(`${env["OKTA_ORG_URL"]}/api/v1/users`, {
        headers: { authorization: "SSWS it's" },
      });
      expect(await users.json()).toMatchObject([{ profile: { login: "nia@acme.example" } }]);
    });
  });

  it("tells the address of a proxy in front", () =>
    whileServing(["--public-url", "https://acme.example/"], async ({ env, terminal }) => {
      expect(env["OKTA_ORG_URL"]).toBe("https://acme.example");
      expect(terminal.written.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n/);
    }));

  it("lets requests go wrong as a file says, and a check then cannot tell", async () => {
    const faults = join(folder, "faults.yaml");
    await writeFile(faults, "faults: [{ path: /api/v1/groups, effect: { kind: forbidden } }]\n");
    await whileServing(["--faults", faults], async ({ env }) => {
      const { code, stdout } = await check(env, "--only", "group-missing");
      expect(code).toBe(1);
      expect(stdout).toMatch(/^UNKNOWN/);
      expect(stdout).toContain("not read: groups: 403 E0000006");
      const snapshot = fakeTerminal({ env });
      expect(await run(["snapshot"], snapshot)).toBe(1);
      expect(JSON.parse(snapshot.written.stdout)).toMatchObject({ schemaVersion: 2 });
      expect(snapshot.written.stderr).toContain("not read: groups: 403 E0000006");
      const explain = fakeTerminal({ env });
      expect(await run(["explain", "dana@acme.example"], explain)).toBe(1);
      expect(explain.written.stdout).toContain("unknown: ");
    });
  });

  it("tells nobody from people that could not be read", async () => {
    const faults = join(folder, "no-people.yaml");
    await writeFile(faults, "faults: [{ path: /api/v1/users, effect: { kind: forbidden } }]\n");
    await whileServing(["--faults", faults], async ({ env }) => {
      const terminal = fakeTerminal({ env });
      expect(await run(["explain", "dana@acme.example"], terminal)).toBe(1);
      expect(terminal.written.stderr).toMatch(
        /^error\[OKTA_REFUSED\]: the people of .* could not be read: 403/,
      );
    });
  });

  it.each([
    ["faults: [{ path: users }]", "is not a plan of faults\n  faults.0.path: "],
    ["faults: [", "cannot be read as JSON or YAML"],
  ])("refuses faults like %j", async (text, message) => {
    const faults = join(folder, "broken.yaml");
    await writeFile(faults, text);
    const terminal = fakeTerminal();
    expect(await run(["emulator", "--faults", faults], terminal)).toBe(1);
    expect(terminal.written.stderr).toContain(message);
  });

  it.each([
    [["--port", "70000"], "Write a whole number from 0 to 65535."],
    [["--state", "x.yaml", "--empty"], "cannot be used with option '--empty'"],
    [["--people", "0"], "from 1 to 200000"],
    [["--public-url", "acme.example"], "Write an address such as https://acme.example"],
    [["--public-url", "https://acme.example/okta"], "without a path"],
    [["--seed", "7"], "--seed and --write-baseline need --people"],
    [["--engine", "quantum"], "Allowed choices are identity, classic."],
  ])("refuses %j", async (argv, message) => {
    const terminal = fakeTerminal();
    expect(await run(["emulator", ...argv], terminal)).toBe(1);
    expect(terminal.written.stderr).toContain(message);
  });

  it("says when a port is taken", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => {
        const address = other.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    const terminal = fakeTerminal();
    expect(await run(["emulator", "--port", String(port)], terminal)).toBe(1);
    other.close();
    expect(terminal.written.stderr).toContain(`error[PORT_IN_USE]: port ${port} is taken\nfix: `);
  });
});
