import { describe, expect, test } from "vitest";
import check from "../../checks/enrollment-policy-order.check.ts";
import { aBaseline, aDeclaredPolicy, theDeclaredDefault } from "../support/baseline-builder.ts";
import { anOrg, aPolicy, theDefaultPolicy } from "../support/org-builder.ts";
import { draftsOf, foundBy } from "../support/run-check.ts";

const declared = ["Admins", "Contractors", "MFA required"];
const baseline = aBaseline({
  enrollmentPolicies: [...declared.map((name) => aDeclaredPolicy(name, [])), theDeclaredDefault()],
});

/** An org that tries the policies in the given order, whatever the order of the list. */
function trying(...names: readonly string[]) {
  const policies = names.map((name, at) => aPolicy(name, { priority: (at + 1) * 2 }));
  return anOrg({ policies: [theDefaultPolicy(), ...policies.toReversed()] });
}

describe("enrollment-policy-order", () => {
  test.each([
    { name: "the declared order", tried: declared, found: null },
    {
      name: "an unmanaged policy in between",
      tried: ["Admins", "Guests", "Contractors", "MFA required"],
      found: null,
    },
    { name: "one missing, the rest in order", tried: ["Admins", "MFA required"], found: null },
    { name: "none", tried: [], found: null },
    { name: "the first moved last", tried: ["Contractors", "MFA required", "Admins"], found: "Admins" },
    { name: "the last moved first", tried: ["MFA required", "Admins", "Contractors"], found: "Admins" },
    { name: "the last two swapped", tried: ["Admins", "MFA required", "Contractors"], found: "Contractors" },
  ])("with $name", ({ tried, found }) => {
    expect(foundBy(check, baseline, trying(...tried))).toEqual(
      found === null
        ? []
        : [{ subject: `policy ${found}`, field: "order", expected: declared, actual: tried }],
    );
  });

  test("a policy that is missing is left out of both orders", () => {
    expect(foundBy(check, baseline, trying("MFA required", "Admins"))).toMatchObject([
      { expected: ["Admins", "MFA required"], actual: ["MFA required", "Admins"] },
    ]);
  });

  test("an inactive policy keeps its place", () => {
    const policies = [aPolicy("Contractors", { status: "INACTIVE" }), aPolicy("Admins", { priority: 2 })];
    expect(foundBy(check, baseline, anOrg({ policies }))).toMatchObject([{ subject: "policy Admins" }]);
  });

  test("equal priorities leave the answer unknown", () => {
    const policies = [aPolicy("Admins", { priority: 2 }), aPolicy("Contractors", { priority: 2 })];
    expect(draftsOf(check, baseline, anOrg({ policies }))).toMatchObject([
      {
        status: "unknown",
        subject: { name: "Admins", id: "00p-Admins" },
        actual: null,
        message:
          'Enrollment policy "Admins" shares priority 2 with others (Admins, Contractors), so which of them is tried first is not known.',
      },
    ]);
  });

  test("the default policy has no place to be out of", () => {
    const policies = [{ ...theDefaultPolicy(), priority: 1 }, aPolicy("Admins", { priority: 2 })];
    expect(foundBy(check, baseline, anOrg({ policies }))).toEqual([]);
  });

  test("asks for policies only when there is an order to keep", () => {
    const one = aBaseline({ enrollmentPolicies: [aDeclaredPolicy("Admins", []), theDeclaredDefault()] });
    expect(check.needs(one)).toEqual([]);
    expect(check.needs(baseline)).toEqual(["policies"]);
  });
});
