import { findExemptions } from "../../../../checks/runner/exempt.ts";
import type { Judgement } from "../../../evaluator/judgement.ts";
import type { Baseline, Requirement } from "../../../model/baseline.ts";
import type { Person } from "../../../model/snapshot.ts";
import { asksOfSignIn } from "../compare/compare-sign-in.ts";
import type { Difference } from "./compare-outlooks.ts";

/** Compares what a requirement that holds before and after asks of signing in and of recovery. */
function changed(before: Requirement, after: Requirement): readonly Difference[] {
  const effect = asksOfSignIn(before, after);
  if (effect === "neutral") return [];
  const kind = effect === "weaker" ? "people-requirement-eased" : "people-requirement-raised";
  return [{ kind, effect, names: [after.id] }];
}

/** A baseline with what was worked out about an org in which it is in force. */
export interface Applied {
  readonly baseline: Baseline;
  readonly judgement: Judgement;
}

/** Which requirements come to hold for a person, or hold no more: covered, and not exempted on that day. */
export function requirementReader(base: Applied, head: Applied, now: Date) {
  const asked = (applied: Applied) => {
    const { baseline, judgement } = applied;
    const exemptionFor = findExemptions(baseline.exemptions, judgement.live, now);
    return {
      holds: (requirement: Requirement, { id, login }: Person): boolean =>
        judgement.coverageOf(requirement).covers(id) &&
        exemptionFor({ type: "user", id, name: login }, requirement.id) === null,
      isCertain: (requirement: Requirement | undefined): boolean =>
        requirement === undefined || judgement.coverageOf(requirement).uncertainties.length === 0,
      uncertainties: baseline.requirements.flatMap((one) =>
        judgement
          .coverageOf(one)
          .uncertainties.map((uncertainty) => `requirement "${one.id}": ${uncertainty}`),
      ),
      byId: new Map(baseline.requirements.map((one) => [one.id, one])),
    };
  };
  const [before, after] = [asked(base), asked(head)];
  const ids = [...new Set([...before.byId.keys(), ...after.byId.keys()])];
  return {
    uncertainties: [...new Set([...before.uncertainties, ...after.uncertainties])],
    differences: (person: Person): readonly Difference[] =>
      ids.flatMap((id): readonly Difference[] => {
        const [one, two] = [before.byId.get(id), after.byId.get(id)];
        const held = one !== undefined && before.holds(one, person);
        const holds = two !== undefined && after.holds(two, person);
        if (held === holds) return held && one !== undefined && two !== undefined ? changed(one, two) : [];
        const certain = before.isCertain(one) && after.isCertain(two);
        return held
          ? [{ kind: "people-lose-requirement", effect: "weaker", names: [id], certain }]
          : [{ kind: "people-gain-requirement", effect: "stronger", names: [id], certain }];
      }),
  };
}
