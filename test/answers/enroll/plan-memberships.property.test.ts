import fc from "fast-check";
import { expect, test } from "vitest";
import memberOf from "../../../checks/member-of.check.ts";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { listed } from "../../../src/alerts/attribution/lead.ts";
import { planMemberships } from "../../../src/answers/enroll/plan-memberships.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import type { MembershipPlan } from "../../../src/model/memberships.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import {
  aBaseline,
  aDeclaredGroup,
  anExemption,
  appliesTo,
  aRequirement,
} from "../../support/baseline-builder.ts";
import { aGroupRule, anOrg, aPerson, idOf } from "../../support/org-builder.ts";

const now = new Date("2026-03-01T00:00:00.000Z");
const logins = ["nia", "omar", "dana", "kim", "ravi"].map((name) => `${name}@acme.example`);
const names = ["MFA", "Staff", "Admins"];
const statuses = ["ACTIVE", "LOCKED_OUT", "STAGED", "PROVISIONED", "SUSPENDED"];

const some = <Item>(items: readonly Item[]) => fc.subarray([...items]);

const requirements = fc.array(
  fc.record({
    memberOf: fc.subarray([...names], { minLength: 1 }),
    whom: fc.oneof(
      fc.constant(appliesTo.everyone),
      fc.constantFrom(...names).map((name) => appliesTo.groups(name)),
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Small orgs in which anything may be the matter with a group, with what is asked of their people. */
const situations = fc.record({
  statuses: fc.tuple(...logins.map(() => fc.constantFrom(...statuses))),
  members: fc.tuple(...names.map(() => some(logins))),
  exists: some(names),
  filled: some(names),
  excluded: some(logins),
  closed: some(names),
  exempted: some(logins),
  requirements,
});
type Situation = typeof situations extends fc.Arbitrary<infer Value> ? Value : never;

function situationOf(given: Situation): { readonly baseline: Baseline; readonly org: OrgSnapshot } {
  const asked = given.requirements.map(({ memberOf: groups, whom }, index) =>
    aRequirement(`r${index}`, { memberOf: groups, appliesTo: whom }),
  );
  const groups = names.filter((name) => given.exists.includes(name));
  const membersOf = (name: string) => given.members[names.indexOf(name)] ?? [];
  return {
    baseline: aBaseline({
      groups: names.map((name) => aDeclaredGroup(name, { onlyMembers: given.closed.includes(name) })),
      requirements: asked,
      exemptions: given.exempted.map((login) => anExemption(login, "r0")),
    }),
    org: anOrg({
      people: logins.map((login, index) => aPerson(login, { status: given.statuses[index] ?? "ACTIVE" })),
      groups: Object.fromEntries(groups.map((name) => [name, membersOf(name)])),
      groupRules: groups
        .filter((name) => given.filled.includes(name))
        .map((name) =>
          aGroupRule(`Fill ${name}`, [name], { excludedUserIds: given.excluded.map(idOf.user) }),
        ),
    }),
  };
}

const plan = (baseline: Baseline, org: OrgSnapshot): MembershipPlan =>
  planMemberships({
    baseline,
    org,
    now,
    includePending: false,
    includeDeclared: true,
    alsoFilled: false,
    adminGroups: new Set(),
    needed: ["users", "groups", "group-members", "group-rules"],
  });

const findings = (baseline: Baseline, org: OrgSnapshot) =>
  evaluate({ checks: [memberOf], baseline, org, now }).findings;

/** Whom the check finds missing from what, for whichever requirement. */
function missingByCheck(baseline: Baseline, org: OrgSnapshot, status: string): ReadonlySet<string> {
  return new Set(
    findings(baseline, org)
      .filter((finding) => finding.status === status)
      .flatMap(({ subject, expected, actual }) =>
        listed(expected)
          .filter((name) => !listed(actual).includes(name))
          .map((name) => `${subject.name} > ${name}`),
      ),
  );
}

const planned = ({ additions }: MembershipPlan) =>
  additions.map(({ user, group }) => `${user.login} > ${group.name}`);
const refused = ({ refused: those }: MembershipPlan) =>
  those.flatMap(({ people, group }) => people.map(({ login }) => `${login} > ${group.name}`));

function withAdditions(org: OrgSnapshot, { additions }: MembershipPlan): OrgSnapshot {
  const groupMembers = { ...org.slices.groupMembers };
  for (const { group, user } of additions)
    groupMembers[group.id] = [...(groupMembers[group.id] ?? []), user.id];
  return { ...org, slices: { ...org.slices, groupMembers } };
}

test("every membership that the check finds missing is planned or refused; more only for whoever is added before", () => {
  fc.assert(
    fc.property(situations, (given) => {
      const { baseline, org } = situationOf(given);
      const made = plan(baseline, org);
      const all = [...planned(made), ...refused(made)];
      expect(all).toHaveLength(new Set(all).size);
      const found = missingByCheck(baseline, org, "open");
      expect(all).toEqual(expect.arrayContaining([...found]));
      for (const [index, { user, group }] of made.additions.entries()) {
        const isFollowing = made.additions.slice(0, index).some((before) => before.user.id === user.id);
        expect(isFollowing || found.has(`${user.login} > ${group.name}`)).toBe(true);
      }
      const after = withAdditions(org, made);
      const left = (why: string) =>
        new Set(
          made.leftOut.filter((one) => one.why === why).map((one) => `${one.user.login} > ${one.group}`),
        );
      expect(left("exempted")).toEqual(missingByCheck(baseline, after, "exempted"));
      expect(left("pending")).toEqual(missingByCheck(baseline, after, "pending"));
    }),
  );
});

test("once made, nothing of the plan is left: neither in the next plan nor in the check", () => {
  fc.assert(
    fc.property(situations, (given) => {
      const { baseline, org } = situationOf(given);
      const made = plan(baseline, org);
      const after = withAdditions(org, made);
      expect(plan(baseline, after)).toEqual({ ...made, additions: [] });
      expect(missingByCheck(baseline, after, "open")).toEqual(new Set(refused(made)));
    }),
  );
});
