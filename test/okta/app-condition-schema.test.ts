import { expect, it } from "vitest";
import { appCondition } from "../../src/okta/snapshot/app-condition-schema.ts";

it("reads the lines that snapshots of earlier versions have", () => {
  const lines = ["include APP 0oaPayroll", "exclude APP_TYPE okta", "include RADIUS 7", "exclude"];
  expect(appCondition.parse(lines)).toEqual({
    include: [
      { kind: "app", id: "0oaPayroll" },
      { kind: "other", words: "RADIUS 7" },
    ],
    exclude: [
      { kind: "type", name: "okta" },
      { kind: "other", words: "" },
    ],
  });
});

it("reads what it writes, and nothing else", () => {
  const written = { include: [{ kind: "app", id: "0oaPayroll" }], exclude: [{ kind: "type", name: "okta" }] };
  expect(appCondition.parse(written)).toEqual(written);
  expect(appCondition.safeParse({ include: [{ kind: "app" }], exclude: [] }).success).toBe(false);
});
