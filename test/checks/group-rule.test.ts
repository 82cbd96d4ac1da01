import { describe, expect, test } from "vitest";
import check from "../../checks/group-rule.check.ts";
import type { Baseline, BaselineGroup, GroupFilling } from "../../src/model/baseline.ts";
import type { GroupId, UserId } from "../../src/model/ids.ts";
import type { GroupRule, OrgSnapshot } from "../../src/model/snapshot.ts";
import { aBaseline, aDeclaredGroup, aFilling } from "../support/baseline-builder.ts";
import { aGroup, aGroupRule, anOrg, aPerson, idOf, partOf, without } from "../support/org-builder.ts";
import { draftsOf, type Found, foundBy } from "../support/run-check.ts";

const when = 'user.userType=="employee"';
const nia = "nia@acme.example";
const rule = "MFA Required - employees";
const filled = (name: string, expression = when) =>
  aDeclaredGroup(name, { filledBy: aFilling(rule, expression) });
const baseline = aBaseline({ groups: [filled("MFA Required"), aDeclaredGroup("MFA Admins")] });

const orgWith = (change: Partial<GroupRule>, targets: readonly string[] = ["MFA Required"]) =>
  anOrg({
    groups: { "MFA Required": [], "MFA Admins": [] },
    groupRules: [aGroupRule("Sales", []), aGroupRule(rule, targets, change)],
    people: [aPerson(nia)],
  });

const drift = (field: string, expected: Found["expected"], actual: Found["actual"]): readonly Found[] => [
  { subject: `group-rule ${rule}`, field, expected, actual },
];

describe("group-rule", () => {
  test.each([
    { name: "the declared rule", org: orgWith({}), found: [] },
    { name: "idle white space", org: orgWith({ expression: ' user.userType  ==\n"employee" ' }), found: [] },
    {
      name: "another group filled as well",
      org: orgWith({}, ["MFA Admins", "MFA Required"]),
      found: drift("groups", ["MFA Required"], ["MFA Admins", "MFA Required"]),
    },
    {
      name: "people left out",
      org: orgWith({ excludedUserIds: [idOf.user(nia), "00uGone" as UserId] }),
      found: drift("exceptUsers", [], ["00uGone", nia]),
    },
    {
      name: "groups left out",
      org: orgWith({ excludedGroupIds: [idOf.group("MFA Admins"), idOf.group("Sales")] }),
      found: drift("exceptGroups", [], ["MFA Admins", `deleted group ${idOf.group("Sales")}`]),
    },
    {
      name: "no such rule",
      org: anOrg({ groups: { "MFA Required": [] } }),
      found: drift("status", "ACTIVE", "absent"),
    },
    {
      name: "an inactive rule",
      org: orgWith({ status: "INACTIVE" }),
      found: drift("status", "ACTIVE", "INACTIVE"),
    },
    {
      name: "another expression",
      org: orgWith({ expression: 'user.userType=="em ployee"' }),
      found: drift("expression", when, 'user.userType=="em ployee"'),
    },
    {
      name: "other target groups",
      org: orgWith({}, ["MFA Admins"]),
      found: drift("groups", ["MFA Required"], ["MFA Admins"]),
    },
    { name: "no target group", org: orgWith({}, []), found: drift("groups", ["MFA Required"], []) },
    {
      name: "an invalid rule, whose group was deleted",
      org: orgWith({ status: "INVALID" }, ["Sales"]),
      found: [
        ...drift("status", "ACTIVE", "INVALID"),
        ...drift("groups", ["MFA Required"], [`deleted group ${idOf.group("Sales")}`]),
      ],
    },
  ])("with $name", ({ org, found }) => {
    expect(foundBy(check, baseline, org)).toEqual(found);
  });

  describe("that leaves out", () => {
    const leavingOut = (change: Partial<GroupFilling>, others: readonly BaselineGroup[] = []) =>
      aBaseline({
        groups: [
          aDeclaredGroup("MFA Required", { filledBy: aFilling(rule, when, change) }),
          aDeclaredGroup("MFA Admins"),
          ...others,
        ],
      });

    test.each([
      {
        name: "the declared people, by login or id",
        declared: { exceptUsers: ["NIA@acme.example", "00uGone"] },
        live: { excludedUserIds: ["00uGone" as UserId, idOf.user(nia)] },
        found: [],
      },
      {
        name: "the declared groups",
        declared: { exceptGroups: ["MFA Admins"] },
        live: { excludedGroupIds: [idOf.group("MFA Admins")] },
        found: [],
      },
      {
        name: "fewer people than declared",
        declared: { exceptUsers: [nia] },
        live: {},
        found: drift("exceptUsers", [nia], []),
      },
      {
        name: "no group where one is declared",
        declared: { exceptGroups: ["MFA Admins"] },
        live: {},
        found: drift("exceptGroups", ["MFA Admins"], []),
      },
    ])("$name", ({ declared, live, found }) => {
      expect(foundBy(check, leavingOut(declared), orgWith(live))).toEqual(found);
    });

    test("groups, with sentences", () => {
      const said = (org: OrgSnapshot, by: Baseline) => draftsOf(check, by, org).map(({ message }) => message);
      expect(said(orgWith({}), leavingOut({ exceptGroups: ["MFA Admins"] }))).toEqual([
        `Group rule "${rule}" leaves out no group; it should leave out the groups MFA Admins.`,
      ]);
      expect(said(orgWith({ excludedGroupIds: [idOf.group("MFA Admins")] }), baseline)).toEqual([
        `Group rule "${rule}" leaves out the groups MFA Admins; it should leave out no group.`,
      ]);
    });

    test("groups that an earlier snapshot does not hold, or that a name does not tell, is unknown", () => {
      const { excludedGroupIds: _, ...earlier } = aGroupRule(rule, ["MFA Required"]);
      const org = anOrg({ groups: { "MFA Required": [] }, groupRules: [earlier] });
      const unknown = [{ ...drift("exceptGroups", [], null)[0], status: "unknown" }];
      expect(foundBy(check, baseline, org)).toEqual(unknown);

      const twin = { ...aGroup("MFA Admins", "APP_GROUP"), id: "00gTwin" as GroupId };
      const excluding = orgWith({ excludedGroupIds: [idOf.group("MFA Admins")] });
      const twins = {
        ...excluding,
        slices: { ...excluding.slices, groups: [...(excluding.slices.groups ?? []), twin] },
      };
      expect(foundBy(check, leavingOut({ exceptGroups: ["MFA Admins"] }), twins)).toEqual([
        { ...drift("exceptGroups", ["MFA Admins"], null)[0], status: "unknown" },
      ]);

      const elsewhere = leavingOut({ exceptGroups: ["Sales"] }, [aDeclaredGroup("Sales")]);
      const unread = { ...orgWith({ excludedGroupIds: [idOf.group("Sales")] }), gaps: [partOf("groups")] };
      expect(foundBy(check, elsewhere, unread)).toEqual([
        { ...drift("exceptGroups", ["Sales"], null)[0], status: "unknown" },
      ]);
    });

    test("people asks for people", () => {
      expect(check.sharpenedBy(leavingOut({ exceptUsers: [nia] }))).toEqual(["users"]);
      expect(check.sharpenedBy(baseline)).toEqual([]);
    });
  });

  test("a rule that fills two groups makes one finding a field", () => {
    const two = aBaseline({ groups: [filled("MFA Required"), filled("MFA Admins", "isMemberOfAnyGroup()")] });
    expect(foundBy(check, two, orgWith({ status: "INACTIVE" }))).toEqual([
      ...drift("status", "ACTIVE", "INACTIVE"),
      ...drift("expression", "isMemberOfAnyGroup()", when),
      ...drift("groups", ["MFA Admins", "MFA Required"], ["MFA Required"]),
    ]);
  });

  test("names the deleted group as what made the rule INVALID, and nothing as what switched it off", () => {
    const missing = { check: "group-missing", subject: { type: "group", name: "MFA Required" }, field: null };
    const causesOf = (status: GroupRule["status"]) =>
      draftsOf(check, baseline, orgWith({ status })).map(({ causes }) => causes);
    expect(causesOf("INVALID")).toEqual([[missing]]);
    expect(causesOf("INACTIVE")).toEqual([[]]);
  });

  test("a target that is missing is caused by the missing group", () => {
    const org = anOrg({ groupRules: [aGroupRule(rule, ["MFA Required"])] });
    expect(draftsOf(check, baseline, org)).toMatchObject([
      {
        field: "groups",
        causes: [{ check: "group-missing", subject: { type: "group", name: "MFA Required" }, field: null }],
      },
    ]);
  });

  test("the sentences say what is and what should be", () => {
    const org = orgWith({ status: "INACTIVE", expression: "true" }, []);
    expect(draftsOf(check, baseline, org).map(({ message }) => message)).toEqual([
      `Group rule "${rule}" is INACTIVE; it should be ACTIVE.`,
      `Group rule "${rule}" takes people for whom true; it should take those for whom ${when}.`,
      `Group rule "${rule}" fills no group; it should fill MFA Required.`,
    ]);
    expect(draftsOf(check, baseline, anOrg())[0]?.message).toBe(
      `Group rule "${rule}" does not exist; it should be ACTIVE.`,
    );
  });

  test("its groups cannot be changed by Pulumi alone, which may not replace the rule", () => {
    const [finding] = draftsOf(check, baseline, orgWith({}, ["MFA Admins"]));
    expect(finding?.remedy).toMatch(
      /delete the rule .*`pulumi up --refresh`, which makes it again; or `pulumi state unprotect`/,
    );
  });

  test("without the groups, what the rule fills is unknown; without the rules nothing is said", () => {
    expect(foundBy(check, baseline, without(orgWith({}), { groups: "groups" }))).toEqual([
      { ...drift("groups", ["MFA Required"], null)[0], status: "unknown" },
    ]);
    expect(foundBy(check, baseline, without(orgWith({}), { groupRules: "group-rules" }))).toEqual([]);
  });

  describe("where not all could be read", () => {
    const groups = { "MFA Required": [] };
    const missingPart = [partOf("groups"), partOf("group-rules")];

    test("a rule that is not there is not proven missing", () => {
      const org = anOrg({ groups, gaps: missingPart });
      expect(foundBy(check, baseline, org)).toEqual([
        { ...drift("status", "ACTIVE", null)[0], status: "unknown" },
      ]);
      expect(draftsOf(check, baseline, org)[0]?.message).toBe(
        `Cannot tell whether group rule "${rule}" exists, as it should: not every rule could be read (malformed).`,
      );
    });

    test("an inactive rule is drift", () => {
      expect(foundBy(check, baseline, { ...orgWith({ status: "INACTIVE" }), gaps: missingPart })).toEqual(
        drift("status", "ACTIVE", "INACTIVE"),
      );
    });

    test.each([
      {
        name: "a target that was not read may be the group that was not",
        groups: {},
        targets: ["MFA Required"],
        status: "unknown",
      },
      {
        name: "a target that was read is not that group",
        groups: { Sales: [] },
        targets: ["Sales"],
        status: undefined,
      },
      {
        name: "a target that was not read is not a group that was",
        groups,
        targets: ["Old"],
        status: undefined,
      },
      {
        name: "one target more than declared is one too many, whichever it is",
        groups,
        targets: ["MFA Required", "Old"],
        status: undefined,
      },
    ])("$name", ({ groups: exist, targets, status }) => {
      const org = anOrg({ groups: exist, groupRules: [aGroupRule(rule, targets)], gaps: missingPart });
      expect(foundBy(check, baseline, org).map((one) => [one.field, one.status])).toEqual([
        ["groups", status],
      ]);
    });
  });

  test("asks for rules only when one fills a group", () => {
    expect(check.needs(aBaseline({ groups: [aDeclaredGroup("MFA Admins")] }))).toEqual([]);
    expect(check.needs(baseline)).toEqual(["groups", "group-rules"]);
  });
});
