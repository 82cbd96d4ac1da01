import { existingPolicies } from "../../src/evaluator/declared/declared-policy.ts";
import { existingRules } from "../../src/evaluator/declared/declared-rule.ts";
import {
  type DeclaredPolicy,
  isReported,
  type LivePolicy,
  type LiveRule,
  type RuleOf,
  ruleWords,
  slicesOf,
} from "../../src/evaluator/declared/policy-family.ts";
import { withPolicy, withRules } from "../../src/evaluator/declared/with-changes.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import { ruleRef } from "../../src/model/subject.ts";
import type { Severity } from "../../src/model/words.ts";
import type { FindingDraft } from "../contract/check.ts";
import type { JudgedFamily } from "./families.ts";
import type { JudgedPart } from "./judged-part.ts";
import { rulesUnread } from "./rules-unread.ts";

/** Makes a rule worse than unreviewed, in words that follow "in no baseline". */
interface Worse {
  readonly severity: Severity;
  readonly why: string;
}

/** Tells why an ACTIVE rule is worse for a reason of its own; null: for none. */
type WhyWorse<Live extends LivePolicy> = (rule: RuleOf<Live>, policy: Live) => string | null;

function* strangers<Live extends LivePolicy>(
  family: Pick<JudgedFamily, "one">,
  owner: string,
  live: Live,
  declared: readonly LiveRule[],
  worseOf: (rule: RuleOf<Live>) => Worse | null,
): Generator<FindingDraft> {
  const rules: readonly RuleOf<Live>[] = live.rules ?? [];
  for (const rule of rules) {
    if (rule.system || declared.includes(rule)) continue;
    const worse = rule.status === "ACTIVE" ? worseOf(rule) : null;
    yield {
      subject: { ...ruleRef(owner, rule.name), id: rule.id },
      field: null,
      severity: worse?.severity ?? "medium",
      expected: "absent",
      actual: rule.status,
      message: `${ruleWords(family, owner, rule.name)} is in no baseline${worse === null ? "" : ` and ${worse.why}`}; it should not exist.`,
    };
  }
}

// Equal numbers do not say which is tried first: the worse is taken.
const isTriedBefore = (rule: LiveRule, declared: readonly LiveRule[]): boolean =>
  declared.some((one) => one.status === "ACTIVE" && (one.system || rule.priority <= one.priority));

/** Finds rules that nobody declared in a family's declared policies, and the worse ones in Okta's undeclared default. */
export function ruleUnmanaged<Declared extends DeclaredPolicy, Live extends LivePolicy>(
  family: JudgedFamily<Declared, Live>,
  whyWorse: WhyWorse<Live> = () => null,
): JudgedPart {
  const worseIn =
    (input: JudgedOrg, policy: Live, declared: readonly LiveRule[]) =>
    (rule: RuleOf<Live>): Worse | null => {
      const without = withRules(policy, new Map([[rule, null]]));
      const others = withPolicy(family.liveIn(input.org.slices), policy, without);
      if (family.opensWider(input, others)) {
        return { severity: "critical", why: "lets somebody in with less than without it" };
      }
      if (isTriedBefore(rule, declared)) return { severity: "high", why: "is tried before a declared rule" };
      const why = whyWorse(rule, policy);
      return why === null ? null : { severity: "high", why };
    };

  /** Okta's own policy is always there, declared or not, and takes whoever is left. */
  function* ofUndeclaredDefault(input: JudgedOrg): Generator<FindingDraft> {
    const declared = family.declaredIn(input.baseline);
    if (declared.some(({ isDefault }) => isDefault !== false)) return;
    for (const live of family.liveIn(input.org.slices) ?? []) {
      if (!live.system) continue;
      for (const draft of strangers(family, live.name, live, [], worseIn(input, live, []))) {
        if (draft.severity !== "medium") yield draft;
      }
    }
  }

  return {
    severity: "medium",
    needs: (baseline) =>
      isReported(family, "rules", baseline) && family.declaredIn(baseline).length > 0 ? slicesOf(family) : [],

    *evaluate(input): Generator<FindingDraft> {
      if (!isReported(family, "rules", input.baseline)) return;
      for (const policy of existingPolicies(family, input)) {
        const { declared, live } = policy;
        if (live.rules === null) yield rulesUnread(policy);
        else {
          const known = existingRules(family, policy).map((rule) => rule.live);
          yield* strangers(family, declared.name, live, known, worseIn(input, live, known));
        }
      }
      yield* ofUndeclaredDefault(input);
    },
  };
}
