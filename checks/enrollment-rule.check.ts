import { existingPolicies, type PolicyPair } from "../src/evaluator/declared/declared-policy.ts";
import { existingRules, ruleSubject } from "../src/evaluator/declared/declared-rule.ts";
import { differencesOf } from "../src/evaluator/declared/enrollment-rule-differences.ts";
import { allZones, namesZones } from "../src/evaluator/declared/network-condition.ts";
import { orderDifference } from "../src/evaluator/declared/relative-order.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { listNames } from "../src/evaluator/words/name-list.ts";
import { quoted } from "../src/evaluator/words/quoted-names.ts";
import type { Baseline, BaselineRule } from "../src/model/baseline.ts";
import type { EnrollmentRule } from "../src/model/snapshot.ts";
import type { Check, FindingDraft } from "./contract/check.ts";
import { rulesUnread } from "./rules-unread.ts";

const declaredRules = ({ enrollmentPolicies }: Baseline): readonly BaselineRule[] =>
  enrollmentPolicies.flatMap((policy) => policy.rules);

const called = (policy: PolicyPair, rule: string): string =>
  `Rule "${rule}" of enrollment policy "${policy.declared.name}"`;

function* contents(
  policy: PolicyPair,
  rules: readonly EnrollmentRule[],
  input: JudgedOrg,
): Generator<FindingDraft> {
  for (const rule of existingRules(policy, rules)) {
    const { name } = rule.declared;
    for (const { inWords, ...difference } of differencesOf(rule, input)) {
      yield {
        subject: ruleSubject(policy, name, rule.live.id),
        ...difference,
        message: `${called(policy, name)} ${inWords}.`,
        ...remedyFor(rule.declared, input),
      };
    }
  }
}

/** Pulumi only looks zones up, and stops where one is gone; Okta deactivates the rules that ask for it. */
function remedyFor({ network }: BaselineRule, { org, judgement: { live } }: JudgedOrg) {
  if (network.kind === "anywhere" || org.slices.zones === undefined) return {};
  const gone = network.zones.filter((zone) => zone !== allZones && live.zonesNamed(zone).length === 0);
  if (gone.length === 0) return {};
  const zones = gone.length === 1 ? "the network zone" : "the network zones";
  const named = listNames(gone.map(quoted));
  return {
    remedy: `Make ${zones} ${named} again under Security > Networks, then run \`pulumi up --refresh\`, or set the rule as declared. Before that Pulumi stops with ZONE_NOT_FOUND.`,
  };
}

function* order(policy: PolicyPair, rules: readonly EnrollmentRule[]): Generator<FindingDraft> {
  const ranked = existingRules(policy, rules).map(({ declared, live }) => ({
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
    message: `${called(policy, first.name)} ${inWords}.`,
  };
}

export default {
  id: "enrollment-rule",
  about: "configuration",
  compares: "policies",
  title:
    "Every declared enrollment rule is active, asks for enrollment as declared, and leaves nobody else out",
  severity: "high",
  rationale:
    "The rule says whether, where and for whom its policy takes effect. Set to NEVER it silences a REQUIRED " +
    "authenticator; tied to a network or an app, or leaving people out, it lets them fall through to the next policy. " +
    "Conditions that Plumbline does not model leave the answer unknown.",
  remedy:
    "Set the rule as declared, or run `pulumi up --refresh`; if the change was meant, change the baseline.",
  references: [
    "Okta API reference: Policies (MFA_ENROLL rules: actions.enroll, conditions.network, people and app)",
    "Okta Developer: Policies (developer.okta.com/docs/concepts/policies)",
    "DISA Okta IDaaS STIG V-273193, V-273194 (multifactor authentication, which people must have enrolled for)",
    "NIST SP 800-63B section 6.1, Authenticator Binding",
  ],

  needs: (baseline) => (declaredRules(baseline).length > 0 ? ["policies", "policy-rules"] : []),
  // Zones and people matter only where the baseline names some: against ANYWHERE and nobody, ids are enough.
  sharpenedBy: (baseline) => {
    const rules = declaredRules(baseline);
    const zones = rules.some((rule) => namesZones(rule.network));
    const people = rules.some((rule) => rule.exceptUsers.length > 0);
    return [...(zones ? (["zones"] as const) : []), ...(people ? (["users"] as const) : [])];
  },

  *evaluate(input): Generator<FindingDraft> {
    for (const policy of existingPolicies(input)) {
      const { rules } = policy.live;
      if (policy.declared.rules.length === 0) continue;
      if (rules === null) {
        yield rulesUnread(policy);
        continue;
      }
      yield* contents(policy, rules, input);
      yield* order(policy, rules);
    }
  },
} satisfies Check;
