import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { expect, it } from "vitest";
import { isGone, leaseHolder } from "../../../src/flows/lease/lease-holder.ts";

const machine = leaseHolder().slice(0, leaseHolder().lastIndexOf(" "));

it("knows of a process of this machine that ended", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  const holder = `${machine} ${child.pid}`;
  expect(isGone(holder)).toBe(false);
  await once(child, "exit");
  expect(isGone(holder)).toBe(true);
});

it.each([
  ["itself", leaseHolder()],
  ["a process of another machine", "runner-7 (00000000) 1"],
  ["a name without a process", machine],
  ["a process that belongs to somebody else", `${machine} 1`],
  ["no process at all", `${machine} 0`],
])("takes %s for alive", (_what, holder) => {
  expect(isGone(holder)).toBe(false);
});
