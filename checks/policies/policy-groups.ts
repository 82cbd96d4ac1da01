import {
  declaredGroupNamed,
  isEveryoneName,
  liveGroupsFor,
  whyAmbiguous,
} from "../../src/evaluator/declared/declared-group.ts";
import { existingPolicies, policySubject } from "../../src/evaluator/declared/declared-policy.ts";
import { type LivePolicy, type PolicyPair, policyWords } from "../../src/evaluator/declared/policy-family.ts";
import { withPolicy } from "../../src/evaluator/declared/with-changes.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import { whyPartial } from "../../src/evaluator/live/partly-read.ts";
import { listNames } from "../../src/evaluator/words/name-list.ts";
import type { GroupId } from "../../src/model/ids.ts";
import { sameName } from "../../src/model/words.ts";
import { groupMissing } from "../causes/root-causes.ts";
import type { FindingDraft } from "../contract/check.ts";
import type { JudgedFamily } from "./families.ts";
import type { JudgedPart } from "./judged-part.ts";
import { policyUnmodelled } from "./policy-unmodelled.ts";
import { severityAgainst } from "./severity-against.ts";

interface DeclaredTarget {
  readonly name: string;
  /** None: the group does not exist. Several bear the name: which one is meant cannot be told. */
  readonly ids: readonly GroupId[];
  /** Why it means no single group; null where it does. */
  readonly ambiguity: string | null;
}

function targetsOf({ declared }: PolicyPair, { baseline, judgement }: JudgedOrg): readonly DeclaredTarget[] {
  return (declared.groups ?? []).map((name) => {
    const group = declaredGroupNamed(baseline, name);
    const found = liveGroupsFor(group, judgement.live);
    // A directory's group is surely not the one that is managed, whatever the others of the name are.
    const ids = found.filter(({ type }) => !group.managed || type !== "APP_GROUP").map(({ id }) => id);
    return { name, ids, ambiguity: whyAmbiguous(group, judgement.live) };
  });
}

/** The declared group that a live id stands for. */
const targetOf = (id: GroupId, targets: readonly DeclaredTarget[]): DeclaredTarget | undefined =>
  targets.find(({ ids }) => ids.includes(id));

/** Name for a live id that no declared group stands for. */
function nameOfStranger(id: GroupId, targets: readonly DeclaredTarget[], input: JudgedOrg): string {
  const group = input.judgement.live.group(id);
  if (group === undefined) return `deleted group ${id}`;
  const namesake = targets.some((target) => sameName(target.name, group.name));
  return namesake ? `${group.name} (${group.type} ${id})` : group.name;
}

function* compare(family: JudgedFamily, policy: PolicyPair, input: JudgedOrg): Generator<FindingDraft> {
  const targets = targetsOf(policy, input);
  const reached = [...new Set(policy.live.groupIds ?? [])].map((id) => ({
    id,
    target: targetOf(id, targets),
  }));
  const strangers = reached.filter(({ target }) => target === undefined).map(({ id }) => id);
  const unreached = targets.filter((target) => !reached.some((one) => one.target === target));
  if (strangers.length === 0 && unreached.length === 0) {
    yield* ambiguities(family, policy, targets);
    return;
  }
  const expected = targets.map((target) => target.name).sort();
  const actual = reached.map(({ id, target }) => target?.name ?? nameOfStranger(id, targets, input)).sort();
  yield {
    subject: policySubject(policy),
    field: "groups",
    ...(isUndecided(strangers, unreached, input) ? { status: "unknown" } : {}),
    ...severityAgainst(family, input, asDeclared(family, policy, targets, input)),
    expected,
    actual,
    message: `${policyWords(family, policy.declared.name)} applies to ${listNames(actual, "no group")}; it should apply to ${listNames(expected, "no group")}.`,
    causes: unreached.filter(({ ids }) => ids.length === 0).map(({ name }) => groupMissing(name)),
  };
}

/** All policies as they would be with this one for the groups that are declared. */
function asDeclared(
  family: JudgedFamily,
  { live }: PolicyPair,
  targets: readonly DeclaredTarget[],
  { org }: JudgedOrg,
): readonly LivePolicy[] {
  const groupIds = targets.flatMap(({ ids }) => ids);
  return withPolicy(family.liveIn(org.slices), live, { ...live, groupIds });
}

/** Where all reads as declared, and a name among it means several groups. */
function* ambiguities(
  family: JudgedFamily,
  policy: PolicyPair,
  targets: readonly DeclaredTarget[],
): Generator<FindingDraft> {
  const ambiguous = targets.filter(({ ambiguity }) => ambiguity !== null);
  if (ambiguous.length === 0) return;
  const why = ambiguous.map(({ ambiguity }) => ambiguity).join("; ");
  yield {
    subject: policySubject(policy),
    field: "groups",
    status: "unknown",
    expected: targets.map((target) => target.name).sort(),
    actual: null,
    message: `Cannot tell whether ${family.one} "${policy.declared.name}" applies to the groups that are meant: ${why}.`,
    causes: ambiguous.map(({ name }) => groupMissing(name)),
  };
}

/**
 * Whether the ids that resolve to nothing may be the very groups that were not found: where a group could not be read,
 * or where the one that is missing is Everyone, which every org has but not every administrator is shown.
 */
function isUndecided(
  strangers: readonly GroupId[],
  unreached: readonly DeclaredTarget[],
  { org, judgement: { live } }: JudgedOrg,
): boolean {
  const isUnread = (name: string): boolean => whyPartial("groups", org) !== null || isEveryoneName(name);
  return (
    strangers.length === unreached.length &&
    strangers.every((id) => live.group(id) === undefined) &&
    unreached.every(({ ids, name }) => ids.length === 0 && isUnread(name))
  );
}

/** Finds declared policies of a family that are for other groups than declared. */
export function policyGroups(family: JudgedFamily): JudgedPart {
  return {
    severity: "high",
    needs: (baseline) => {
      const declared = family.declaredIn(baseline);
      if (declared.length === 0) return [];
      const areForGroups = declared.some(({ isDefault }) => isDefault !== true);
      return areForGroups ? [family.policySlice, "groups"] : [family.policySlice];
    },

    *evaluate(input): Generator<FindingDraft> {
      for (const policy of existingPolicies(family, input)) {
        if (policy.declared.isDefault !== true) yield* compare(family, policy, input);
        yield* policyUnmodelled(family, policy);
      }
    },
  };
}
