// Runs at the end of `npm ci`: builds the command that `npx plumbline` needs and the policy pack that Pulumi loads, and
// sets up the git hooks in a checkout.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const run = (command, args) =>
  spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });

const build = run("npm", ["run", "build", "--silent"]);
process.exitCode = build.status ?? 1;
if (existsSync(".git") && !process.env["CI"]) run("npx", ["--no-install", "lefthook", "install"]);
