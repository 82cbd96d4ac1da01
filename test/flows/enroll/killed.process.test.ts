import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { packageRoot } from "../../../src/flows/catalogue/package-root.ts";
import { readMembershipLog } from "../../../src/flows/enroll/membership-log.ts";
import { compiledCli } from "../../support/compiled.ts";
import { enrollingAcme } from "../../support/enrolling-acme.ts";

// Each starts a Node of its own that loads the Okta SDK.
vi.setConfig({ testTimeout: 60_000 });

const root = packageRoot();

it.each([
  1, 2, 4,
])("loses nothing when it is killed while change %i is under way, and goes on", async (nth) => {
  // The change is made at once, and the answer comes late: so it dies in between.
  const put = { method: "PUT", path: "/api/v1/groups/*/users/*", nth: [nth], probability: 1 };
  const acme = await enrollingAcme({
    faults: { seed: 1, faults: [{ ...put, effect: { kind: "slow", ms: 5_000 } }] },
  });
  const log = acme.file("undo.jsonl");
  const argv = ["enroll", "--apply", "--baseline", acme.file("baseline.yaml"), "--log", log];
  const child = spawn(process.execPath, [compiledCli, ...argv], {
    cwd: root,
    env: { PATH: process.env["PATH"], ...acme.env },
    stdio: "ignore",
  });
  while (acme.changes("PUT") < nth) await sleep(5);
  child.kill("SIGKILL");
  await once(child, "close");

  const added = acme.members().filter((login) => login !== "nia@acme.example");
  expect(added).toHaveLength(nth);
  const { ours } = await readMembershipLog(log);
  expect(ours.map(({ user }) => user.login).sort()).toEqual(added);

  expect((await acme.enroll(["--apply", "--log", log])).exitCode).toBe(0);
  expect(acme.members()).toHaveLength(5);
  expect((await acme.enroll(["--undo", log])).exitCode).toBe(0);
  expect(acme.members()).toEqual(["nia@acme.example"]);
});
