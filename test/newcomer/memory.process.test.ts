import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import { messyOrg } from "../support/messy-org.ts";
import { snapshotOfState } from "../support/snapshot-of-state.ts";

// Another process loads the sources and judges ten thousand people several times over.
vi.setConfig({ testTimeout: 400_000 });

/** Enough for the tool itself, and for a tenth of these people: they must not need ten times as much. */
const heapMegabytes = 120;

it.each([1000, 10_000])("adopts an org of %i people in the same heap", async (people) => {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-memory-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const snapshot = join(folder, "org.json");
  const org = snapshotOfState(messyOrg(people), new Date("2026-11-23T09:30:00.000Z"));
  await writeFile(snapshot, JSON.stringify(org));
  const cli = join(packageRoot(), "src", "cli", "main.ts");
  const argv = ["adopt", "--snapshot", snapshot, "--out", join(folder, "policy"), "--yes", "--quiet"];
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heapMegabytes}`, "--import", "tsx", cli, ...argv],
    { cwd: packageRoot(), stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, NODE_OPTIONS: "" } },
  );
  const [exitCode] = await once(child, "exit");
  expect(exitCode).toBe(0);
});
