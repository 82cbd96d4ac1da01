import { describe, expect, it } from "vitest";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import type { Baseline } from "../../src/model/baseline.ts";
import type { GroupId, GroupRuleId, PolicyId, PolicyRuleId, ZoneId } from "../../src/model/ids.ts";
import type { OrgSlices, OrgSnapshot } from "../../src/model/snapshot.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  aDeclaredRule,
  aFilling,
  appliesTo,
  aRequirement,
  theDeclaredDefault,
} from "../support/baseline-builder.ts";
import {
  aGroup,
  aGroupRule,
  anOrg,
  aPerson,
  aPolicy,
  idOf,
  network,
  theDefaultPolicy,
} from "../support/org-builder.ts";

const checks = await loadChecks();
const now = new Date("2026-11-23T10:00:00.000Z");
const [nia, kim] = ["nia@acme.example", "kim@acme.example"];
const filledBy = aFilling("Employees", 'user.userType=="employee"');

/** Everything in it depends on names: of a group, a group rule, a policy, a rule and a zone. */
const baseline: Baseline = aBaseline({
  groups: [aDeclaredGroup("Staff", { filledBy, members: [nia] })],
  enrollmentPolicies: [
    aDeclaredPolicy("Staff policy", ["Staff"], {
      authenticators: {},
      unlisted: "ignore",
      rules: [aDeclaredRule({ network: { kind: "in", zones: ["Corp"] } })],
    }),
    theDeclaredDefault(),
  ],
  requirements: [
    aRequirement("everyone", { memberOf: ["Staff"], governedBy: ["Staff policy", "Default Policy"] }),
    aRequirement("staff", {
      appliesTo: appliesTo.groups("Staff"),
      governedBy: ["Default Policy", "Staff policy"],
    }),
  ],
});

const policy = aPolicy("Staff policy", { groups: ["Staff"], rules: [{ network: network.in("Corp") }] });
const acme = anOrg({
  people: [aPerson(nia), aPerson(kim)],
  groups: { Everyone: [], Staff: [nia, kim] },
  groupRules: [aGroupRule("Employees", ["Staff"])],
  policies: [policy, theDefaultPolicy()],
  zones: ["Corp"],
});

function having(change: (slices: Required<OrgSlices>) => OrgSlices): OrgSnapshot {
  return { ...acme, slices: change(acme.slices as Required<OrgSlices>) };
}

const judged = (org: OrgSnapshot, by = baseline) => evaluate({ checks, baseline: by, org, now });

/** Unknown and open findings, with their words. */
const saidOf = (org: OrgSnapshot, by = baseline) =>
  judged(org, by).findings.map(({ check, status, message }) => `${check} ${status}: ${message}`);

it("is in line as long as every name means one thing", () => {
  expect(saidOf(acme)).toEqual([]);
  expect(judged(acme).summary).toMatchObject({ verdict: "in-line", unknown: 0 });
});

const twin = { ...aGroup("Staff", "APP_GROUP"), id: "00gTwin" as GroupId };
const withTwin = (members: readonly string[], group = twin): OrgSnapshot =>
  having((slices) => ({
    ...slices,
    groups: [...slices.groups, group],
    groupMembers: { ...slices.groupMembers, [group.id]: members.map(idOf.user) },
  }));

describe("two of one name are never resolved without a word:", () => {
  it.each([
    {
      name: "an imported group",
      org: withTwin([]),
      check: "group-missing",
      says: '2 groups are called "Staff" (OKTA_GROUP 00g-Staff and APP_GROUP 00gTwin)',
    },
    {
      name: "a group of Okta's own",
      org: withTwin([], { ...twin, type: "OKTA_GROUP" }),
      check: "enrollment-policy-groups",
      says: '2 groups are called "Staff" (OKTA_GROUP 00g-Staff and OKTA_GROUP 00gTwin)',
    },
    {
      name: "its declared members",
      org: withTwin([]),
      check: "group-members",
      says: "could not be compared",
    },
    {
      name: "the group that a rule fills",
      org: withTwin([]),
      check: "group-rule",
      says: "fills the group that is meant",
    },
    {
      name: "a group rule",
      org: having((slices) => ({
        ...slices,
        groupRules: [
          ...slices.groupRules,
          { ...aGroupRule("Employees", [], { expression: "true" }), id: "0prTwin" as GroupRuleId },
        ],
      })),
      check: "group-rule",
      says: '2 group rules are called "Employees" (0pr-Employees and 0prTwin)',
    },
    {
      name: "a policy",
      org: having((slices) => ({
        ...slices,
        policies: [...slices.policies, { ...policy, id: "00pTwin" as PolicyId, priority: 7 }],
      })),
      check: "enrollment-policy-missing",
      says: '2 enrollment policies are called "Staff policy" (00p-Staff policy and 00pTwin)',
    },
    {
      name: "a rule",
      org: having((slices) => ({
        ...slices,
        policies: slices.policies.map((one) =>
          one.system
            ? one
            : {
                ...one,
                rules: (one.rules ?? []).flatMap((rule) => [
                  rule,
                  { ...rule, id: "0prTwin" as PolicyRuleId, priority: 9 },
                ]),
              },
        ),
      })),
      check: "enrollment-rule-missing",
      says: '2 rules are called "Enroll at sign-in"',
    },
    {
      name: "a zone",
      org: having((slices) => ({
        ...slices,
        zones: [...slices.zones, { id: "nzoTwin" as ZoneId, name: "Corp", status: "ACTIVE" }],
      })),
      check: "enrollment-rule",
      says: '2 zones are called "Corp" (nzo-Corp and nzoTwin)',
    },
  ])("$name", ({ org, check, says }) => {
    expect(saidOf(org)).toContainEqual(expect.stringMatching(new RegExp(`^${check} unknown: `)));
    expect(saidOf(org).join("\n")).toContain(says);
    const ignoring = {
      ...baseline,
      unmanaged: { ...baseline.unmanaged, enrollmentPolicies: "ignore", enrollmentRules: "ignore" },
    } as const;
    expect(judged(org, ignoring).summary.verdict).not.toBe("in-line");
  });
});

describe("of two groups of one name", () => {
  const only = (parts: Partial<Baseline>) =>
    aBaseline({ groups: [aDeclaredGroup("Staff"), aDeclaredGroup("MFA")], ...parts });
  const outsider = "omar@acme.example";
  const org: OrgSnapshot = {
    ...withTwin([outsider]),
    slices: {
      ...withTwin([outsider]).slices,
      users: { people: [nia, kim, outsider].map((login) => aPerson(login)), deprovisioned: 0 },
    },
  };

  it("the people of both are covered by a requirement", () => {
    const by = only({
      requirements: [aRequirement("staff", { appliesTo: appliesTo.groups("Staff"), memberOf: ["MFA"] })],
    });
    const open = judged(org, by).findings.filter(({ check }) => check === "member-of");
    expect(open.map(({ subject, status }) => [subject.name, status])).toEqual([
      [kim, "open"],
      [nia, "open"],
      [outsider, "open"],
    ]);
  });

  it("who is in neither is missing, and of who is in one it is not known", () => {
    const by = only({ requirements: [aRequirement("everyone", { memberOf: ["Staff"] })] });
    const { findings, outcomes } = judged(withTwin([kim]), by);
    expect(findings.filter(({ check }) => check === "member-of")).toEqual([]);
    expect(outcomes.find(({ check }) => check === "member-of")).toMatchObject({
      status: "unknown",
      reason: expect.stringContaining('2 groups are called "Staff"'),
    });
  });
});

it("somebody whom a namesake of the required policy governs is not known to be governed as required", () => {
  const twins = having((slices) => ({
    ...slices,
    policies: [
      { ...policy, rules: (policy.rules ?? []).map((rule) => ({ ...rule, network: network.anywhere })) },
      { ...policy, id: "00pTwin" as PolicyId, priority: 7 },
      theDefaultPolicy(),
    ],
  }));
  const governed = judged(twins).findings.filter(({ check }) => check === "governed-by");
  expect(governed.map(({ subject, status }) => [subject.name, status])).toContainEqual([nia, "unknown"]);
  expect(governed[0]?.message).toContain("2 policies are called that (00p-Staff policy and 00pTwin)");
});

it("a policy in effect for the people of a renamed group is not said to be in effect for nobody", () => {
  const renamed = having((slices) => ({
    ...slices,
    groups: slices.groups.map((group) => (group.name === "Staff" ? { ...group, name: "Personnel" } : group)),
  }));
  expect(saidOf(renamed).join("\n")).not.toContain("in effect for nobody");
  expect(saidOf(renamed)).toContainEqual(expect.stringContaining("group-missing open"));
});
