import type { PasswordPolicy, PasswordRule } from "../../model/live-sign-on.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import { readZones } from "../effective-policy/zone-condition.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { allOf, personMatcher } from "./match-person.ts";
import { passwordInclusion } from "./password-inclusion.ts";
import { inOrder } from "./policy-order.ts";
import { ruleReader } from "./rule-reader.ts";

/** A password policy that can be in effect for a person. */
export interface PasswordPolicyInEffect {
  readonly policy: PasswordPolicy;
  readonly isSure: boolean;
  /** Why it is not, as a clause; null where it is. */
  readonly why: string | null;
}

/**
 * Prepares asking which password policies can be in effect for a person: in order of precedence, the first whose groups and
 * accounts take the person and one of whose rules matches (okta-api 4.7); each that a network leads to.
 */
export function passwordPoliciesInEffect(
  org: OrgSnapshot,
  live: LiveIndex,
): (person: Person) => readonly PasswordPolicyInEffect[] {
  const matcher = personMatcher(org, live);
  const includes = passwordInclusion(matcher);
  const { networkOf, modelled } = ruleReader(matcher, readZones(org.slices));
  const policies = inOrder(org.slices.passwordPolicies ?? []);

  const matchOf = (rule: PasswordRule, person: Person) => {
    const { condition, decided } = networkOf(rule);
    const held = allOf([matcher.meets(person, rule.people), decided, modelled(rule)]);
    return { held, isAnywhere: condition.kind === "anywhere" };
  };

  /** How the rules of a policy take a person. */
  const taken = (policy: PasswordPolicy, person: Person): Taken => {
    if (policy.rules === null) {
      const why = `the rules of password policy "${policy.name}" were not read`;
      return { matches: true, why, isWhole: false };
    }
    const matching = inOrder(policy.rules)
      .map((rule) => matchOf(rule, person))
      .filter(({ held }) => held.answer !== "no");
    // Surely by one rule is surely, whatever is not known of another.
    const isSure = matching.some(({ held }) => held.answer === "yes");
    const whys = matching.flatMap(({ held }) => (held.answer === "unknown" ? held.why : []));
    return {
      matches: matching.length > 0,
      why: isSure ? null : (whys[0] ?? null),
      isWhole: matching.some(({ held, isAnywhere }) => held.answer === "yes" && isAnywhere),
    };
  };

  return (person) => {
    const found: PasswordPolicyInEffect[] = [];
    for (const policy of policies) {
      const included = includes(policy, person);
      const { matches, why, isWhole } = taken(policy, person);
      if (included.answer === "no" || !matches) continue;
      const own = included.answer === "unknown" ? included.why : why;
      const any = own ?? found.find((one) => one.why !== null)?.why ?? null;
      found.push({ policy, isSure: any === null, why: any });
      if (isWhole && included.answer === "yes") return found;
    }
    return found;
  };
}

interface Taken {
  /** Some rule may take the person. */
  readonly matches: boolean;
  /** Why that is not sure; null where it is. */
  readonly why: string | null;
  /** Nobody gets past its rules. */
  readonly isWhole: boolean;
}
