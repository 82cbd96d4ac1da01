import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import { compiledCli } from "../support/compiled.ts";
import { temporaryFolder } from "../support/seeded-ledger.ts";
import { watchAcme } from "../support/watched-acme.ts";

// Whole processes are started and killed here: each takes a second or two to load.
vi.setConfig({ testTimeout: 120_000 });

/** Who is killed, and when: as a post arrives (it was never answered), or just after it was answered. */
type Moment = "before the answer" | "after the answer";

/** A webhook that kills whoever posts the first time. */
async function killingSink(moment: Moment) {
  const ids: string[] = [];
  let victim: ChildProcess | null = null;
  const kill = (): void => {
    victim?.kill("SIGKILL");
    victim = null;
  };
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    ids.push(String(request.headers["webhook-id"]));
    if (moment === "before the answer") kill();
    response.writeHead(200).end("ok", () => kill());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    ids,
    aim: (child: ChildProcess) => {
      victim = child;
    },
  };
}

describe("kill -9 while a post is under way", () => {
  it.each<Moment>([
    "before the answer",
    "after the answer",
  ])("%s: it is sent again under the same id, and the others once", async (moment) => {
    const acme = await watchAcme();
    const sink = await killingSink(moment);
    const text = await readFile(acme.baseline, "utf8");
    const baseline = join(await temporaryFolder(), "baseline.yaml");
    await writeFile(baseline, text.replace(/\nalerts:\n/, "\nalerts:\n  routes: [{ to: webhook }]\n"));
    const env = {
      ...acme.env,
      PATH: process.env["PATH"] ?? "",
      PLUMBLINE_WEBHOOK_URL: sink.url,
      PLUMBLINE_WEBHOOK_SECRET: "a-secret-of-thirty-two-characters",
    };
    const start = (): ChildProcess => {
      const argv = [
        compiledCli,
        "watch",
        "--once",
        "--since",
        "1h",
        "--baseline",
        baseline,
        "--ledger",
        acme.ledger,
      ];
      return spawn(process.execPath, argv, { cwd: packageRoot(), env, stdio: "ignore" });
    };
    await acme.watchOnce("--since", "1h");
    for (const login of ["dana@acme.example", "kim@acme.example", "ravi@acme.example"]) {
      await acme.change("POST", `/users/${acme.userId(login)}/lifecycle/reset_factors`);
    }
    const killed = start();
    sink.aim(killed);
    expect((await once(killed, "exit"))[1]).toBe("SIGKILL");
    expect(sink.ids).toHaveLength(1);
    expect((await once(start(), "exit"))[0]).toBe(0);
    const [first] = sink.ids;
    const again = sink.ids.filter((id) => id === first).length - 1;
    // Between the answer and the note of it lies less than the kill takes to arrive, or more: both are right.
    if (moment === "before the answer") expect(again).toBe(1);
    else expect([0, 1]).toContain(again);
    expect(sink.ids).toHaveLength(3 + again);
    expect(new Set(sink.ids).size).toBe(3);
  });
});
