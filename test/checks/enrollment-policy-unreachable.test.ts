import { describe, expect, it } from "vitest";
import check from "../../checks/enrollment-policy-unreachable.check.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  theDeclaredDefault,
} from "../support/baseline-builder.ts";
import {
  anOrg,
  aPerson,
  aPolicy,
  idOf,
  network,
  type OrgParts,
  theDefaultPolicy,
} from "../support/org-builder.ts";
import { draftsOf } from "../support/run-check.ts";

const [nia, dana] = ["nia@acme.example", "dana@acme.example"];

const baseline = aBaseline({
  groups: [aDeclaredGroup("Staff"), aDeclaredGroup("Admins")],
  enrollmentPolicies: [aDeclaredPolicy("Staff", ["Staff"]), theDeclaredDefault()],
});
const staff = (parts: Parameters<typeof aPolicy>[1] = {}) =>
  aPolicy("Staff", { groups: ["Staff"], priority: 2, ...parts });

const org = (parts: OrgParts) =>
  anOrg({
    people: [aPerson(nia), aPerson(dana, { status: "SUSPENDED" })],
    groups: { Staff: [nia, dana], Admins: [], Suspended: [dana] },
    zones: ["Corp"],
    policies: [staff(), theDefaultPolicy()],
    ...parts,
  });

const find = (parts: OrgParts, by: Baseline = baseline) =>
  draftsOf(check, by, org(parts)).map(({ subject, status = "open", message }) => [
    subject.name,
    status,
    message,
  ]);
const nobody = (why: string) => [
  ["Staff", "open", `Enrollment policy "Staff" is in effect for nobody: ${why}.`],
];

describe("enrollment-policy-unreachable", () => {
  it.each<{ readonly name: string; readonly parts: OrgParts }>([
    { name: "takes one of its people", parts: {} },
    {
      name: "takes one from some networks",
      parts: { policies: [staff({ rules: [{ network: network.in("Corp") }] }), theDefaultPolicy()] },
    },
    { name: "does not exist, which is another check's business", parts: { policies: [theDefaultPolicy()] } },
  ])("finds nothing where a policy $name", ({ parts }) => {
    expect(find(parts)).toEqual([]);
  });

  it.each<{ readonly name: string; readonly parts: OrgParts; readonly why: string }>([
    {
      name: "INACTIVE",
      parts: { policies: [staff({ status: "INACTIVE" }), theDefaultPolicy()] },
      why: "it is INACTIVE",
    },
    {
      name: "without rules",
      parts: { policies: [staff({ rules: [] }), theDefaultPolicy()] },
      why: "it has no ACTIVE rule",
    },
    {
      name: "with only INACTIVE rules",
      parts: { policies: [staff({ rules: [{ status: "INACTIVE" }] }), theDefaultPolicy()] },
      why: "it has no ACTIVE rule",
    },
    {
      name: "shadowed",
      parts: { policies: [aPolicy("Temporary", { groups: ["Everyone"] }), staff(), theDefaultPolicy()] },
      why: 'the people of "Staff" get "Temporary"',
    },
    {
      name: "whose rule leaves its people out",
      parts: { policies: [staff({ rules: [{ excludedUserIds: [idOf.user(nia)] }] }), theDefaultPolicy()] },
      why: 'the people of "Staff" get "Default Policy"',
    },
    {
      name: "applied to other groups",
      parts: { policies: [staff({ groups: ["Admins"] }), theDefaultPolicy()] },
      why: 'the people of "Staff" get "Default Policy"',
    },
    { name: "of an empty group", parts: { groups: { Staff: [] } }, why: 'nobody in scope is in "Staff"' },
    {
      name: "of people out of scope",
      parts: { groups: { Staff: [dana] } },
      why: 'nobody in scope is in "Staff"',
    },
    { name: "of a group that does not exist", parts: { groups: {} }, why: 'nobody in scope is in "Staff"' },
  ])("finds a policy $name", ({ parts, why }) => {
    expect(find(parts)).toEqual(nobody(why));
  });

  const unread = (parts: OrgParts) => {
    const snapshot = org(parts);
    const { [idOf.group("Staff")]: _, ...groupMembers } = snapshot.slices.groupMembers ?? {};
    return { ...snapshot, slices: { ...snapshot.slices, groupMembers } };
  };

  it("cannot tell when the members of its group were not read, unless it is dead anyway", () => {
    expect(draftsOf(check, baseline, unread({}))).toMatchObject([
      { status: "unknown", message: expect.stringContaining('the members of "Staff" were not read.') },
    ]);
    expect(
      draftsOf(check, baseline, unread({ policies: [staff({ status: "INACTIVE" })] }))[0]?.status,
    ).toBeUndefined();
    expect(
      draftsOf(check, baseline, unread({ policies: [staff({ rules: [] })] }))[0]?.status,
    ).toBeUndefined();
  });

  it.each<{ readonly name: string; readonly parts: OrgParts; readonly why: string }>([
    {
      name: "a rule's condition is not modelled",
      parts: { policies: [staff({ rules: [{ otherConditions: ["device"] }] }), theDefaultPolicy()] },
      why: 'rule "Enroll at sign-in" has a condition that is not modelled: device',
    },
    {
      name: "its rules were not read",
      parts: { policies: [staff({ rules: null }), theDefaultPolicy()] },
      why: 'the rules of policy "Staff" were not read',
    },
    {
      name: "groups were not all read",
      parts: {
        groups: {},
        gaps: [{ slice: "groups", reason: "one was not understood", affected: 1, ids: ["00gX"] }],
      },
      why: 'the members of "Staff" were not read',
    },
    {
      name: "people were not all read",
      parts: { people: [], gaps: [{ slice: "users", reason: "page 2: 500", affected: 0, ids: [] }] },
      why: "not everybody was read (page 2: 500)",
    },
  ])("cannot tell when $name", ({ parts, why }) => {
    expect(find(parts)).toEqual([
      ["Staff", "unknown", `Cannot tell whether enrollment policy "Staff" is in effect for anybody: ${why}.`],
    ]);
  });

  it("counts everybody in scope for a policy of Everyone", () => {
    const by = aBaseline({ enrollmentPolicies: [aDeclaredPolicy("Staff", ["Everyone"])] });
    expect(find({ policies: [staff({ groups: ["Everyone"] }), theDefaultPolicy()] }, by)).toEqual([]);
    expect(find({ people: [], policies: [staff({ groups: ["Everyone"] })] }, by)).toEqual(
      nobody('nobody in scope is in "Everyone"'),
    );
  });

  it("asks for nothing when only Okta's default is declared", () => {
    expect(check.needs(aBaseline({ enrollmentPolicies: [theDeclaredDefault()] }))).toEqual([]);
    expect(check.needs(baseline)).toContain("group-members");
  });
});
