#!/usr/bin/env node
import process from "node:process";
import { boundHeapGrowth } from "./heap-growth.ts";
import { processTerminal } from "./process-terminal.ts";
import { run } from "./run.ts";

boundHeapGrowth();
process.exitCode = await run(process.argv.slice(2), processTerminal());
