import { existingPolicies } from "../../src/evaluator/declared/declared-policy.ts";
import { existingRules, ruleSubject } from "../../src/evaluator/declared/declared-rule.ts";
import { allZones, namesZones } from "../../src/evaluator/declared/network-condition.ts";
import {
  type DeclaredRule,
  type LiveRule,
  type PolicyPair,
  ruleWords,
  slicesOf,
} from "../../src/evaluator/declared/policy-family.ts";
import { orderDifference } from "../../src/evaluator/declared/relative-order.ts";
import { inThisOrder, withPolicy, withRules } from "../../src/evaluator/declared/with-changes.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import { listNames } from "../../src/evaluator/words/name-list.ts";
import { quoted } from "../../src/evaluator/words/quoted-names.ts";
import type { FindingDraft } from "../contract/check.ts";
import type { JudgedFamily } from "./families.ts";
import type { JudgedPart } from "./judged-part.ts";
import { rulesUnread } from "./rules-unread.ts";
import { severityAgainst } from "./severity-against.ts";

function* contents(family: JudgedFamily, policy: PolicyPair, input: JudgedOrg): Generator<FindingDraft> {
  for (const rule of existingRules(family, policy)) {
    const { name } = rule.declared;
    for (const { inWords, mended, ...difference } of family.differencesOf(rule, input)) {
      yield {
        subject: ruleSubject(policy, name, rule.live.id),
        ...difference,
        ...(mended !== undefined &&
          difference.status === "open" &&
          severityWith(family, policy, new Map([[rule.live, mended]]), input)),
        message: `${ruleWords(family, policy.declared.name, name)} ${inWords}.`,
        ...byHand(family, rule.declared, difference.field),
        ...remedyFor(rule.declared, input),
      };
    }
  }
}

/** How bad it is that rules are not what they should be. */
function severityWith(
  family: JudgedFamily,
  { live }: PolicyPair,
  mended: ReadonlyMap<LiveRule, LiveRule>,
  input: JudgedOrg,
): Pick<FindingDraft, "severity"> {
  const others = withPolicy(family.liveIn(input.org.slices), live, withRules(live, mended));
  return severityAgainst(family, input, others);
}

/** A difference that Pulumi's provider does not see, no run of it puts right. */
const byHand = (family: JudgedFamily, rule: DeclaredRule, field: string | null) =>
  family.isBeyondProvider(rule, field)
    ? {
        remedy: `Set it as declared under ${family.page}: Pulumi's provider does not see it, so that \`pulumi up --refresh\` leaves it as it is. If the change was meant, change the baseline.`,
      }
    : {};

/** Pulumi only looks zones up, and stops where one is gone; Okta deactivates the rules that ask for it. */
function remedyFor({ network }: DeclaredRule, { org, judgement: { live } }: JudgedOrg) {
  if (network.kind === "anywhere" || org.slices.zones === undefined) return {};
  const gone = network.zones.filter((zone) => zone !== allZones && live.zonesNamed(zone).length === 0);
  if (gone.length === 0) return {};
  const zones = gone.length === 1 ? "the network zone" : "the network zones";
  const named = listNames(gone.map(quoted));
  return {
    remedy: `Make ${zones} ${named} again under Security > Networks, then run \`pulumi up --refresh\`, or set the rule as declared. Before that Pulumi stops with ZONE_NOT_FOUND.`,
  };
}

/** The place of rules among each other; Okta's own is always the last. */
function* order(family: JudgedFamily, policy: PolicyPair, input: JudgedOrg): Generator<FindingDraft> {
  const rules = existingRules(family, policy).filter(({ live }) => !live.system);
  const ranked = rules.map(({ declared, live }) => ({
    name: declared.name,
    id: live.id,
    priority: live.priority,
  }));
  const difference = orderDifference(ranked);
  if (difference === null) return;
  const { first, inWords, ...values } = difference;
  yield {
    subject: ruleSubject(policy, first.name, first.id),
    field: "order",
    ...values,
    ...severityWith(family, policy, inThisOrder(rules.map(({ live }) => live)), input),
    message: `${ruleWords(family, policy.declared.name, first.name)} ${inWords}.`,
  };
}

/** Finds declared rules of a family's policies that are not as declared, or not in their place. */
export function ruleAsDeclared(family: JudgedFamily): JudgedPart {
  return {
    severity: "high",
    needs: (baseline) =>
      family.declaredIn(baseline).some(({ rules }) => rules.length > 0) ? slicesOf(family) : [],
    // Names matter only where the baseline names something: against ANYWHERE and nobody, ids are enough.
    sharpenedBy: (baseline) => {
      const rules = family.declaredIn(baseline).flatMap((policy) => policy.rules);
      const zones = rules.some((rule) => namesZones(rule.network));
      return [
        ...(zones ? (["zones"] as const) : []),
        ...new Set(rules.flatMap((rule) => family.slicesNamedBy(rule))),
      ];
    },

    *evaluate(input): Generator<FindingDraft> {
      for (const policy of existingPolicies(family, input)) {
        if (policy.declared.rules.length === 0) continue;
        if (policy.live.rules === null) {
          yield rulesUnread(policy);
          continue;
        }
        yield* contents(family, policy, input);
        yield* order(family, policy, input);
      }
    },
  };
}
