import { declaredGroupNamed } from "../../src/evaluator/declared/declared-group.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import type { Person } from "../../src/model/snapshot.ts";
import type { FindingRef } from "../check.ts";
import { groupMissing, stackResourceGone } from "./root-causes.ts";

/** What may have kept a person out of a group: that it is missing, its filling rule, or a removed declared member. */
export function membershipCauses(
  groupName: string,
  { baseline, judgement: { live } }: JudgedOrg,
): (person: Person) => readonly FindingRef[] {
  const meant = declaredGroupNamed(baseline, groupName);
  const declared = baseline.groups.find((group) => group === meant);
  const rule = declared?.filledBy?.rule;
  const ruleFields = rule === undefined ? [] : [null, "status", "expression", "groups"];
  const shared = [
    groupMissing(groupName),
    stackResourceGone({ type: "group", name: groupName }),
    ...ruleFields.map(
      (field): FindingRef => ({
        check: "group-rule",
        subject: { type: "group-rule", name: rule ?? "" },
        field,
      }),
    ),
  ];
  const members: FindingRef = {
    check: "group-members",
    subject: { type: "group", name: groupName },
    field: "members",
  };
  const withMembers = [...shared, members];
  const listed = new Set((declared?.members ?? []).map((member) => live.personCalled(member)?.id));
  return ({ id }) => (listed.has(id) ? withMembers : shared);
}
