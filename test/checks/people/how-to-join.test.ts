import { expect, it } from "vitest";
import { howToJoin } from "../../../checks/people/how-to-join.ts";
import type { BaselineGroup } from "../../../src/model/baseline.ts";
import type { OrgSlices } from "../../../src/model/snapshot.ts";
import { aDeclaredGroup, aFilling } from "../../support/baseline-builder.ts";
import { aGroup, aGroupRule, anOrg, idOf } from "../../support/org-builder.ts";

const name = "MFA Required";
const nia = "nia@acme.example";
const staff = idOf.group(name);
const filledBy = aFilling("Employees", 'user.userType=="employee"');
it.each<[string, Partial<BaselineGroup> | null, string | null, OrgSlices, string]>([
  ["a group that is not there", {}, null, {}, 'Make the group "MFA Required" first.'],
  [
    "a directory's group",
    { managed: false },
    "APP_GROUP",
    {},
    "in the application or directory that keeps it",
  ],
  ["a built-in group", null, "BUILT_IN", {}, "that keeps it (BUILT_IN)"],
  ["a closed group", { onlyMembers: true }, "OKTA_GROUP", {}, "is closed (onlyMembers): name the person"],
  [
    "a group that the baseline fills",
    { filledBy },
    "OKTA_GROUP",
    {},
    'is filled by "Employees": correct the rule',
  ],
  [
    "a group that a rule fills",
    {},
    "OKTA_GROUP",
    { groupRules: [aGroupRule("Everybody", [name])] },
    'is filled by "Everybody"',
  ],
  [
    "a group whose rule leaves them out",
    { filledBy },
    "OKTA_GROUP",
    { groupRules: [aGroupRule("Everybody", [name], { excludedUserIds: [idOf.user(nia)] })] },
    "by hand (`plumbline enroll` plans it): the group rule that fills it leaves them out",
  ],
  [
    "one that no active rule fills",
    {},
    "OKTA_GROUP",
    { groupRules: [aGroupRule("Everybody", [name], { status: "INACTIVE" })] },
    "`plumbline enroll` plans it",
  ],
  [
    "a group that makes administrators",
    {},
    "OKTA_GROUP",
    { adminRoles: { users: {}, groups: { [staff]: ["SUPER_ADMIN"] } } },
    "holds administrator roles",
  ],
  [
    "any other group",
    {},
    "OKTA_GROUP",
    {},
    'Add the person to "MFA Required" (`plumbline enroll` plans it for everybody).',
  ],
])("says how somebody gets into %s", (_, declared, type, slices, words) => {
  const org = anOrg();
  const live = type === null ? undefined : { ...aGroup(name), type, id: staff };
  const group = declared === null ? undefined : aDeclaredGroup(name, declared);
  expect(howToJoin({ id: idOf.user(nia) }, name, group, live, { ...org, slices })).toContain(words);
});
