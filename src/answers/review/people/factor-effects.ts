import { factorJudge } from "../../../evaluator/factors/factor-judge.ts";
import type { Requirement } from "../../../model/baseline.ts";
import type { OrgSnapshot, Person } from "../../../model/snapshot.ts";
import type { Difference } from "./compare-outlooks.ts";
import type { Applied } from "./requirement-effects.ts";

/** A baseline in force on an org. */
interface Side extends Applied {
  readonly org: OrgSnapshot;
}

/** Status of one person's factors by a requirement, on one side; null where enrolments were not read. */
function statusOn(side: Side, factors: NonNullable<Requirement["factors"]>) {
  const { judge } = factorJudge(factors, side);
  return (person: Person) => {
    const read = side.org.slices.factors?.[person.id];
    return read?.kind === "read" ? judge(person, read).status : null;
  };
}

/**
 * Finds who would be left without the factors that a requirement of the later baseline asks for: they have enough that can be
 * used today, and would not.
 */
export function factorReader(base: Side, head: Side): (person: Person) => readonly Difference[] {
  const asking = head.baseline.requirements.flatMap((requirement) => {
    const { id, factors } = requirement;
    if (factors === null) return [];
    const { covers } = head.judgement.coverageOf(requirement);
    return { id, covers, before: statusOn(base, factors), after: statusOn(head, factors) };
  });
  return (person) =>
    asking.flatMap(({ id, covers, before, after }): readonly Difference[] => {
      if (!covers(person.id) || before(person) !== "in-line") return [];
      const status = after(person);
      if (status === "in-line") return [];
      return [{ kind: "people-lose-factors", effect: "weaker", names: [id], certain: status === "open" }];
    });
}
