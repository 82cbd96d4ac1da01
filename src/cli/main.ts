#!/usr/bin/env node
import process from "node:process";
import { boundHeapGrowth } from "./heap-growth.ts";
import { processTerminal } from "./process-terminal.ts";
import { run } from "./run.ts";

// A command that reads no org is over before: it would be slower by it.
setTimeout(boundHeapGrowth, 200).unref();
process.exitCode = await run(process.argv.slice(2), processTerminal());
