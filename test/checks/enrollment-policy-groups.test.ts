import { describe, expect, test } from "vitest";
import check from "../../checks/enrollment-policy-groups.check.ts";
import type { GroupId } from "../../src/model/ids.ts";
import type { Group, OrgSnapshot } from "../../src/model/snapshot.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  theDeclaredDefault,
} from "../support/baseline-builder.ts";
import { aGroup, anOrg, aPolicy, idOf, partOf, theDefaultPolicy } from "../support/org-builder.ts";
import { draftsOf, foundBy } from "../support/run-check.ts";

const groups = { "MFA Admins": [], "MFA Required": [], Sales: [] };
const declaredGroups = [
  aDeclaredGroup("MFA Admins"),
  aDeclaredGroup("MFA Required"),
  aDeclaredGroup("Contractors", { managed: false }),
  aDeclaredGroup("Everyone", { managed: false }),
];
const applyingTo = (...names: readonly string[]) =>
  aBaseline({
    groups: declaredGroups,
    enrollmentPolicies: [aDeclaredPolicy("Admins", names), theDeclaredDefault()],
  });
const orgApplyingTo = (
  names: readonly string[],
  exist: Readonly<Record<string, readonly string[]>> = groups,
) => anOrg({ groups: exist, policies: [aPolicy("Admins", { groups: names }), theDefaultPolicy()] });

function alsoWith(org: OrgSnapshot, group: Group, policyGroups: readonly GroupId[]): OrgSnapshot {
  const policies = org.slices.policies?.map((policy) =>
    policy.system ? policy : { ...policy, groupIds: policyGroups },
  );
  const all = [...(org.slices.groups ?? []), group];
  return { ...org, slices: { ...org.slices, groups: all, ...(policies && { policies }) } };
}

const directoryGroup = (name: string): Group => ({ ...aGroup(name, "APP_GROUP"), id: "00gDir" as GroupId });

describe("enrollment-policy-groups", () => {
  test.each([
    {
      name: "the same groups in another order",
      declared: ["MFA Admins", "MFA Required"],
      live: ["MFA Required", "MFA Admins"],
    },
    { name: "a group that Okta lists twice", declared: ["MFA Admins"], live: ["MFA Admins", "MFA Admins"] },
    { name: "Everyone", declared: ["Everyone"], live: ["Everyone"] },
  ])("$name: in line", ({ declared, live }) => {
    expect(foundBy(check, applyingTo(...declared), orgApplyingTo(live))).toEqual([]);
  });

  test.each([
    {
      name: "a group taken out",
      declared: ["MFA Admins", "MFA Required"],
      live: ["MFA Admins"],
      actual: ["MFA Admins"],
    },
    {
      name: "a group added",
      declared: ["MFA Admins"],
      live: ["Sales", "MFA Admins"],
      actual: ["MFA Admins", "Sales"],
    },
    { name: "no group", declared: ["MFA Admins"], live: [], actual: [] },
    {
      name: "a group deleted",
      declared: ["MFA Admins"],
      live: ["MFA Admins", "Old"],
      actual: ["MFA Admins", `deleted group ${idOf.group("Old")}`],
    },
  ])("$name: drift", ({ declared, live, actual }) => {
    expect(foundBy(check, applyingTo(...declared), orgApplyingTo(live))).toEqual([
      { subject: "policy Admins", field: "groups", expected: declared.toSorted(), actual },
    ]);
  });

  test("the sentence says what is and what should be", () => {
    const [draft] = draftsOf(check, applyingTo("MFA Admins"), orgApplyingTo([]));
    expect(draft?.message).toBe(
      'Enrollment policy "Admins" applies to no group; it should apply to MFA Admins.',
    );
  });

  test("a declared group that is missing is the cause, and the id left behind equals nothing", () => {
    const drafts = draftsOf(check, applyingTo("MFA Admins"), orgApplyingTo(["MFA Admins"], { Sales: [] }));
    expect(drafts).toMatchObject([
      {
        actual: [`deleted group ${idOf.group("MFA Admins")}`],
        causes: [{ check: "group-missing", subject: { type: "group", name: "MFA Admins" }, field: null }],
      },
    ]);
  });

  test("a directory's group of the same name does not stand for a managed one", () => {
    const directory = directoryGroup("MFA Admins");
    const org = alsoWith(orgApplyingTo([]), directory, [directory.id]);
    expect(foundBy(check, applyingTo("MFA Admins"), org)).toMatchObject([
      { expected: ["MFA Admins"], actual: ["MFA Admins (APP_GROUP 00gDir)"] },
    ]);
  });

  test("of two groups kept elsewhere under one name it is not known which is meant", () => {
    const directory = directoryGroup("Contractors");
    const org = alsoWith(orgApplyingTo([], { Contractors: [] }), directory, [directory.id]);
    const baseline = applyingTo("Contractors");
    expect(foundBy(check, baseline, org)).toMatchObject([
      { status: "unknown", field: "groups", expected: ["Contractors"], actual: null },
    ]);
    expect(draftsOf(check, baseline, org)[0]?.message).toContain(
      '2 groups are called "Contractors" (OKTA_GROUP 00g-Contractors and APP_GROUP 00gDir)',
    );
  });

  test("a managed group with a namesake in a directory is not known to be the one either", () => {
    const org = alsoWith(orgApplyingTo(["MFA Admins"]), directoryGroup("MFA Admins"), [
      idOf.group("MFA Admins"),
    ]);
    expect(foundBy(check, applyingTo("MFA Admins"), org)).toMatchObject([{ status: "unknown" }]);
  });

  test("an imported group called Everyone does not stand for Okta's own", () => {
    const imported = directoryGroup("Everyone");
    const org = alsoWith(orgApplyingTo([]), imported, [imported.id]);
    expect(foundBy(check, applyingTo("Everyone"), org)).toMatchObject([
      { expected: ["Everyone"], actual: ["Everyone (APP_GROUP 00gDir)"] },
    ]);
  });

  test("a group that no baseline declares is taken as kept elsewhere", () => {
    const baseline = aBaseline({ enrollmentPolicies: [aDeclaredPolicy("Admins", ["Sales"])] });
    expect(foundBy(check, baseline, orgApplyingTo(["Sales"]))).toEqual([]);
  });

  describe("where Okta does not list Everyone", () => {
    const unlisted = (org: OrgSnapshot): OrgSnapshot => {
      const listed = org.slices.groups?.filter((group) => group.type !== "BUILT_IN") ?? [];
      return { ...org, slices: { ...org.slices, groups: listed } };
    };

    test.each([
      {
        name: "the one id that resolves to nothing may be it",
        declared: ["Everyone"],
        live: ["Everyone"],
        status: "unknown",
      },
      {
        name: "a policy without such an id does not have it",
        declared: ["Everyone"],
        live: ["Sales"],
        status: undefined,
      },
      {
        name: "a policy with no group does not have it",
        declared: ["Everyone"],
        live: [],
        status: undefined,
      },
      {
        name: "another group too many is drift",
        declared: ["Everyone"],
        live: ["Everyone", "Sales"],
        status: undefined,
      },
      {
        name: "another group too few is drift",
        declared: ["Everyone", "MFA Admins"],
        live: ["Everyone"],
        status: undefined,
      },
    ])("$name", ({ declared, live, status }) => {
      const found = foundBy(check, applyingTo(...declared), unlisted(orgApplyingTo(live)));
      expect(found.map((one) => one.status)).toEqual([status]);
    });
  });

  describe("where not every group could be read", () => {
    test.each([
      {
        name: "an id without a name may be the group that was not read",
        declared: ["MFA Admins"],
        live: ["MFA Admins"],
        status: "unknown",
      },
      {
        name: "another group too many is drift",
        declared: ["MFA Admins"],
        live: ["MFA Admins", "Sales"],
        status: undefined,
      },
      {
        name: "a group too few is drift",
        declared: ["MFA Admins", "MFA Required"],
        live: ["MFA Admins"],
        status: undefined,
      },
      {
        name: "a group that was read, and is not there, is drift",
        declared: ["Sales"],
        live: ["Old"],
        status: undefined,
      },
    ])("$name", ({ declared, live, status }) => {
      const org = { ...orgApplyingTo(live, { Sales: [] }), gaps: [partOf("groups")] };
      expect(foundBy(check, applyingTo(...declared), org).map((one) => one.status)).toEqual([status]);
    });
  });

  test("asks for groups only when a policy has some, and says nothing without them", () => {
    expect(check.needs(aBaseline())).toEqual([]);
    expect(check.needs(aBaseline({ enrollmentPolicies: [theDeclaredDefault()] }))).toEqual(["policies"]);
    expect(check.needs(applyingTo("MFA Admins"))).toEqual(["policies", "groups"]);
  });

  test.each(["Admins", "Default Policy"])("cannot judge conditions of %s that it does not model", (name) => {
    const org = orgApplyingTo(["MFA Admins"]);
    const policies = (org.slices.policies ?? []).map((policy) =>
      policy.name === name ? { ...policy, otherConditions: ["conditions.people.users.exclude"] } : policy,
    );
    const strange = { ...org, slices: { ...org.slices, policies } };
    expect(draftsOf(check, applyingTo("MFA Admins"), strange)).toMatchObject([
      {
        field: "conditions",
        status: "unknown",
        actual: ["conditions.people.users.exclude"],
        message: `Enrollment policy "${name}" has conditions that cannot be judged (conditions.people.users.exclude); it should have none but its groups.`,
      },
    ]);
  });
});
