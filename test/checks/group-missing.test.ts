import { describe, expect, test } from "vitest";
import check from "../../checks/group-missing.check.ts";
import { aBaseline, aDeclaredGroup } from "../support/baseline-builder.ts";
import { aGroup, anOrg, partOf, without } from "../support/org-builder.ts";
import { draftsOf, foundBy } from "../support/run-check.ts";

const admins = aBaseline({ groups: [aDeclaredGroup("MFA Admins")] });
const missing = [{ subject: "group MFA Admins", field: null, expected: "present", actual: "absent" }];

function withGroup(name: string, type: string) {
  const org = anOrg();
  return { ...org, slices: { ...org.slices, groups: [...(org.slices.groups ?? []), aGroup(name, type)] } };
}

describe("group-missing", () => {
  test.each([
    { name: "the group itself", groups: { "MFA Admins": [] }, found: [] },
    { name: "nothing of the name", groups: {}, found: missing },
    {
      name: "only a longer name, which a prefix search finds too",
      groups: { "MFA Admins EU": [] },
      found: missing,
    },
    { name: "only the name in other letters", groups: { "mfa admins": [] }, found: missing },
  ])("with $name", ({ groups, found }) => {
    expect(foundBy(check, admins, anOrg({ groups }))).toEqual(found);
  });

  test("two spellings of é are one name", () => {
    const baseline = aBaseline({ groups: [aDeclaredGroup("Équipe")] });
    expect(foundBy(check, baseline, anOrg({ groups: { "E\u0301quipe": [] } }))).toEqual([]);
  });

  test("a managed group is Okta's own, not a directory's of the same name", () => {
    const org = withGroup("MFA Admins", "APP_GROUP");
    expect(foundBy(check, admins, org)).toEqual(missing);
    expect(draftsOf(check, admins, org)[0]?.message).toBe(
      'Group "MFA Admins" exists only as a group that an application keeps; it should be Okta\'s own.',
    );
  });

  test("a group kept elsewhere may be a directory's", () => {
    const baseline = aBaseline({ groups: [aDeclaredGroup("Contractors", { managed: false })] });
    expect(foundBy(check, baseline, withGroup("Contractors", "APP_GROUP"))).toEqual([]);
  });

  test("Pulumi makes again what is managed, and not what lives elsewhere", () => {
    const remedyOf = (managed: boolean) =>
      draftsOf(check, aBaseline({ groups: [aDeclaredGroup("Contractors", { managed })] }), anOrg())[0]
        ?.remedy;
    expect(remedyOf(true) ?? check.remedy).toMatch(/`pulumi up --refresh`/);
    expect(remedyOf(false)).toMatch(/lives elsewhere .*: restore it there/);
  });

  test("a group that a rule fills may need the rule to go first, which Pulumi cannot change and may not delete", () => {
    const filledBy = {
      rule: "Employees",
      when: 'user.userType=="employee"',
      exceptUsers: [],
      exceptGroups: [],
    };
    const baseline = aBaseline({ groups: [aDeclaredGroup("Staff", { filledBy })] });
    expect(draftsOf(check, baseline, anOrg())[0]?.remedy).toMatch(
      /^Run `pulumi up --refresh`\. .*"Employees", which is protected, delete that rule/,
    );
  });

  test("Everyone cannot be missing: a list without it is incomplete", () => {
    const baseline = aBaseline({ groups: [aDeclaredGroup("Everyone", { managed: false })] });
    const org = anOrg();
    expect(foundBy(check, baseline, org)).toEqual([]);
    const unlisted = { ...org, slices: { ...org.slices, groups: [] } };
    expect(foundBy(check, baseline, unlisted)).toMatchObject([
      { subject: "group Everyone", status: "unknown" },
    ]);
  });

  test("where not every group could be read, a group that is not there is not proven missing", () => {
    const org = anOrg({ groups: { Sales: [] }, gaps: [partOf("groups")] });
    expect(foundBy(check, admins, org)).toEqual([{ ...missing[0], status: "unknown", actual: null }]);
    expect(draftsOf(check, admins, org)[0]?.message).toBe(
      'Cannot tell whether group "MFA Admins" exists, as it should: not every group could be read (malformed).',
    );
  });

  test("asks for groups only when the baseline names some, and says nothing without them", () => {
    expect(check.needs(aBaseline())).toEqual([]);
    expect(check.needs(admins)).toEqual(["groups"]);
    expect(draftsOf(check, admins, without(anOrg(), { groups: "groups" }))).toEqual([]);
  });
});
