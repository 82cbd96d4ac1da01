import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { z } from "zod";
import { baselineJsonSchema } from "../../policy/json-schema.ts";

const node = z.looseObject({
  description: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
});

/** Paths of the fields that an editor could say nothing about. */
function undescribed(schema: unknown, path: string): readonly string[] {
  const { properties, items, anyOf } = node.parse(schema);
  return [
    ...Object.entries(properties ?? {}).flatMap(([key, value]) => [
      ...(node.parse(value).description === undefined ? [`${path}.${key}`] : []),
      ...undescribed(value, `${path}.${key}`),
    ]),
    ...(items === undefined ? [] : undescribed(items, path)),
    ...(anyOf ?? []).flatMap((option) => undescribed(option, path)),
  ];
}

it("describes every field to an editor", () => {
  expect(undescribed(JSON.parse(baselineJsonSchema()), "")).toEqual([]);
});

it("knows no keys but its own", () => {
  const schema = node.parse(JSON.parse(baselineJsonSchema()));
  expect(schema.additionalProperties).toBe(false);
  expect(Object.keys(schema.properties ?? {})).toEqual([
    "version",
    "extends",
    "org",
    "groups",
    "authenticators",
    "enrollmentPolicies",
    "signOn",
    "unmanaged",
    "requirements",
    "standards",
    "exemptions",
    "accepted",
    "unread",
    "approvals",
    "alerts",
  ]);
});

it.each(["policy/baseline.yaml", "policy/baseline.classic.yaml"])("%s points editors to it", async (path) => {
  expect(await readFile(path, "utf8")).toMatch(
    /^# yaml-language-server: \$schema=\.\/baseline\.schema\.json\n/,
  );
});
