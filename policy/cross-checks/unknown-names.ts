import { everyoneGroupName } from "../../src/model/words.ts";
import type { Draft, Text } from "../draft/draft.ts";
import { closest } from "../source/closest.ts";
import type { Problem } from "../source/problem.ts";

/** Every group, policy and requirement that is named must be declared; Everyone is built in. */
export function* unknownNames(draft: Draft): Iterable<Problem> {
  const groups = declared(
    "group",
    "groups",
    draft.groups.map(({ name }) => name),
    [everyoneGroupName],
  );
  const policies = declared(
    "enrollment policy",
    "enrollmentPolicies",
    draft.policies.map(({ name }) => name),
  );
  const requirements = declared(
    "requirement",
    "requirements",
    draft.requirements.map(({ id }) => id),
  );

  for (const group of draft.groups) yield* groups(group.exceptGroups);
  for (const policy of draft.policies) yield* groups(policy.groups);
  for (const policy of [...draft.sessionPolicies, ...draft.appPolicies]) {
    yield* groups(policy.groups);
    for (const { people } of policy.rules) {
      yield* groups([...(people.get("groups") ?? []), ...(people.get("exceptGroups") ?? [])]);
    }
  }
  for (const requirement of draft.requirements) {
    yield* groups(requirement.targetGroups);
    yield* groups(requirement.memberOf);
    yield* policies(requirement.governedBy);
  }
  for (const { requirement } of draft.exemptions) {
    if (requirement !== null) yield* requirements([requirement]);
  }
}

/** Judges references to one kind of thing. With a name that cannot be read, nothing is called undeclared. */
function declared(
  kind: string,
  section: string,
  names: readonly (Text | null)[],
  builtIn: readonly string[] = [],
): (references: readonly Text[]) => readonly Problem[] {
  const readable = names.filter((name) => name !== null).map(({ text }) => text);
  const known = new Set([...builtIn, ...readable].map((name) => name.normalize("NFC")));
  return (references) => {
    if (readable.length < names.length) return [];
    return references
      .filter(({ text }) => !known.has(text.normalize("NFC")))
      .map(({ text, at }) => {
        const meant = closest(text, readable);
        const hint = meant === null ? "" : `, did you mean "${meant}"?`;
        const choice =
          readable.length === 0 ? `${section} declares none` : `declared: ${readable.join(", ")}`;
        return { at, message: `unknown ${kind} "${text}"${hint}; ${choice}` };
      });
  };
}
