import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, expect, it } from "vitest";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import { compiledCli } from "../support/compiled.ts";

// Each of these starts a Node of its own.

let started: ChildProcessByStdio<null, Readable, Readable> | null = null;
// A test that fails half-way must not leave its process behind.
afterEach(() => started?.kill("SIGKILL"));

function start(...argv: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  started = spawn(process.execPath, [compiledCli, ...argv], {
    cwd: packageRoot(),
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return started;
}

const readAll = async (stream: Readable | null): Promise<string> => (stream === null ? "" : text(stream));

async function exitCodeAndErrors(child: ReturnType<typeof start>) {
  const [[code], stderr] = await Promise.all([once(child, "close"), text(child.stderr)]);
  return { code, stderr };
}

it("ends with 0, 1 as the command line says", async () => {
  const good = start("--version");
  const [version, ended] = await Promise.all([text(good.stdout), exitCodeAndErrors(good)]);
  expect({ version, ...ended }).toEqual({ version: "0.1.0\n", code: 0, stderr: "" });
  const bad = start("checks", "nothing");
  expect(await exitCodeAndErrors(bad)).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^error\[CHECK_NOT_FOUND\]: .*\nfix: .*\n$/),
  });
});

it("says nothing when the reader of its output goes away", async () => {
  const child = start("checks", "--format", "json");
  child.stdout.destroy();
  expect(await exitCodeAndErrors(child)).toEqual({ code: 0, stderr: "" });
});

it.runIf(process.platform === "linux")("says so when the output cannot be written", async () => {
  const full = await open("/dev/full", "w");
  const child = spawn(process.execPath, [compiledCli, "checks"], {
    cwd: packageRoot(),
    stdio: ["ignore", full.fd, "pipe"],
  });
  const [[code], stderr] = await Promise.all([once(child, "close"), readAll(child.stderr)]);
  await full.close();
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^error\[OUTPUT_FAILED\]: cannot write the output \(ENOSPC\)\nfix: /),
  });
});

it("serves the emulator until Ctrl-C", async () => {
  const child = start("emulator", "--token", "for-the-test");
  const [first] = await once(child.stdout, "data");
  const [, url, token] =
    /^(http:\/\/127\.0\.0\.1:\d+)\nexport OKTA_ORG_URL=\1 OKTA_API_TOKEN=(.*)\n$/.exec(String(first)) ?? [];
  const users = await fetch(`${url}/api/v1/users?limit=1`, { headers: { authorization: `SSWS ${token}` } });
  expect(users.status).toBe(200);
  expect(await users.json()).toHaveLength(1);
  child.kill("SIGINT");
  expect(await exitCodeAndErrors(child)).toEqual({ code: 0, stderr: "Ctrl-C ends it.\n" });
});
