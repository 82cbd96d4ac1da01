import { describe, expect, test } from "vitest";
import check from "../../checks/enrollment-policy-missing.check.ts";
import { aBaseline, aDeclaredPolicy, theDeclaredDefault } from "../support/baseline-builder.ts";
import { anOrg, aPolicy, partOf, theDefaultPolicy, without } from "../support/org-builder.ts";
import { draftsOf, foundBy } from "../support/run-check.ts";

const baseline = aBaseline({
  enrollmentPolicies: [aDeclaredPolicy("Admins", ["MFA Admins"]), theDeclaredDefault()],
});
const missing = (name: string) => ({
  subject: `policy ${name}`,
  field: null,
  expected: "present",
  actual: "absent",
});

describe("enrollment-policy-missing", () => {
  test.each([
    { name: "both policies", policies: [aPolicy("Admins"), theDefaultPolicy()], found: [] },
    { name: "one more", policies: [aPolicy("Guests"), aPolicy("Admins"), theDefaultPolicy()], found: [] },
    {
      name: "an inactive one",
      policies: [aPolicy("Admins", { status: "INACTIVE" }), theDefaultPolicy()],
      found: [],
    },
    { name: "another name", policies: [aPolicy("Admins 2"), theDefaultPolicy()], found: [missing("Admins")] },
    { name: "no policy at all", policies: [], found: [missing("Admins"), missing("Default Policy")] },
    {
      name: "someone's own policy that bears the name of Okta's",
      policies: [aPolicy("Admins"), aPolicy("Default Policy")],
      found: [missing("Default Policy")],
    },
  ])("with $name", ({ policies, found }) => {
    expect(foundBy(check, baseline, anOrg({ policies }))).toEqual(found);
  });

  test("two spellings of é are one name", () => {
    const team = aBaseline({ enrollmentPolicies: [aDeclaredPolicy("Équipe", [])] });
    expect(foundBy(check, team, anOrg({ policies: [aPolicy("E\u0301quipe")] }))).toEqual([]);
  });

  test("where not every policy could be read, one that is not there is not proven missing", () => {
    const org = anOrg({ gaps: [partOf("policies")] });
    expect(foundBy(check, baseline, org)).toEqual([
      { ...missing("Admins"), status: "unknown", actual: null },
    ]);
    expect(draftsOf(check, baseline, org)[0]?.message).toBe(
      'Cannot tell whether enrollment policy "Admins" exists, as it should: not every policy could be read (malformed).',
    );
  });

  test("the sentence says what is and what should be", () => {
    const [draft] = draftsOf(check, baseline, anOrg());
    expect(draft?.message).toBe('Enrollment policy "Admins" does not exist; it should.');
  });

  test("asks for policies only when the baseline names some, and says nothing without them", () => {
    expect(check.needs(aBaseline())).toEqual([]);
    expect(check.needs(baseline)).toEqual(["policies"]);
    expect(foundBy(check, baseline, without(anOrg(), { policies: "policies" }))).toEqual([]);
  });
});
