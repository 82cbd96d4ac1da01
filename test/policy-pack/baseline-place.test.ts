import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baselinePlace } from "../../policy/pack/baseline-place.ts";

let project = "";

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "acme-pack-"));
  writeFileSync(join(project, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
  mkdirSync(join(project, "stacks"));
  mkdirSync(join(project, "broken"));
  writeFileSync(join(project, "broken", "Pulumi.yml"), "name: [acme\n");
});

afterAll(() => rmSync(project, { recursive: true }));

const environment = (change: Readonly<Record<string, string>> = {}) => ({
  PWD: join(project, "stacks"),
  PULUMI_PROJECT: "acme",
  ...change,
});

describe("which baseline", () => {
  const all = { PLUMBLINE_BASELINE: "env.yaml", PULUMI_CONFIG: '{"plumbline:baseline":"stack.yaml"}' };

  it.each([
    ["the pack's configuration first", "pack.yaml", all, "pack.yaml"],
    ["then the environment", null, all, "env.yaml"],
    ["then the stack's own configuration", null, { ...all, PLUMBLINE_BASELINE: " " }, "stack.yaml"],
    ["then the usual place", null, { PULUMI_CONFIG: '{"plumbline:org":"acme"}' }, "policy/baseline.yaml"],
    [
      "the usual place when the configuration is no JSON",
      null,
      { PULUMI_CONFIG: "{" },
      "policy/baseline.yaml",
    ],
    ["the usual place without any", null, {}, "policy/baseline.yaml"],
  ])("%s", (_case, configured, change, path) => {
    expect(baselinePlace(configured, environment(change))).toEqual({ path, folder: project });
  });
});

describe("from which folder", () => {
  it("finds the project above the shell's folder, whatever it is called", () => {
    expect(baselinePlace(null, { PWD: join(project, "stacks") }).folder).toBe(project);
  });

  it("needs no project for an absolute path", () => {
    const path = join(project, "baseline.yaml");
    expect(baselinePlace(path, {})).toEqual({ path, folder: project });
  });

  it.each([
    ["another project is there", { PULUMI_PROJECT: "payroll" }, "payroll"],
    ["the project's file is broken", { PWD: "broken" }, "acme"],
    ["no project is there", { PWD: tmpdir() }, "acme"],
    ["the shell's folder is not told", { PWD: "" }, "acme"],
  ])("refuses to guess when %s", (_case, change, name) => {
    const broken = "PWD" in change && change.PWD === "broken" ? { PWD: join(project, "broken") } : change;
    expect(() => baselinePlace(null, environment(broken))).toThrow(
      `cannot tell the folder of the project ${name}`,
    );
  });

  it("says so without the project's name too", () => {
    expect(() => baselinePlace(null, {})).toThrow("cannot tell the folder of the project that Pulumi runs");
  });
});
