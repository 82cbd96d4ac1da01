import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { askBaselineIn } from "../../policy/pack/ask-baseline.ts";

let project = "";

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "acme-pack-"));
  writeFileSync(join(project, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
  writeFileSync(join(project, "good.yaml"), "version: 1\norg:\n  engine: classic\n");
  writeFileSync(join(project, "wrong.yaml"), "version: 1\norg:\n  engine: steam\n  motor: steam\n");
});

afterAll(() => rmSync(project, { recursive: true }));

it("gives the baseline, read once", async () => {
  const ask = askBaselineIn({ PWD: project });
  const first = await ask("good.yaml");
  expect(first).toMatchObject({ kind: "read", baseline: { org: { engine: "classic" } } });
  expect(await ask("good.yaml")).toBe(first);
});

it("says of a missing one what the command says", async () => {
  expect(await askBaselineIn({ PWD: project })(null)).toEqual({
    kind: "unreadable",
    lines: [
      "error[BASELINE_NOT_FOUND]: cannot read the baseline policy/baseline.yaml: no such file",
      expect.stringMatching(/^fix: /),
    ],
  });
});

it("says of a wrong one every line", async () => {
  const answer = await askBaselineIn({ PWD: project })("wrong.yaml");
  expect(answer.kind === "unreadable" && answer.lines.slice(0, 3)).toEqual([
    "error[BASELINE_INVALID]: 2 problems in the baseline wrong.yaml",
    expect.stringMatching(/^ {2}wrong\.yaml:3:\d+: /),
    expect.stringMatching(/^ {2}wrong\.yaml:4:\d+: /),
  ]);
});

it("answers a failure that nobody foresaw", async () => {
  const env = {
    get PWD(): string {
      throw new Error("the environment is gone");
    },
  };
  expect(await askBaselineIn(env)(null)).toMatchObject({
    kind: "unreadable",
    lines: ["error[INTERNAL]: the environment is gone", expect.stringMatching(/^fix: /)],
  });
});
