import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadBaseline } from "../../policy/load-baseline.ts";
import { declareUnderMocks } from "../support/declare-under-mocks.ts";
import { acmeOrg, answerFrom, type ProviderOrg } from "../support/provider-answers.ts";
import { type ProgramOptions, type ProgramRun, runPulumiProgram } from "../support/run-pulumi-program.ts";

// Each test starts Pulumi's own Node runtime, which alone takes a second or two to load.
const timeout = 90_000;

const projectFolder = resolve(import.meta.dirname, "../..");

/** Runs the program as the Pulumi.yaml of this project says. */
async function runProject(
  options: Partial<ProgramOptions> & { readonly org?: ProviderOrg } = {},
): Promise<ProgramRun> {
  const project = parse(await readFile(resolve(projectFolder, "Pulumi.yaml"), "utf8"));
  const stack = parse(await readFile(resolve(projectFolder, "Pulumi.prod.yaml"), "utf8"));
  const { org = acmeOrg() } = options;
  return runPulumiProgram({
    projectFolder,
    main: project.main,
    nodeArgs: project.runtime.options.nodeargs.split(" "),
    stack: "prod",
    config: stack.config,
    handlers: {
      registerResource: ({ name }) => ({ id: `id of ${name}`, outputs: {} }),
      invoke: (token, args) => answerFrom(org, token, args),
    },
    ...options,
  });
}

const shown = ({ log }: ProgramRun) => log.filter(({ severity }) => severity !== "debug");

const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;

describe("the program of the stacks, in Pulumi's own runtime", () => {
  it("declares what the golden file shows, and tells the ids", { timeout }, async () => {
    const run = await runProject();
    expect(run.exitCode).toBe(0);
    expect(shown(run)).toEqual([]);

    const loaded = await loadBaseline("policy/baseline.yaml");
    const declared = await declareUnderMocks(loaded);
    const custom = run.resources.filter((resource) => resource.custom);
    const seen = custom
      .map(({ type, name, protect, retainOnDelete, inputs }) => ({
        resource: `${type} ${name}`,
        protect,
        retainOnDelete,
        inputs,
      }))
      .sort((left, right) => (left.resource < right.resource ? -1 : 1));
    expect(seen).toEqual(declared.resources.map(({ after: _after, ...rest }) => rest));
    expect(run.stackOutputs).toEqual(declared.outputs);
    const component = run.resources.find(({ type }) => type === "plumbline:index:MfaBaseline");
    expect(run.outputs.get(component?.urn ?? "")).toEqual({
      ...declared.outputs,
      signOn: JSON.stringify(loaded.baseline.signOn),
    });

    // The order in which it was written: nothing before what it waits for.
    const written = custom.map(({ urn }) => urn);
    for (const { urn, dependencies } of custom) {
      for (const before of dependencies) {
        expect(written.indexOf(before), `${nameOf(before)} before ${nameOf(urn)}`).toBeLessThan(
          written.indexOf(urn),
        );
      }
    }
  });

  it("writes nothing in a preview, and looks everything up", { timeout }, async () => {
    const run = await runProject({ dryRun: true });
    expect(run.exitCode).toBe(0);
    expect(run.invokes.map(({ token }) => token.split(":").at(-1))).toEqual([
      "getOrgMetadata",
      "getGroup",
      "getGroup",
      "getNetworkZone",
      "getUser",
      "getUser",
      "getUser",
      "getApp",
      "getPolicy",
    ]);
    expect(run.resources.map(({ type }) => type)).toContain("okta:policy/mfa:Mfa");
    // An unknown is unknown part by part: as one output it would be the letters of Pulumi's placeholder.
    const declared = await declareUnderMocks(await loadBaseline("policy/baseline.yaml"));
    expect(Object.keys(run.stackOutputs).sort()).toEqual(Object.keys(declared.outputs).sort());
  });

  it("fails the preview at a group that does not exist, in two lines", { timeout }, async () => {
    const run = await runProject({ dryRun: true, org: acmeOrg({ groups: {} }) });
    expect(run.exitCode).not.toBe(0);
    expect(shown(run)).toEqual([
      {
        severity: "error",
        message:
          'error[GROUP_NOT_FOUND]: the org has no group "Contractors"\n' +
          "fix: correct the name under groups, or remove managed: false so that Pulumi creates the group",
      },
    ]);
    expect(run.resources.filter((resource) => resource.custom)).toEqual([]);
    expect(run.stdout + run.stderr).toBe("");
  });

  it.each([
    [{}, "error[BASELINE_NOT_FOUND]: the stack prod names no baseline"],
    [
      { "plumbline:baseline": "policy/none.yaml" },
      "error[BASELINE_NOT_FOUND]: cannot read the baseline policy/none.yaml: no such file",
    ],
  ])("fails when the stack's configuration is %j", { timeout }, async (config, message) => {
    const run = await runProject({ config });
    expect(run.exitCode).not.toBe(0);
    expect(shown(run)).toEqual([
      {
        severity: "error",
        message: `${message}\nfix: pulumi config set --stack prod plumbline:baseline policy/baseline.yaml (relative to Pulumi.yaml)`,
      },
    ]);
  });
});
