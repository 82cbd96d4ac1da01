import { listNames } from "../../src/evaluator/words/name-list.ts";
import { quoted } from "../../src/evaluator/words/quoted-names.ts";
import type { BaselineGroup } from "../../src/model/baseline.ts";
import type { Group, OrgSnapshot, Person } from "../../src/model/snapshot.ts";

/**
 * How a person gets into a group, by what decides who is in it: it is not for everybody to be put in by hand (`plumbline
 * enroll` refuses the same).
 *
 * @param declared undefined for a group that the baseline does not declare
 * @param live undefined for one that does not exist
 */
export function howToJoin(
  person: Pick<Person, "id">,
  name: string,
  declared: BaselineGroup | undefined,
  live: Group | undefined,
  { slices }: OrgSnapshot,
): string {
  const group = quoted(name);
  if (live === undefined) return `Make the group ${group} first.`;
  if (live.type !== "OKTA_GROUP") {
    return `Add the person to ${group} in the application or directory that keeps it (${live.type}), and let Okta import it.`;
  }
  if (declared?.onlyMembers === true) {
    return (
      `The group ${group} is closed (onlyMembers): name the person under its \`members\` in the baseline, have that ` +
      "reviewed and run `pulumi up --refresh`; or take from the person what the requirement applies to."
    );
  }
  const filling = (slices.groupRules ?? []).filter(
    ({ groupIds, status }) => status === "ACTIVE" && groupIds.includes(live.id),
  );
  const rules = [
    ...new Set([
      ...filling.map((rule) => rule.name),
      ...(declared?.filledBy ? [declared.filledBy.rule] : []),
    ]),
  ];
  if (rules.length > 0) {
    const isLeftOut = filling.some(({ excludedUserIds }) => excludedUserIds.includes(person.id));
    // Okta leaves whoever was taken out of the group by hand out of its rules from then on (okta-api 3.2).
    return isLeftOut
      ? `Add the person to ${group} by hand (\`plumbline enroll\` plans it): the group rule that fills it leaves them out by name.`
      : `The group ${group} is filled by ${listNames(rules.map(quoted))}: correct the rule, or what it reads of the person's profile.`;
  }
  if ((slices.adminRoles?.groups[live.id] ?? []).length > 0) {
    return `The group ${group} holds administrator roles: add the person by hand if the roles are meant.`;
  }
  return `Add the person to ${group} (\`plumbline enroll\` plans it for everybody).`;
}
