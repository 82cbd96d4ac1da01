import { expect, it } from "vitest";
import { loadBaseline } from "../../policy/load-baseline.ts";
import type { BaselineRule } from "../../src/model/baseline.ts";
import { declareUnderMocks } from "../support/declare-under-mocks.ts";

const payroll = { kind: "label", label: "Payroll" } as const;
const okta = { kind: "type", name: "okta" } as const;

/** The first rule of the administrators' policy, as the provider is given it. */
async function declaredWith(apps: BaselineRule["apps"]) {
  const loaded = await loadBaseline("policy/baseline.yaml");
  const [admins, ...others] = loaded.baseline.enrollmentPolicies;
  if (admins === undefined) throw new Error("the baseline has no policy");
  const rules = admins.rules.map((rule) => ({ ...rule, apps }));
  const enrollmentPolicies = [{ ...admins, rules }, ...others];
  const { resources } = await declareUnderMocks({
    ...loaded,
    baseline: { ...loaded.baseline, enrollmentPolicies },
  });
  const { inputs } = resources.find(({ resource }) => resource.includes("ruleMfa")) ?? {};
  return inputs;
}

it.each([
  ["none", { include: [], exclude: [] }, {}],
  [
    "applications by id, of a label that was looked up",
    { include: [payroll], exclude: [] },
    { appIncludes: [{ type: "APP", id: "0oaPayroll" }] },
  ],
  [
    "both sides, and a type by its name",
    { include: [payroll], exclude: [okta] },
    {
      appIncludes: [{ type: "APP", id: "0oaPayroll" }],
      appExcludes: [{ type: "APP_TYPE", name: "okta" }],
    },
  ],
])("declares the applications of an enrollment rule: %s", async (_, apps, given) => {
  const inputs: object = (await declaredWith(apps)) ?? {};
  const conditions = Object.entries(inputs).filter(([name]) => /^app(In|Ex)cludes$/u.test(name));
  expect(Object.fromEntries(conditions)).toEqual(given);
});

it("stops before the first write where no active application has the label", async () => {
  const declared = declaredWith({ include: [{ kind: "label", label: "Payrol ledger" }], exclude: [] });
  await expect(declared).rejects.toThrow(/Payrol ledger/u);
});
