import { declaredGroupNamed } from "../../src/evaluator/declared/declared-group.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import type { Person } from "../../src/model/snapshot.ts";
import type { FindingRef } from "../contract/check.ts";
import { groupMissing, stackResourceGone } from "./root-causes.ts";

/**
 * Possible causes of a person not being in a group: that its filling rule leaves them out by name, that the group is
 * missing, the rule otherwise, or a removed declared member.
 */
export function membershipCauses(
  groupName: string,
  { baseline, judgement: { live } }: JudgedOrg,
): (person: Person) => readonly FindingRef[] {
  const meant = declaredGroupNamed(baseline, groupName);
  const declared = baseline.groups.find((group) => group === meant);
  const rule = declared?.filledBy?.rule;
  const ruleFields = rule === undefined ? [] : [null, "status", "expression", "groups", "exceptGroups"];
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
  const leftOut: FindingRef = {
    check: "group-rule",
    subject: { type: "group-rule", name: rule ?? "" },
    field: "exceptUsers",
  };
  const excluded = new Set(
    (rule === undefined ? [] : live.groupRulesNamed(rule)).flatMap((one) => one.excludedUserIds),
  );
  const withMembers = [...shared, members];
  const listed = new Set((declared?.members ?? []).map((member) => live.personCalled(member)?.id));
  return ({ id }) => {
    const causes = listed.has(id) ? withMembers : shared;
    return excluded.has(id) ? [leftOut, ...causes] : causes;
  };
}
