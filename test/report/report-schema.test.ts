import { readFile } from "node:fs/promises";
import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import type { Report } from "../../src/model/report.ts";
import { reportSchema } from "../../src/report/report-schema.ts";
import { aRequirementCount, personFinding, policyFinding, sampleReport } from "../support/sample-report.ts";

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

const published = async () =>
  z.fromJSONSchema(
    JSON.parse(await readFile(new URL("../../src/report/report.schema.json", import.meta.url), "utf8")),
  );

const { summary } = sampleReport();
const full = sampleReport(
  [
    policyFinding({
      changedBy: {
        status: "found",
        managed: true,
        actor: "Plumbline CI",
        at: "2026-11-22T08:00:00.000Z",
        ip: null,
        via: "service app",
      },
    }),
    personFinding("lee@acme.example", {
      status: "exempted",
      path: [{ policy: "Admins", applies: "maybe", reason: "depends on the network" }],
      exemption: { until: "2026-12-31", reason: "keys delayed", owner: "secops@acme.example" },
    }),
  ],
  {
    people: [
      {
        id: "00udana",
        login: "dana@acme.example",
        status: "ACTIVE",
        standing: "in-scope",
        groups: ["Staff"],
        policies: [{ policy: "Staff", rule: null, network: null, apps: null, why: "certain" }],
        enrolled: ["webauthn"],
        usable: ["webauthn"],
        unread: null,
        signIn: [
          {
            level: "phishing-resistant",
            policy: "Strong",
            app: "Payroll",
            alsoApps: 0,
            rule: "FastPass",
            from: "anywhere",
            with: ["webauthn"],
          },
        ],
        requirements: { everyone: "in-line" },
      },
    ],
    asOf: "2026-11-23T09:59:59.000Z",
    summary: {
      ...summary,
      requirements: [aRequirementCount({ drift: 1 })],
      verified: { wanted: 20, asked: 18, agreed: 17 },
    },
    clock: { skewSeconds: -7200, judgedAt: "2026-11-23T08:00:00.000Z" },
    stack: { file: "stack.json", sha256: null, status: "unknown" },
    gaps: [{ slice: "factors", reason: "403 E0000006", affected: 12 }],
  },
);

describe("the schema of the report", () => {
  it("has the same fields as the type", () => {
    expectTypeOf<DeepReadonly<z.output<typeof reportSchema>>>().toEqualTypeOf<Report>();
    expect(Object.keys(reportSchema.shape).sort()).toEqual(Object.keys(full).sort());
  });

  it("as published takes whole reports", async () => {
    const schema = await published();
    for (const report of [sampleReport(), full]) expect(schema.safeParse(report).error).toBeUndefined();
  });

  it.each<[string, object]>([
    ["another version", { ...full, schemaVersion: 2 }],
    ["a verdict there is none of", { ...full, summary: { ...full.summary, verdict: "fine" } }],
    ["a missing field", { ...full, gaps: undefined }],
    ["a field nobody declared", { ...full, extra: true }],
    ["a negative count", { ...full, summary: { ...full.summary, findings: -1 } }],
    ["a finding of no check", { ...full, findings: [{ ...full.findings[0], check: undefined }] }],
  ])("refuses %s", async (_what, report) => {
    expect((await published()).safeParse(report).success).toBe(false);
    expect(reportSchema.safeParse(report).success).toBe(false);
  });
});
