import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BenchLine } from "./bench-line.ts";

/** Weight of an installation without Pulumi: packs the package, installs the tarball; needs the npm registry. */
export function benchInstall(root: string, folder: string): readonly BenchLine[] {
  const npm = (cwd: string, ...args: readonly string[]) =>
    execFileSync("npm", [...args, "--silent"], { cwd, encoding: "utf8" }).trim();
  const tarball = npm(root, "pack", "--ignore-scripts", "--pack-destination", folder);
  const user = join(folder, "user");
  mkdirSync(user);
  writeFileSync(join(user, "package.json"), JSON.stringify({ name: "user", private: true }));
  npm(user, "install", "--no-audit", "--no-fund", "--omit=peer", join(folder, tarball));
  const packages = npm(user, "ls", "--all", "--parseable").split("\n").length - 1;
  const megabytes = sizeOf(join(user, "node_modules")) / 1e6;
  return [
    // pg-boss is five of them.
    { what: "packages installed, without Pulumi", ratio: packages, limit: 105, unit: "packages" },
    { what: "size installed, without Pulumi", ratio: megabytes, limit: 100, unit: "MB" },
  ];
}

function sizeOf(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
}
