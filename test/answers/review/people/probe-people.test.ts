import { expect, it } from "vitest";
import { isProbe, withProbes } from "../../../../src/answers/review/people/probe-people.ts";
import type { OrgSnapshot } from "../../../../src/model/snapshot.ts";
import { aDeclaredSessionPolicy, declaringSessions } from "../../../support/declared-sign-on.ts";
import { anOrg, aPerson, idOf, without } from "../../../support/org-builder.ts";
import { aSessionPolicy } from "../../../support/sign-on-builder.ts";

const nia = aPerson("nia@acme.example");
const org = anOrg({ people: [nia], groups: { Staff: [nia.login], Guests: [], Others: [] } });
const withRules = (snapshot: OrgSnapshot): OrgSnapshot => ({
  ...snapshot,
  slices: { ...snapshot.slices, sessionPolicies: [aSessionPolicy("Guests", ["Guests"], [{}])] },
});
const baseline = declaringSessions([aDeclaredSessionPolicy("Staff", ["Staff"], [{}])]);

const probesIn = ({ slices }: OrgSnapshot): readonly string[] =>
  (slices.users?.people ?? []).filter(isProbe).map(({ login }) => login);

it.each<[string, OrgSnapshot, readonly string[]]>([
  ["each group that a baseline or a live rule names", withRules(org), ["Guests", "Staff"]],
  ["groups of the baseline alone, where no rule was read", org, ["Staff"]],
  [
    "groups of live rules alone, where groups were not read",
    without(withRules(org), { groups: "groups" }),
    ["Guests"],
  ],
  ["no group whose members were not read", without(withRules(org), { groupMembers: "group-members" }), []],
])("puts somebody into %s, and two more", (_, snapshot, groups) => {
  expect(probesIn(withProbes(snapshot, [baseline])).toSorted()).toEqual(
    [
      "probe/in all groups",
      "probe/in no group",
      ...groups.map((name) => `probe/${idOf.group(name)}`),
    ].toSorted(),
  );
});

it("leaves an org alone whose people were not read", () => {
  const unread = without(org, { users: "users" });
  expect(withProbes(unread, [baseline])).toBe(unread);
});
