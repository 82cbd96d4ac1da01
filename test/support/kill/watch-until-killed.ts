// A process of its own, to be killed: it loads Plumbline, says that it is ready and, once it is told to go, runs the
// command line that it was given, again and again, until it is told to stop, somebody kills it, or it kills itself just
// before a given one of its database statements: what an outsider can only hope to hit.
import process from "node:process";
import Database from "libsql";
import pg from "pg";
import { processTerminal } from "../../../src/cli/process-terminal.ts";
import { run } from "../../../src/cli/run.ts";
// Loaded before it is ready, so that it is killed while it works and not while it loads.
import "../../../src/flows/watch/watch-org.ts";

let isToStop = false;
let statementsLeft = Number.POSITIVE_INFINITY;

function beforeStatement(): void {
  statementsLeft -= 1;
  if (statementsLeft === 0) process.kill(process.pid, "SIGKILL");
}

/** Calls `beforeStatement` before a method of a driver. */
function watched<Name extends string>(driver: Record<Name, (...args: never[]) => unknown>, name: Name): void {
  const original = driver[name];
  driver[name] = function (this: unknown, ...args: never[]) {
    beforeStatement();
    return original.apply(this, args);
  };
}

watched(Database.prototype, "prepare");
watched(Database.prototype, "exec");
watched(pg.Client.prototype, "query");

process.on("message", async (message: "stop" | { readonly dieBeforeStatement: number | null }) => {
  if (message === "stop") {
    isToStop = true;
    return;
  }
  statementsLeft = message.dieBeforeStatement ?? Number.POSITIVE_INFINITY;
  const terminal = processTerminal();
  while (!isToStop) {
    const startedAt = performance.now();
    const exitCode = await run(process.argv.slice(2), terminal);
    process.send?.({ exitCode, ms: performance.now() - startedAt });
  }
  process.disconnect();
});
// Whoever started it is gone.
process.on("disconnect", () => process.exit());
process.send?.("ready");
