import { appsInWords } from "../../../evaluator/declared/app-condition.ts";
import type { BaselinePolicy, BaselineRule } from "../../../model/baseline.ts";
import type { NamedNetwork } from "../../../model/network.ts";
import type { ChangeEffect, ChangeVerdict } from "../../../model/review.ts";
import { type DraftChange, draftChange } from "../change/draft-change.ts";
import { judgeAction, verdict } from "../change/order.ts";
import { personKey } from "../change/person-key.ts";
import { type RuleEffects, ruleEffects } from "../change/rule-effects.ts";
import { type Comparison, sortOut, sortOutPeople } from "./comparison.ts";

/** The rules of one policy: what each does, and whom each takes. */
export function* compareRules(
  from: BaselinePolicy,
  to: BaselinePolicy,
  index: number,
  { head, scopes }: Comparison,
): Generator<DraftChange> {
  const policy = to.name;
  const effects = ruleEffects(from, to, scopes, head.org.engine);
  const list = ["enrollmentPolicies", index, "rules"] as const;
  const { removed, added, kept } = sortOut(from.rules, to.rules, ({ name }) => name);
  for (const rule of removed) {
    yield draftChange(
      "enrollment-rule-removed",
      { policy, rule: rule.name },
      { from: rule.name, to: null, verdict: effects.of(rule.name), path: list },
    );
  }
  for (const { item, index: place } of added) {
    yield draftChange(
      "enrollment-rule-added",
      { policy, rule: item.name },
      { from: null, to: item.name, verdict: effects.of(item.name), path: [...list, place] },
    );
  }
  for (const pair of kept) {
    const where = { policy, rule: pair.to.name };
    yield* compareRule(pair.from, pair.to, { where, path: [...list, pair.index] }, effects, (one, two) =>
      judgeAction(one, two, head.org.engine),
    );
  }
  yield* compareRuleOrder(from.rules, to.rules, { policy, list, effects });
}

interface Place {
  readonly where: { readonly policy: string; readonly rule: string };
  readonly path: readonly (string | number)[];
}

function* compareRule(
  from: BaselineRule,
  to: BaselineRule,
  { where, path }: Place,
  effects: RuleEffects,
  judge: (from: BaselineRule["enroll"], to: BaselineRule["enroll"]) => ChangeEffect,
): Generator<DraftChange> {
  if (from.enroll !== to.enroll) {
    yield draftChange("enrollment-rule-enroll", where, {
      from: from.enroll,
      to: to.enroll,
      verdict: actionVerdict(judge(from.enroll, to.enroll)),
      path: [...path, "enroll"],
    });
  }
  const [before, after] = [inWords(from.network), inWords(to.network)];
  if (before.join() !== after.join()) {
    yield draftChange("enrollment-rule-network", where, {
      from: before,
      to: after,
      verdict: effects.of(to.name),
      path: [...path, "network"],
    });
  }
  const [were, are] = [appsInWords(from.apps), appsInWords(to.apps)];
  if (were !== are) {
    yield draftChange("enrollment-rule-apps", where, {
      from: were,
      to: are,
      verdict: effects.of(to.name),
      path: [...path, "apps"],
    });
  }
  const people = sortOutPeople(from.exceptUsers, to.exceptUsers);
  const except = (user: string, isNew: boolean): DraftChange =>
    draftChange(
      "enrollment-rule-except-users",
      { ...where, user },
      {
        from: isNew ? null : user,
        to: isNew ? user : null,
        verdict: effects.ofPerson(to.name, personKey(user)),
        path: [...path, "exceptUsers"],
      },
    );
  for (const user of people.removed) yield except(user, false);
  for (const { item: user } of people.added) yield except(user, true);
}

const actionVerdict = (effect: ChangeEffect): ChangeVerdict =>
  effect === "neutral"
    ? verdict("neutral", "same-people")
    : verdict(effect, effect === "weaker" ? "asks-less" : "asks-more");

/** As the baseline writes it, zones in any order. */
const inWords = (network: NamedNetwork): readonly string[] =>
  network.kind === "anywhere" ? ["ANYWHERE"] : [network.kind, ...[...network.zones].sort()];

function* compareRuleOrder(
  before: readonly BaselineRule[],
  after: readonly BaselineRule[],
  {
    policy,
    list,
    effects,
  }: {
    readonly policy: string;
    readonly list: readonly (string | number)[];
    readonly effects: RuleEffects;
  },
): Generator<DraftChange> {
  const places = new Map(before.map(({ name }, place) => [name, place]));
  for (const [place, rule] of after.entries()) {
    const was = places.get(rule.name);
    if (was === undefined) continue;
    for (const later of after.slice(place + 1)) {
      const wasEarlier = (places.get(later.name) ?? Number.POSITIVE_INFINITY) < was;
      if (!wasEarlier) continue;
      yield draftChange(
        "enrollment-rule-order",
        { policy, rule: rule.name, other: later.name },
        {
          from: [later.name, rule.name],
          to: [rule.name, later.name],
          verdict: effects.ofPair(rule.name, later.name),
          path: [...list, place],
        },
      );
    }
  }
}
