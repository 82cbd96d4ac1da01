import { describe, expect, test } from "vitest";
import check from "../../checks/enrollment-rule-unmanaged.check.ts";
import {
  aBaseline,
  aDeclaredPolicy,
  aDeclaredRule,
  reporting,
  theDeclaredDefault,
} from "../support/baseline-builder.ts";
import { anOrg, aPolicy, type RuleParts, theDefaultPolicy } from "../support/org-builder.ts";
import { draftsOf, foundBy } from "../support/run-check.ts";

const declared = "Enroll at sign-in";
const baseline = aBaseline({
  enrollmentPolicies: [
    aDeclaredPolicy("Admins", [], { rules: [aDeclaredRule({ name: declared })] }),
    theDeclaredDefault(),
  ],
});
const orgWith = (rules: readonly RuleParts[] | null) =>
  anOrg({ policies: [aPolicy("Admins", { rules }), theDefaultPolicy()] });
const stranger = (severity: string, actual = "ACTIVE", name = "Skip") => ({
  subject: `policy-rule Admins / ${name}`,
  field: null,
  severity,
  expected: "absent",
  actual,
});

describe("enrollment-rule-unmanaged", () => {
  test.each([
    { name: "only the declared rule", rules: [{ name: declared }], found: [] },
    { name: "a system rule", rules: [{ name: declared }, { name: "Default Rule", system: true }], found: [] },
    { name: "no rule", rules: [], found: [] },
    {
      name: "one tried after it",
      rules: [{ name: declared }, { name: "Skip" }],
      found: [stranger("medium")],
    },
    { name: "one tried before it", rules: [{ name: "Skip" }, { name: declared }], found: [stranger("high")] },
    {
      name: "an inactive one before it",
      rules: [{ name: "Skip", status: "INACTIVE" }, { name: declared }],
      found: [stranger("medium", "INACTIVE")],
    },
    {
      name: "one before a declared rule that is inactive",
      rules: [{ name: "Skip" }, { name: declared, status: "INACTIVE" }],
      found: [stranger("medium")],
    },
    {
      name: "one of the same priority, which may be tried first",
      rules: [
        { name: declared, priority: 3 },
        { name: "Skip", priority: 3 },
      ],
      found: [stranger("high")],
    },
    {
      name: "a second rule of the declared name",
      rules: [{ name: declared }, { name: declared }],
      found: [stranger("medium", "ACTIVE", declared)],
    },
  ])("with $name", ({ rules, found }) => {
    expect(foundBy(check, baseline, orgWith(rules))).toEqual(found);
  });

  test("a rule that is not Okta's own in the default policy counts", () => {
    const extra = aPolicy("Default Policy", {
      system: true,
      rules: [
        { name: "Skip", enroll: "NEVER" },
        { name: "Default Rule", system: true },
      ],
    });
    expect(foundBy(check, baseline, anOrg({ policies: [aPolicy("Admins"), extra] }))).toMatchObject([
      { subject: "policy-rule Default Policy / Skip", severity: "high" },
    ]);
    const undeclared = aBaseline({ enrollmentPolicies: [aDeclaredPolicy("Admins", [])] });
    expect(foundBy(check, undeclared, anOrg({ policies: [aPolicy("Admins"), extra] }))).toMatchObject([
      { subject: "policy-rule Default Policy / Skip", severity: "high" },
    ]);
    const declaredToo = aBaseline({
      enrollmentPolicies: [theDeclaredDefault({ rules: [aDeclaredRule({ name: "Skip", enroll: "NEVER" })] })],
    });
    expect(foundBy(check, declaredToo, anOrg({ policies: [extra] }))).toEqual([]);
  });

  test.each([
    { name: "asks as Okta's own does", rule: { enroll: "CHALLENGE" }, severities: ["medium"] },
    { name: "does not ask", rule: { enroll: "NEVER_INCLUDING_RECOVERY" }, severities: ["high"] },
    { name: "says something unheard of", rule: { enroll: "PERHAPS" }, severities: ["high"] },
    { name: "is inactive", rule: { enroll: "NEVER", status: "INACTIVE" }, severities: ["medium"] },
  ])("in the default policy one that $name is $severities.0", ({ rule, severities }) => {
    const policies = [aPolicy("Default Policy", { system: true, rules: [{ name: "Skip", ...rule }] })];
    const byDeclared = foundBy(
      check,
      aBaseline({ enrollmentPolicies: [theDeclaredDefault()] }),
      anOrg({ policies }),
    );
    expect(byDeclared.map(({ severity }) => severity)).toEqual(severities);
  });

  test("rules of policies that nobody declared are another check's to tell", () => {
    const org = anOrg({ policies: [aPolicy("Guests", { rules: [{ name: "Skip" }] })] });
    expect(foundBy(check, baseline, org)).toEqual([]);
  });

  test("rules that could not be read leave the answer unknown", () => {
    expect(foundBy(check, baseline, orgWith(null))).toMatchObject([
      { subject: "policy Admins", status: "unknown" },
    ]);
  });

  test("the sentences say what is and what should be", () => {
    const org = orgWith([{ name: "Skip" }, { name: declared }, { name: "Guests" }]);
    expect(draftsOf(check, baseline, org).map(({ message, subject }) => [subject.id, message])).toEqual([
      [
        "0pr-Admins/Skip",
        'Rule "Skip" of enrollment policy "Admins" is in no baseline and is tried before a declared rule; it should not exist.',
      ],
      [
        "0pr-Admins/Guests",
        'Rule "Guests" of enrollment policy "Admins" is in no baseline; it should not exist.',
      ],
    ]);
  });

  test("says nothing, and asks for nothing, where the baseline ignores such rules", () => {
    const ignoring = {
      ...baseline,
      unmanaged: reporting({ enrollmentRules: "ignore" }),
    } as const;
    expect(foundBy(check, ignoring, orgWith([{ name: "Skip" }]))).toEqual([]);
    expect(check.needs(ignoring)).toEqual([]);
    expect(check.needs(aBaseline())).toEqual([]);
    expect(check.needs(baseline)).toEqual(["policies", "policy-rules"]);
  });
});
