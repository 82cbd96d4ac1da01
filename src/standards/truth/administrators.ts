import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { coverageOf } from "../../evaluator/people/coverage.ts";
import type { AppliesTo } from "../../model/baseline.ts";
import type { Person, Slice } from "../../model/snapshot.ts";

/** Whoever holds an admin role, directly or by a group. */
const anyAdministrator: AppliesTo = { kind: "adminRoles", roles: "any" };

/** Slices that tell who that is. */
export const administratorSlices: readonly Slice[] = ["users", "admin-roles", "groups", "group-members"];

/** Administrators who can sign in, and why there may be others. */
export function administratorsOf({ baseline, org, judgement }: JudgedOrg): {
  readonly people: readonly Person[];
  readonly uncertainties: readonly string[];
} {
  const coverage = coverageOf(anyAdministrator, { baseline, org, live: judgement.live });
  return {
    people: judgement.people.inScope.filter(({ id }) => coverage.covers(id)),
    uncertainties: coverage.uncertainties,
  };
}
