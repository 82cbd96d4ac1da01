import { describe, expect, test } from "vitest";
import check from "../../checks/enrollment-rule-missing.check.ts";
import {
  aBaseline,
  aDeclaredPolicy,
  aDeclaredRule,
  theDeclaredDefault,
} from "../support/baseline-builder.ts";
import { anOrg, aPolicy, type RuleParts, theDefaultPolicy } from "../support/org-builder.ts";
import { draftsOf, foundBy } from "../support/run-check.ts";

const rules = [aDeclaredRule({ name: "In the office" }), aDeclaredRule({ name: "Elsewhere" })];
const baseline = aBaseline({
  enrollmentPolicies: [aDeclaredPolicy("Admins", [], { rules }), theDeclaredDefault()],
});
const orgWith = (live: readonly RuleParts[] | null) =>
  anOrg({ policies: [aPolicy("Admins", { rules: live }), theDefaultPolicy()] });
const missing = (name: string) => ({
  subject: `policy-rule Admins / ${name}`,
  field: null,
  expected: "present",
  actual: "absent",
});

describe("enrollment-rule-missing", () => {
  test.each([
    { name: "both rules", live: [{ name: "Elsewhere" }, { name: "In the office" }], found: [] },
    {
      name: "one more, and one inactive",
      live: [{ name: "Guests" }, { name: "Elsewhere", status: "INACTIVE" }, { name: "In the office" }],
      found: [],
    },
    { name: "one of two", live: [{ name: "Elsewhere" }], found: [missing("In the office")] },
    { name: "none", live: [], found: [missing("In the office"), missing("Elsewhere")] },
    {
      name: "a system rule of the name",
      live: [{ name: "Elsewhere" }, { name: "In the office", system: true }],
      found: [missing("In the office")],
    },
  ])("with $name", ({ live, found }) => {
    expect(foundBy(check, baseline, orgWith(live))).toEqual(found);
  });

  test("rules that could not be read leave the answer unknown", () => {
    expect(foundBy(check, baseline, orgWith(null))).toEqual([
      { subject: "policy Admins", field: null, status: "unknown", expected: null, actual: null },
    ]);
  });

  test("a missing policy makes no findings about its rules", () => {
    expect(foundBy(check, baseline, anOrg())).toEqual([]);
  });

  test("the sentence says what is and what should be", () => {
    expect(draftsOf(check, baseline, orgWith([{ name: "Elsewhere" }]))[0]?.message).toBe(
      'Rule "In the office" of enrollment policy "Admins" does not exist; it should.',
    );
  });

  test("asks for rules only when the baseline names some", () => {
    expect(check.needs(aBaseline({ enrollmentPolicies: [theDeclaredDefault()] }))).toEqual([]);
    expect(check.needs(baseline)).toEqual(["policies", "policy-rules"]);
  });
});
