import { everyoneGroupName, sameName } from "../../src/model/words.ts";
import type { Draft } from "../draft/draft.ts";
import type { Problem } from "../source/problem.ts";

const ownedFields = ["filledBy", "members", "onlyMembers"];

/** Who is in a group that lives elsewhere is decided elsewhere; Everyone is Okta's own. */
export function* groupOwnership(draft: Draft): Iterable<Problem> {
  for (const group of draft.groups) {
    if (group.name === null) continue;
    const name = group.name.text;
    if (group.managed && sameName(name, everyoneGroupName)) {
      yield {
        at: group.name.at,
        message: `"${everyoneGroupName}" is built in and cannot be managed; leave it out, or write managed: false`,
      };
    }
    if (group.managed) continue;
    for (const field of ownedFields) {
      const at = group.keys.get(field);
      if (at !== undefined) {
        yield {
          at,
          message: `the group "${name}" is managed: false and cannot have ${field}; remove ${field}, or manage the group here`,
        };
      }
    }
  }
}
