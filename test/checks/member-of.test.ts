import { describe, expect, it } from "vitest";
import memberOf from "../../checks/member-of.check.ts";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { slicesRead } from "../../checks/runner/slices-read.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import { aBaseline, aDeclaredGroup, appliesTo, aRequirement } from "../support/baseline-builder.ts";
import { aGroup, anOrg, aPerson, idOf } from "../support/org-builder.ts";

const now = new Date("2026-03-01T00:00:00.000Z");
const [nia, omar] = ["nia@acme.example", "omar@acme.example"];

const baseline = aBaseline({
  groups: [aDeclaredGroup("Staff"), aDeclaredGroup("MFA")],
  requirements: [aRequirement("everyone", { memberOf: ["Staff", "MFA", "Everyone"], severity: "critical" })],
});
const org = anOrg({ people: [aPerson(nia), aPerson(omar)], groups: { Staff: [nia, omar], MFA: [nia] } });
const judge = (snapshot: OrgSnapshot) => evaluate({ checks: [memberOf], baseline, org: snapshot, now });

const unreadMembers = (snapshot: OrgSnapshot, name: string): OrgSnapshot => {
  const { [idOf.group(name)]: _, ...groupMembers } = snapshot.slices.groupMembers ?? {};
  return { ...snapshot, slices: { ...snapshot.slices, groupMembers } };
};

describe("member-of", () => {
  it("finds who is not in a required group, one finding a person and requirement", () => {
    expect(judge(org).findings).toMatchObject([
      {
        severity: "critical",
        status: "open",
        subject: { type: "user", id: idOf.user(omar), name: omar },
        requirement: "everyone",
        field: "memberOf",
        expected: ["Staff", "MFA", "Everyone"],
        actual: ["Staff", "Everyone"],
        message: 'omar@acme.example is not in "MFA", which "Requirement everyone" (everyone) asks for.',
      },
    ]);
  });

  it("takes a group that does not exist for one that nobody is in", () => {
    const groups = org.slices.groups?.filter(({ name }) => name !== "Staff") ?? [];
    const { findings } = judge({ ...org, slices: { ...org.slices, groups } });
    expect(findings.map(({ subject, actual }) => [subject.name, actual])).toEqual([
      [nia, ["MFA", "Everyone"]],
      [omar, ["Everyone"]],
    ]);
  });

  it("does not take a directory's group of that name for the managed one", () => {
    const groups =
      org.slices.groups?.map((group) => (group.name === "MFA" ? aGroup("MFA", "APP_GROUP") : group)) ?? [];
    expect(judge({ ...org, slices: { ...org.slices, groups } }).findings).toHaveLength(2);
  });

  it("is unknown without findings when the members were not read", () => {
    const { outcomes, findings } = judge(unreadMembers(org, "MFA"));
    expect(findings).toEqual([]);
    expect(outcomes).toMatchObject([
      { status: "unknown", reason: 'requirement "everyone": the members of "MFA" were not read' },
    ]);
  });

  it("still finds what is proven beside what was not read, and says what was not", () => {
    const { outcomes, findings } = judge(unreadMembers(org, "Staff"));
    expect(findings.map(({ subject }) => subject.name)).toEqual([omar]);
    expect(outcomes).toMatchObject([
      { status: "drift", reason: 'requirement "everyone": the members of "Staff" were not read' },
    ]);
  });

  it("does not conclude from a partial list of groups that one does not exist", () => {
    const groups = org.slices.groups?.filter(({ name }) => name !== "MFA") ?? [];
    const gaps = [{ slice: "groups", reason: "one was not understood", affected: 1, ids: ["00gX"] }] as const;
    const { outcomes, findings } = judge({ ...org, slices: { ...org.slices, groups }, gaps });
    expect(findings).toEqual([]);
    expect(outcomes).toMatchObject([
      { status: "unknown", reason: expect.stringContaining('group "MFA" was not read') },
    ]);
  });

  it("asks for what its requirements need", () => {
    expect(memberOf.needs(aBaseline())).toEqual([]);
    const payroll = aRequirement("payroll", { appliesTo: appliesTo.apps("Payroll"), memberOf: ["Staff"] });
    expect(slicesRead([memberOf], aBaseline({ requirements: [payroll] }))).toEqual(
      new Set(["users", "groups", "group-members", "apps"]),
    );
  });
});
