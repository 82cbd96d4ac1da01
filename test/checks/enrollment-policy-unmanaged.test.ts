import { describe, expect, it } from "vitest";
import check from "../../checks/enrollment-policy-unmanaged.check.ts";
import type { EnrollmentPolicy } from "../../src/model/live-enrollment.ts";
import { aBaseline, aDeclaredPolicy, reporting, theDeclaredDefault } from "../support/baseline-builder.ts";
import { anOrg, aPerson, aPolicy, idOf, network, theDefaultPolicy } from "../support/org-builder.ts";
import { draftsOf } from "../support/run-check.ts";

const [nia, dana] = ["nia@acme.example", "dana@acme.example"];
const declared = [aDeclaredPolicy("Staff", ["Staff"]), theDeclaredDefault()];
const staff = aPolicy("Staff", { groups: ["Staff"], priority: 5 });

const find = (
  policies: readonly EnrollmentPolicy[],
  baseline = aBaseline({ enrollmentPolicies: declared }),
) =>
  draftsOf(
    check,
    baseline,
    anOrg({
      people: [aPerson(nia), aPerson(dana, { status: "STAGED" })],
      groups: { Staff: [nia, dana], Contractors: [dana] },
      zones: ["Corp"],
      policies: [...policies, staff, theDefaultPolicy()],
    }),
  ).map(({ subject, severity, actual, message }) => ({ name: subject.name, severity, actual, message }));

describe("enrollment-policy-unmanaged", () => {
  it("finds nothing among declared policies and Okta's own", () => {
    expect(find([])).toEqual([]);
    expect(find([aPolicy("Legacy", { system: true, groups: ["Everyone"], priority: 90 })])).toEqual([]);
  });

  it.each<{
    readonly name: string;
    readonly temporary: Parameters<typeof aPolicy>[1];
    readonly severity: string;
  }>([
    {
      name: "is tried first for someone in scope",
      temporary: { groups: ["Staff"], priority: 1 },
      severity: "critical",
    },
    {
      name: "is tried first from some networks",
      temporary: { groups: ["Everyone"], priority: 1, rules: [{ network: network.in("Corp") }] },
      severity: "critical",
    },
    {
      name: "may be tried first, as far as can be told",
      temporary: { groups: ["Staff"], priority: 1, rules: null },
      severity: "critical",
    },
    {
      name: "has the same priority as the declared one",
      temporary: { groups: ["Staff"], priority: 5 },
      severity: "critical",
    },
    {
      name: "is tried after the declared one",
      temporary: { groups: ["Staff"], priority: 9 },
      severity: "medium",
    },
    {
      name: "is for people who have not signed in yet",
      temporary: { groups: ["Contractors"], priority: 1 },
      severity: "medium",
    },
    {
      name: "is INACTIVE",
      temporary: { groups: ["Staff"], priority: 1, status: "INACTIVE" },
      severity: "medium",
    },
    { name: "has no rule", temporary: { groups: ["Staff"], priority: 1, rules: [] }, severity: "medium" },
  ])("is $severity where the policy $name", ({ temporary, severity }) => {
    expect(find([aPolicy("Temporary", temporary)])).toMatchObject([{ name: "Temporary", severity }]);
  });

  it("is critical only for those that take people, and says how many", () => {
    const found = find([
      aPolicy("First", { groups: ["Staff"], priority: 1 }),
      aPolicy("Second", { groups: ["Staff"], priority: 2 }),
    ]);
    expect(found).toEqual([
      {
        name: "First",
        severity: "critical",
        actual: "ACTIVE",
        message:
          'Enrollment policy "First" (ACTIVE) is not in the baseline and takes precedence over a declared policy for 1 person in scope.',
      },
      {
        name: "Second",
        severity: "medium",
        actual: "ACTIVE",
        message: 'Enrollment policy "Second" (ACTIVE) is not in the baseline.',
      },
    ]);
  });

  it("does not call certain what hangs on the order of equal priorities, for those it hangs for", () => {
    const messages = (policies: Parameters<typeof find>[0]) => find(policies).map(({ message }) => message);
    expect(messages([aPolicy("Tied", { groups: ["Staff"], priority: 5 })])).toEqual([
      'Enrollment policy "Tied" (ACTIVE) is not in the baseline and may take precedence over a declared policy for 1 person in scope.',
    ]);
  });

  it("counts apart whom it surely takes and whom it may take", () => {
    const both = anOrg({
      people: [aPerson(nia), aPerson(dana)],
      groups: { Staff: [nia, dana], Contractors: [dana], Unread: [] },
      policies: [
        aPolicy("Broad", { groups: ["Contractors", "Unread"], priority: 1 }),
        staff,
        theDefaultPolicy(),
      ],
    });
    const { [idOf.group("Unread")]: _, ...groupMembers } = both.slices.groupMembers ?? {};
    const unread = { ...both, slices: { ...both.slices, groupMembers } };
    const baseline = aBaseline({ enrollmentPolicies: declared });
    expect(draftsOf(check, baseline, unread).map(({ message }) => message)).toEqual([
      'Enrollment policy "Broad" (ACTIVE) is not in the baseline and takes precedence over a declared policy for 1 person in scope, and may for 1 more.',
    ]);
  });

  it("is medium where those people would get no declared policy either", () => {
    const baseline = aBaseline({ enrollmentPolicies: [aDeclaredPolicy("Admins", ["Admins"])] });
    expect(find([aPolicy("Temporary", { groups: ["Staff"], priority: 1 })], baseline)).toMatchObject([
      { name: "Temporary", severity: "medium" },
      { name: "Staff", severity: "medium" },
    ]);
  });

  it("counts a second policy of a declared name, and one that only bears the default's", () => {
    const twin = { ...aPolicy("Staff", { groups: ["Staff"], priority: 8 }), id: aPolicy("Twin").id };
    const impostor = {
      ...aPolicy("Default Policy", { groups: ["Staff"], priority: 9 }),
      id: aPolicy("X").id,
    };
    expect(find([twin, impostor]).map(({ name }) => name)).toEqual(["Staff", "Default Policy"]);
  });

  it("finds nothing where the baseline lets such policies be", () => {
    const unmanaged = reporting({ enrollmentPolicies: "ignore" });
    const baseline = aBaseline({ enrollmentPolicies: declared, unmanaged });
    expect(find([aPolicy("Temporary", { groups: ["Staff"], priority: 1 })], baseline)).toEqual([]);
    expect(check.needs(baseline)).toEqual([]);
    expect(check.needs(aBaseline())).toContain("policies");
  });

  it("finds them in an org of nobody", () => {
    const org = anOrg({ policies: [aPolicy("A", { groups: ["Staff"] }), aPolicy("B")] });
    expect(draftsOf(check, aBaseline(), org)).toHaveLength(2);
  });
});
