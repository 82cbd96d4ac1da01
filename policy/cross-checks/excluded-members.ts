import type { Draft, DraftGroup, DraftPolicy } from "../draft.ts";
import type { Problem } from "../problem.ts";
import { sameLogin } from "./same-login.ts";

/** A declared member of a policy's group whom every rule of the policy leaves out is required and excluded at once. */
export function* excludedMembers(draft: Draft): Iterable<Problem> {
  const groups = new Map(draft.groups.map((group) => [group.name?.text.normalize("NFC"), group]));
  for (const policy of draft.policies) {
    const members = membersOf(policy, groups);
    const excludedBy = policy.rules.map(
      (rule) => new Map(rule.exceptUsers.map((person) => [sameLogin(person.text), person])),
    );
    for (const [login, person] of excludedBy[0] ?? []) {
      const group = members.get(login);
      if (group !== undefined && excludedBy.every((rule) => rule.has(login))) {
        yield {
          at: person.at,
          message: `"${person.text}" is a declared member of "${group}" and excluded from every rule of "${policy.name?.text}", which is for that group; remove one or the other`,
        };
      }
    }
  }
}

function membersOf(
  policy: DraftPolicy,
  groups: ReadonlyMap<string | undefined, DraftGroup>,
): ReadonlyMap<string, string> {
  return new Map(
    policy.groups.flatMap(({ text }) =>
      (groups.get(text.normalize("NFC"))?.members ?? []).map(
        (member) => [sameLogin(member.text), text] as const,
      ),
    ),
  );
}
