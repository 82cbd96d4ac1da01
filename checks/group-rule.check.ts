import type { BaselineGroup } from "../model/baseline.ts";
import type { GroupRule } from "../model/snapshot.ts";
import type { Check, CheckInput, FindingDraft } from "./check.ts";
import { liveGroupFor } from "./declared-group.ts";
import { sameExpression } from "./group-rule-expression.ts";
import type { LiveIndex } from "./live-index.ts";
import { listNames } from "./name-list.ts";
import { groupMissing } from "./root-causes.ts";

/** A declared rule with all that the baseline says of it: several groups can be filled by one rule. */
interface DeclaredRule {
  readonly name: string;
  readonly groups: readonly BaselineGroup[];
  readonly expressions: readonly string[];
}

function declaredRules(groups: readonly BaselineGroup[]): readonly DeclaredRule[] {
  const byName = new Map<string, DeclaredRule>();
  for (const group of groups) {
    if (group.filledBy === null) continue;
    const { rule, when } = group.filledBy;
    const key = rule.normalize("NFC");
    const known = byName.get(key) ?? { name: rule, groups: [], expressions: [] };
    byName.set(key, {
      ...known,
      groups: [...known.groups, group],
      expressions: [...known.expressions, when],
    });
  }
  return [...byName.values()];
}

function* status(declared: DeclaredRule, rule: GroupRule | undefined): Generator<FindingDraft> {
  const actual = rule?.status ?? "absent";
  if (actual === "ACTIVE") return;
  const is = rule === undefined ? "does not exist" : `is ${actual}`;
  yield {
    subject: { type: "group-rule", id: rule?.id ?? null, name: declared.name },
    field: "status",
    expected: "ACTIVE",
    actual,
    message: `Group rule "${declared.name}" ${is}; it should be ACTIVE.`,
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

const nameOfTarget = (id: GroupRule["groupIds"][number], live: LiveIndex): string =>
  live.group(id)?.name ?? `deleted group ${id}`;

function* groups(declared: DeclaredRule, rule: GroupRule, input: CheckInput): Generator<FindingDraft> {
  const { live } = input.judgement;
  const meant = declared.groups.map((group) => ({ name: group.name, live: liveGroupFor(group, live) }));
  if (meant.every((group) => group.live !== undefined && rule.groupIds.includes(group.live.id))) return;
  const expected = declared.groups.map((group) => group.name).sort();
  const unread = input.org.slices.groups === undefined;
  const actual = unread ? null : rule.groupIds.map((id) => nameOfTarget(id, live)).sort();
  yield {
    subject: { type: "group-rule", id: rule.id, name: declared.name },
    field: "groups",
    ...(actual === null ? { status: "unknown" } : {}),
    expected,
    actual,
    message:
      actual === null
        ? `The groups that rule "${declared.name}" fills could not be read; it should fill ${listNames(expected)}.`
        : `Group rule "${declared.name}" fills ${listNames(actual, "no group")}; it should fill ${listNames(expected)}.`,
    causes: meant.filter((group) => group.live === undefined).map((group) => groupMissing(group.name)),
  };
}

export default {
  id: "group-rule",
  title: "The rule that fills a group is active and takes the declared people",
  severity: "high",
  rationale:
    "A group rule keeps newcomers in the group that their enrollment policy reaches. Switched off, invalid (its group " +
    "was deleted) or with another expression, it fills the group no longer, and nothing is seen until someone signs in " +
    "without a factor. White space outside string literals does not count.",
  remedy:
    "Correct the rule under Directory > Groups > Rules and activate it, or run `pulumi up`; Okta lets a rule be " +
    "changed only while it is inactive.",
  references: [
    "Okta API reference: Group Rules",
    "Okta Developer: Okta Expression Language (developer.okta.com/docs/reference/okta-expression-language)",
    "NIST SP 800-53 AC-2, Account Management",
  ],
  needs: (baseline) =>
    baseline.groups.some((group) => group.filledBy !== null) ? ["groups", "group-rules"] : [],

  *evaluate(input): Generator<FindingDraft> {
    if (input.org.slices.groupRules === undefined) return;
    for (const declared of declaredRules(input.baseline.groups)) {
      const rule = input.judgement.live.groupRuleNamed(declared.name);
      yield* status(declared, rule);
      if (rule === undefined) continue;
      yield* expression(declared, rule);
      yield* groups(declared, rule, input);
    }
  },
} satisfies Check;
