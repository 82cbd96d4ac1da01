import type { Baseline } from "../../../model/baseline.ts";
import type { Change } from "../../../model/review.ts";
import { sameName } from "../../../model/words.ts";
import type { Found } from "./collect-effects.ts";

/** Which weaker changes of the text explain something that happens to people. */
export function explanations(
  changes: readonly Change[],
  baselines: readonly Baseline[],
): (found: Found) => readonly string[] {
  const weaker = changes.filter(({ effect }) => effect === "weaker");
  const groupsOfPolicies = (names: ReadonlySet<string>): ReadonlySet<string> =>
    new Set(
      baselines.flatMap(({ enrollmentPolicies }) =>
        enrollmentPolicies.filter(({ name }) => names.has(name)).flatMap(({ groups }) => groups),
      ),
    );
  const groupsOfRequirement = (id: string): ReadonlySet<string> =>
    new Set(
      baselines.flatMap(({ requirements }) =>
        requirements
          .filter((one) => one.id === id)
          .flatMap(({ appliesTo }) => (appliesTo.kind === "groups" ? appliesTo.groups : [])),
      ),
    );
  const touches = (change: Change, { kind, names, policies }: Found): boolean => {
    const where: Readonly<Record<string, string>> = { ...change.where };
    // Changes of the text have their names in NFC; the org, and whoever wrote the baseline, need not.
    const isOf = (field: string, wanted: ReadonlySet<string>): boolean =>
      [...wanted].some((name) => where[field] !== undefined && sameName(name, where[field]));
    if (kind === "people-lose-requirement") {
      const [id = ""] = names;
      return (
        isOf("requirement", new Set([id])) ||
        (change.kind.startsWith("group-") && isOf("group", groupsOfRequirement(id)))
      );
    }
    return (
      change.kind === "engine" ||
      change.kind.startsWith("authenticator-") ||
      (change.kind.startsWith("enrollment-") && (isOf("policy", policies) || isOf("other", policies))) ||
      (change.kind.startsWith("group-") && isOf("group", groupsOfPolicies(policies)))
    );
  };
  return (found) =>
    found.effect === "weaker" ? weaker.filter((change) => touches(change, found)).map(({ id }) => id) : [];
}
