import { liveGroupFor, whyAmbiguous } from "../src/evaluator/declared/declared-group.ts";
import { sameExpression } from "../src/evaluator/declared/group-rule-expression.ts";
import { compareGroups } from "../src/evaluator/declared/listed-groups.ts";
import { comparePeople } from "../src/evaluator/declared/listed-people.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { whyPartial } from "../src/evaluator/live/partly-read.ts";
import { listNames } from "../src/evaluator/words/name-list.ts";
import type { BaselineGroup } from "../src/model/baseline.ts";
import type { Group, GroupRule } from "../src/model/snapshot.ts";
import { groupMissing } from "./causes/root-causes.ts";
import { ambiguousName } from "./contract/ambiguous-name.ts";
import type { Check, FindingDraft } from "./contract/check.ts";

/** A declared rule with all that the baseline says of it: several groups can be filled by one rule. */
interface DeclaredRule {
  readonly name: string;
  readonly groups: readonly BaselineGroup[];
  readonly expressions: readonly string[];
  readonly exceptUsers: readonly string[];
  readonly exceptGroups: readonly string[];
}

function declaredRules(groups: readonly BaselineGroup[]): readonly DeclaredRule[] {
  const byName = new Map<string, DeclaredRule>();
  for (const group of groups) {
    if (group.filledBy === null) continue;
    const { rule, when, exceptUsers, exceptGroups } = group.filledBy;
    const key = rule.normalize("NFC");
    const known = byName.get(key);
    byName.set(key, {
      name: rule,
      groups: [...(known?.groups ?? []), group],
      expressions: [...(known?.expressions ?? []), when],
      exceptUsers: [...new Set([...(known?.exceptUsers ?? []), ...exceptUsers])],
      exceptGroups: [...new Set([...(known?.exceptGroups ?? []), ...exceptGroups])],
    });
  }
  return [...byName.values()];
}

function* status(
  declared: DeclaredRule,
  rule: GroupRule | undefined,
  partial: string | null,
): Generator<FindingDraft> {
  if (rule?.status === "ACTIVE") return;
  const draft = {
    subject: { type: "group-rule", id: rule?.id ?? null, name: declared.name },
    field: "status",
    expected: "ACTIVE",
    // Okta makes a rule INVALID when a group that it fills is deleted.
    causes: rule?.status === "INVALID" ? declared.groups.map(({ name }) => groupMissing(name)) : [],
  } as const;
  yield rule === undefined && partial !== null
    ? {
        ...draft,
        status: "unknown",
        actual: null,
        message: `Cannot tell whether group rule "${declared.name}" exists, as it should: not every rule could be read (${partial}).`,
      }
    : {
        ...draft,
        actual: rule?.status ?? "absent",
        message: `Group rule "${declared.name}" ${rule === undefined ? "does not exist" : `is ${rule.status}`}; it should be ACTIVE.`,
      };
}

function* expression(declared: DeclaredRule, rule: GroupRule): Generator<FindingDraft> {
  const expected = declared.expressions.find((when) => !sameExpression(when, rule.expression));
  if (expected === undefined) return;
  yield {
    subject: { type: "group-rule", id: rule.id, name: declared.name },
    field: "expression",
    expected,
    actual: rule.expression,
    message: `Group rule "${declared.name}" takes people for whom ${rule.expression}; it should take those for whom ${expected}.`,
  };
}

const howToTakeAgain = {
  exceptUsers:
    "Take them off the rule's excluded people under Directory > Groups > Rules, or run `pulumi up --refresh`; whoever is to " +
    "be left out goes under `filledBy.exceptUsers` in the baseline. Okta lets a rule be changed only while it is inactive.",
  exceptGroups:
    "Change `conditions.people.groups.exclude` of the rule by Okta's API, which Pulumi's provider cannot; groups that are to " +
    "be left out go under `filledBy.exceptGroups` in the baseline. Okta lets a rule be changed only while it is inactive.",
};

/** Whom it leaves out: Okta also excludes whoever is taken by hand out of a group that the rule fills (okta-api 3.2). */
function* exclusions(declared: DeclaredRule, rule: GroupRule, input: JudgedOrg): Generator<FindingDraft> {
  const { exceptUsers, exceptGroups } = declared;
  const differences = {
    exceptUsers: comparePeople(exceptUsers, rule.excludedUserIds, input),
    exceptGroups: compareGroups(exceptGroups, rule.excludedGroupIds ?? null, input),
  };
  for (const field of ["exceptUsers", "exceptGroups"] as const) {
    const difference = differences[field];
    if (difference === null) continue;
    const { inWords, ...values } = difference;
    yield {
      subject: { type: "group-rule", id: rule.id, name: declared.name },
      field,
      ...values,
      message: `Group rule "${declared.name}" ${inWords}.`,
      remedy: howToTakeAgain[field],
    };
  }
}

/** Whether all that may be amiss is that groups could not be read: those meant, or those that the rule fills. */
function isUndecided(
  meant: readonly Meant[],
  rule: GroupRule,
  { org, judgement: { live } }: JudgedOrg,
): boolean {
  const isWhole = org.slices.groups !== undefined && whyPartial("groups", org) === null;
  const unreached = meant.filter(
    (group) => group.live === undefined || !rule.groupIds.includes(group.live.id),
  );
  const strangers = rule.groupIds.filter((id) => !meant.some((group) => group.live?.id === id));
  return (
    !isWhole &&
    strangers.length === unreached.length &&
    strangers.every((id) => live.group(id) === undefined) &&
    unreached.every((group) => group.live === undefined)
  );
}

interface Meant {
  readonly name: string;
  readonly live: Group | undefined;
  /** Why it means no single group; null where it does. */
  readonly ambiguity: string | null;
}

/** The provider replaces a rule to change its groups, and the stacks protect it: `up --refresh` alone stops there. */
const anew =
  "Deactivate and delete the rule under Directory > Groups > Rules, then run `pulumi up --refresh`, which makes it again; " +
  "or `pulumi state unprotect` it first, and Pulumi replaces it.";

function* groups(declared: DeclaredRule, rule: GroupRule, input: JudgedOrg): Generator<FindingDraft> {
  const { live } = input.judgement;
  const meant = declared.groups.map(
    (group): Meant => ({
      name: group.name,
      live: liveGroupFor(group, live),
      ambiguity: whyAmbiguous(group, live),
    }),
  );
  const areFilled = meant.every(({ live: found }) => found !== undefined && rule.groupIds.includes(found.id));
  const fillsOthers = rule.groupIds.some((id) => !meant.some(({ live: found }) => found?.id === id));
  if (areFilled && !fillsOthers) return;
  const draft = {
    subject: { type: "group-rule", id: rule.id, name: declared.name },
    field: "groups",
    expected: declared.groups.map((group) => group.name).sort(),
    causes: meant.filter((group) => group.live === undefined).map((group) => groupMissing(group.name)),
  } as const;
  const [ambiguity] = meant.flatMap((group) => group.ambiguity ?? []);
  if (ambiguity !== undefined) {
    yield {
      ...draft,
      status: "unknown",
      actual: null,
      message: `Cannot tell whether group rule "${declared.name}" fills the group that is meant: ${ambiguity}.`,
    };
    return;
  }
  const should = `it should fill ${listNames(draft.expected)}`;
  const actual = rule.groupIds.map((id) => live.group(id)?.name ?? `deleted group ${id}`).sort();
  yield isUndecided(meant, rule, input)
    ? {
        ...draft,
        status: "unknown",
        actual: null,
        message: `The groups that rule "${declared.name}" fills could not all be read; ${should}.`,
      }
    : {
        ...draft,
        actual,
        message: `Group rule "${declared.name}" fills ${listNames(actual, "no group")}; ${should}.`,
        remedy: anew,
      };
}

export default {
  id: "group-rule",
  about: "configuration",
  title: "The rule that fills a group is active and takes the declared people",
  severity: "high",
  rationale:
    "A group rule keeps newcomers in the group that their enrollment policy reaches. Switched off, invalid (its group " +
    "was deleted) or with another expression, it fills the group no longer, and nothing is seen until someone signs in " +
    "without a factor. People and groups that it leaves out count, too (Okta leaves out whoever is taken by hand out of " +
    "a group that the rule fills), and so do other groups that it fills. White space outside string literals does not.",
  remedy:
    "Correct the rule under Directory > Groups > Rules and activate it, or run `pulumi up --refresh`; Okta lets a rule be " +
    "changed only while it is inactive.",
  references: [
    "Okta API reference: Group Rules",
    "Okta Developer: Okta Expression Language (developer.okta.com/docs/reference/okta-expression-language)",
    "NIST SP 800-53 AC-2, Account Management",
  ],
  needs: (baseline) =>
    baseline.groups.some((group) => group.filledBy !== null) ? ["groups", "group-rules"] : [],
  // Against nobody, ids are enough.
  sharpenedBy: (baseline) =>
    baseline.groups.some(({ filledBy }) => (filledBy?.exceptUsers ?? []).length > 0) ? ["users"] : [],

  *evaluate(input): Generator<FindingDraft> {
    if (input.org.slices.groupRules === undefined) return;
    for (const declared of declaredRules(input.baseline.groups)) {
      const [rule, ...others] = input.judgement.live.groupRulesNamed(declared.name);
      if (rule !== undefined && others.length > 0) {
        const ids = [rule, ...others].map(({ id }) => id);
        yield ambiguousName({ type: "group-rule", name: declared.name }, ids, "group rules");
        continue;
      }
      yield* status(declared, rule, whyPartial("group-rules", input.org));
      if (rule === undefined) continue;
      yield* expression(declared, rule);
      yield* groups(declared, rule, input);
      yield* exclusions(declared, rule, input);
    }
  },
} satisfies Check;
