import type { Baseline } from "../../../model/baseline.ts";
import type { Change, EffectKind } from "../../../model/review.ts";
import { sameName } from "../../../model/words.ts";
import type { Found } from "./collect-effects.ts";

const ofRequirements: ReadonlySet<EffectKind> = new Set([
  "people-lose-requirement",
  "people-requirement-eased",
] as const);
const ofSignIn: ReadonlySet<EffectKind> = new Set([
  "people-sign-in-weaker",
  "people-sign-in-unknown",
  "people-sign-in-wider",
  "people-asked-less-often",
] as const);

/** Changes of the text have their names in NFC; the org, and whoever wrote the baseline, need not. */
function isOf(change: Change, field: string, wanted: ReadonlySet<string>): boolean {
  const where: Readonly<Record<string, string>> = { ...change.where };
  return [...wanted].some((name) => where[field] !== undefined && sameName(name, where[field]));
}

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
  const groupsOfSignOn: ReadonlySet<string> = new Set(
    baselines.flatMap(({ signOn: { sessionPolicies, appPolicies } }) => [
      ...sessionPolicies.flatMap(({ groups }) => groups),
      ...appPolicies.flatMap(({ rules }) =>
        rules.flatMap(({ people }) => [...people.groups, ...people.exceptGroups]),
      ),
    ]),
  );
  const explainsSignIn = (change: Change, { policies }: Found): boolean =>
    change.kind.startsWith("session-policy") ||
    (change.kind === "app-policy" && isOf(change, "policy", policies)) ||
    (change.kind.startsWith("group-") && isOf(change, "group", groupsOfSignOn));

  const touches = (change: Change, found: Found): boolean => {
    const { kind, names, policies } = found;
    if (ofRequirements.has(kind)) {
      const [id = ""] = names;
      return (
        isOf(change, "requirement", new Set([id])) ||
        (change.kind.startsWith("group-") && isOf(change, "group", groupsOfRequirement(id)))
      );
    }
    return (
      change.kind === "engine" ||
      change.kind.startsWith("authenticator-") ||
      (ofSignIn.has(kind) && explainsSignIn(change, found)) ||
      (change.kind.startsWith("enrollment-") &&
        (isOf(change, "policy", policies) || isOf(change, "other", policies))) ||
      (change.kind.startsWith("group-") && isOf(change, "group", groupsOfPolicies(policies)))
    );
  };
  return (found) =>
    found.effect === "weaker" ? weaker.filter((change) => touches(change, found)).map(({ id }) => id) : [];
}
