import { describe, expect, test } from "vitest";
import check from "../../checks/enrollment-policy-status.check.ts";
import { aBaseline, aDeclaredPolicy, theDeclaredDefault } from "../support/baseline-builder.ts";
import { anOrg, aPolicy, theDefaultPolicy, without } from "../support/org-builder.ts";
import { draftsOf, foundBy } from "../support/run-check.ts";

const baseline = aBaseline({
  enrollmentPolicies: [aDeclaredPolicy("Admins", ["MFA Admins"]), theDeclaredDefault()],
});

describe("enrollment-policy-status", () => {
  test.each([
    { name: "active", org: anOrg({ policies: [aPolicy("Admins"), theDefaultPolicy()] }), found: [] },
    { name: "missing", org: anOrg({ policies: [] }), found: [] },
    { name: "not read", org: without(anOrg(), { policies: "policies" }), found: [] },
    {
      name: "unmanaged and inactive",
      org: anOrg({
        policies: [aPolicy("Guests", { status: "INACTIVE" }), aPolicy("Admins"), theDefaultPolicy()],
      }),
      found: [],
    },
    {
      name: "inactive",
      org: anOrg({
        policies: [aPolicy("Admins", { status: "INACTIVE" }), { ...theDefaultPolicy(), status: "INACTIVE" }],
      }),
      found: ["policy Admins", "policy Default Policy"].map((subject) => ({
        subject,
        field: "status",
        expected: "ACTIVE",
        actual: "INACTIVE",
      })),
    },
  ])("policies that are $name", ({ org, found }) => {
    expect(foundBy(check, baseline, org)).toEqual(found);
  });

  test("the sentence says what is and what should be", () => {
    const org = anOrg({ policies: [aPolicy("Admins", { status: "INACTIVE" })] });
    expect(draftsOf(check, baseline, org)[0]?.message).toBe(
      'Enrollment policy "Admins" is INACTIVE; it should be ACTIVE.',
    );
  });

  test("asks for policies only when the baseline names some", () => {
    expect(check.needs(aBaseline())).toEqual([]);
    expect(check.needs(baseline)).toEqual(["policies"]);
  });
});
