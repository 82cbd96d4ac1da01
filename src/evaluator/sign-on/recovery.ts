import type { PasswordPolicy, PasswordRule } from "../../model/live-sign-on.ts";
import type { RecoveryMeans } from "../../model/sign-on-words.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import { readZones } from "../effective-policy/zone-condition.ts";
import { factorKind } from "../factors/factor-kind.ts";
import { readOrgAuthenticators } from "../factors/org-authenticators.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { whyPartial } from "../live/partly-read.ts";
import { accountManagement } from "./account-management.ts";
import { type FactorUse, useOf } from "./factor-use.ts";
import { allOf, type Holds, holds, holdsNot, notKnown, personMatcher } from "./match-person.ts";
import { passwordInclusion } from "./password-inclusion.ts";
import { inOrder } from "./policy-order.ts";
import { ruleReader } from "./rule-reader.ts";

/** Whether somebody who holds only that can set a person a new password, and by which rule. */
export interface RecoveryAnswer {
  readonly answer: Holds;
  readonly policy: PasswordPolicy | null;
  readonly rule: PasswordRule | null;
}

/** Answers how passwords can be recovered (sign-on 1.5). */
export interface Recovery {
  /** @param means - the mailbox, or the phone number; asked for whoever chooses the network */
  byAlone(person: Person, means: RecoveryMeans): RecoveryAnswer;
}

/** Each means at sign-in, as a recovery method, and as a password policy's recovery factor. */
const means: Readonly<
  Record<
    RecoveryMeans,
    { readonly key: string; readonly methods: readonly string[]; readonly factors: readonly string[] }
  >
> = {
  email: { key: "okta_email", methods: ["email"], factors: ["okta_email"] },
  phone: { key: "phone_number", methods: ["sms", "voice"], factors: ["okta_sms", "okta_call"] },
};

const usesOf = (asked: RecoveryMeans): readonly FactorUse[] =>
  means[asked].methods.flatMap((method) => useOf(factorKind(means[asked].key, null, method)) ?? []);

/** Prepares answering for an org. */
export function readRecovery(org: OrgSnapshot, live: LiveIndex): Recovery {
  const { passwordPolicies } = org.slices;
  const matcher = personMatcher(org, live);
  const { networkOf, modelled } = ruleReader(matcher, readZones(org.slices));
  const includes = passwordInclusion(matcher);
  const accounts = accountManagement(org, matcher);
  const policies = inOrder(passwordPolicies ?? []);
  const partial = whyPartial("password-policies", org);

  const opens = (policy: PasswordPolicy, rule: PasswordRule, person: Person, asked: RecoveryMeans): Holds => {
    const { reset } = rule;
    if (reset.access === "DENY") return holdsNot;
    const [path] = rule.unmodelled;
    if (path !== undefined)
      return notKnown(`rule "${rule.name}" has a setting that is not modelled: ${path}`);
    const there = canHold(asked);
    if (there.answer === "no") return there;
    const through =
      reset.accessControl === "AUTH_POLICY"
        ? accounts.letsThrough(person, "recover", null, usesOf(asked))
        : byRuleAlone(policy, rule, asked);
    return allOf([through, there]);
  };

  /** An authenticator that is switched off for the org recovers nothing. */
  const canHold = (asked: RecoveryMeans): Holds => {
    if (org.slices.authenticators === undefined) return holds;
    const { key } = means[asked];
    return readOrgAuthenticators(org).isImpossible(factorKind(key, null, null)) ? holdsNot : holds;
  };

  return {
    byAlone(person, asked) {
      if (passwordPolicies === undefined) return unknown("password policies were not read");
      if (person.signOn?.provider === "FEDERATION" || person.signOn?.provider === "SOCIAL") {
        if (!person.signOn.hasPassword) return { answer: holdsNot, policy: null, rule: null };
      }
      if (partial !== null) return unknown(`not every password policy was read (${partial})`);
      const answers = answersFor(person, asked);
      // Whoever recovers an account chooses the network: any rule that can be reached is enough.
      return (
        answers.find(({ answer }) => answer.answer === "yes") ??
        answers.find(({ answer }) => answer.answer === "unknown") ??
        answers[0] ?? { answer: holdsNot, policy: null, rule: null }
      );
    },
  };

  function answersFor(person: Person, asked: RecoveryMeans): readonly RecoveryAnswer[] {
    const found: RecoveryAnswer[] = [];
    for (const policy of policies) {
      const included = includes(policy, person);
      if (included.answer === "no") continue;
      if (included.answer === "unknown") {
        found.push({ answer: included, policy, rule: null });
        continue;
      }
      if (policy.rules === null) {
        return [
          ...found,
          { ...unknown(`the rules of password policy "${policy.name}" were not read`), policy },
        ];
      }
      const { answers, isWhole } = answersIn(policy, person, asked);
      found.push(...answers);
      if (isWhole) return found;
    }
    return found;
  }

  /** The rules of a policy that can decide, and whether nobody gets past them. */
  function answersIn(policy: PasswordPolicy, person: Person, asked: RecoveryMeans) {
    const answers: RecoveryAnswer[] = [];
    for (const rule of inOrder(policy.rules ?? [])) {
      const { condition, decided } = networkOf(rule);
      const matches = allOf([matcher.meets(person, rule.people), decided, modelled(rule)]);
      if (matches.answer === "no") continue;
      const opened = opens(policy, rule, person, asked);
      const answer = matches.answer === "unknown" && opened.answer !== "no" ? matches : opened;
      answers.push({ answer, policy, rule });
      if (matches.answer === "yes" && condition.kind === "anywhere") return { answers, isWhole: true };
    }
    return { answers, isWhole: false };
  }
}

const unknown = (why: string): RecoveryAnswer => ({ answer: notKnown(why), policy: null, rule: null });

/** The rule's own methods, where the account management policy has no say; a second step asks for more. */
function byRuleAlone(policy: PasswordPolicy, { reset }: PasswordRule, asked: RecoveryMeans): Holds {
  const { methods, factors } = means[asked];
  if (reset.methods !== null) {
    const isThere = methods.some((method) => reset.methods?.includes(method));
    return isThere && !reset.stepUpRequired ? holds : holdsNot;
  }
  const isOn = (factor: string) => policy.recoveryFactors[factor] === "ACTIVE";
  return factors.some(isOn) && !isOn("recovery_question") ? holds : holdsNot;
}
