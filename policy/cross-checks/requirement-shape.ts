import type { Draft, DraftMap } from "../draft/draft.ts";
import type { Problem } from "../source/problem.ts";

const targets = ["everyone", "groups", "apps", "adminRoles"];
const demands = ["memberOf", "governedBy", "factors", "signIn", "recovery"];

/** A requirement says of whom exactly one thing, and asks at least one thing of them. */
export function* requirementShape(draft: Draft): Iterable<Problem> {
  for (const requirement of draft.requirements) {
    const name = requirement.id === null ? "a requirement" : `the requirement "${requirement.id.text}"`;
    if (requirement.appliesTo !== null) {
      yield* oneOf(requirement.appliesTo, targets, `appliesTo of ${name}`);
    }
    if (requirement.factors !== null) {
      yield* oneOf(requirement.factors, ["anyOf", "phishingResistant"], `factors of ${name}`);
    }
    if (demands.every((demand) => requirement.lacks.has(demand))) {
      yield {
        at: requirement.at,
        message: `${name} asks for nothing; it needs at least one of ${demands.join(", ")}`,
      };
    }
  }
}

function* oneOf(map: DraftMap, choices: readonly string[], name: string): Iterable<Problem> {
  const given = choices.filter((choice) => map.keys.has(choice));
  if (given.length === 1) return;
  const found = given.length === 0 ? "none of them" : given.join(" and ");
  yield { at: map.at, message: `${name} needs exactly one of ${choices.join(", ")}; it has ${found}` };
}
