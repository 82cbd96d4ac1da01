import { describe, expect, it } from "vitest";
import { refuseOtherEngine } from "../../stacks/engine-check.ts";

const org = (pipeline: string) => ({ pipeline: async () => pipeline });

async function warnings(pipeline: () => Promise<string>): Promise<readonly string[]> {
  const lines: string[] = [];
  await refuseOtherEngine("identity", { pipeline }, (line) => lines.push(line));
  return lines;
}

describe("the org's engine", () => {
  it.each([
    ["identity", "idx"],
    ["classic", "v1"],
  ] as const)("is the baseline's: %s is %s", async (wanted, pipeline) => {
    const lines: string[] = [];
    await refuseOtherEngine(wanted, org(pipeline), (line) => lines.push(line));
    expect(lines).toEqual([]);
  });

  it.each([
    ["identity", "v1", "classic"],
    ["classic", "idx", "identity"],
  ] as const)("is not the baseline's: %s is not %s", async (wanted, pipeline, engine) => {
    const check = refuseOtherEngine(wanted, org(pipeline), () => {});
    await expect(check).rejects.toMatchObject({
      code: "ENGINE_MISMATCH",
      remedy: expect.stringContaining(`set org.engine: ${engine} in the baseline`),
    });
  });

  it("is not known: one line says so", async () => {
    expect(await warnings(async () => "v9")).toEqual([
      "the org's engine was not compared with the baseline's (Identity Engine): it is \"v9\"",
    ]);
    expect(await warnings(() => Promise.reject(new Error("403 Forbidden")))).toEqual([
      "the org's engine was not compared with the baseline's (Identity Engine): 403 Forbidden",
    ]);
  });
});
