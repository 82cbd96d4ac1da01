import type { SessionPolicy, SessionRule } from "../../model/live-sign-on.ts";
import { type OtherDoor, otherDoors } from "../../model/sign-on-words.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import { whyPartial } from "../live/partly-read.ts";
import { sessionCondition } from "./context.ts";
import { allOf, anyOf, type Holds, holds, holdsNot, notKnown } from "./match-person.ts";
import { inOrder, isTie } from "./policy-order.ts";
import { anySignIn, type RuleReader } from "./rule-reader.ts";
import { type Candidate, type PlacedRule, placed } from "./side.ts";

/** A session rule that is in effect, with its policy; null where it is not known. */
export interface SessionRef {
  readonly name: string;
  readonly policy: SessionPolicy | null;
  readonly rule: SessionRule | null;
}

/**
 * In a browser, `okta`: with an Okta password or Okta's own factors, `idp`: at an identity provider; or by another door, with
 * an Okta password.
 */
export type SignInPath = "okta" | "idp" | OtherDoor;

interface PlacedPolicy {
  readonly policy: SessionPolicy;
  readonly rules: readonly PlacedRule<SessionRule>[];
}

/** Policies in the order in which Okta tries them; of those that share a number, all rules are in one place. */
function placedPolicies(policies: readonly SessionPolicy[]): readonly PlacedPolicy[] {
  const isTied = (policy: SessionPolicy) =>
    policies.some((other) => other !== policy && isTie(other, policy));
  return policies.map((policy) => {
    const rules = inOrder(policy.rules ?? []);
    const place = `number ${policy.priority}`;
    return {
      policy,
      rules: isTied(policy) ? rules.map((rule) => ({ rule, place })) : placed(policy.id, rules),
    };
  });
}

/** Whether a rule is about this way of signing in: RADIUS and LDAP are other doors (sign-on 1.8). */
function isThisWay(rule: SessionRule, path: SignInPath): Holds {
  if (otherDoors.some((door) => door === rule.authType) && rule.authType !== path) return holdsNot;
  if (rule.identityProvider === "OKTA") return path === "idp" ? holdsNot : holds;
  if (rule.identityProvider !== "SPECIFIC_IDP") return holds;
  return path !== "idp"
    ? holdsNot
    : notKnown(`rule "${rule.name}" is for some identity providers, and which one it is was not read`);
}

const unread = (uncertainty: string, policy: SessionPolicy | null): Candidate<SessionRef> => ({
  rule: { name: "a rule that was not read", policy, rule: null },
  condition: anySignIn,
  uncertainty,
  place: `unread/${policy?.id ?? ""}`,
});

/** Somebody whom no rule takes is nobody's: what Okta does then is not known. */
const nobodys: Candidate<SessionRef> = {
  rule: { name: "no session rule", policy: null, rule: null },
  condition: anySignIn,
  uncertainty: null,
  place: "end",
};

/** Prepares the session rules that may be tried for a person (sign-on 1.2: as for enrollment policies, okta-api 4.7). */
export function sessionCandidates(
  org: OrgSnapshot,
  reader: RuleReader,
): (person: Person, path: SignInPath) => readonly Candidate<SessionRef>[] {
  const policies = placedPolicies(inOrder(org.slices.sessionPolicies ?? []));
  const { matcher, networkOf, modelled } = reader;

  const includes = (policy: SessionPolicy, person: Person): Holds => {
    if (policy.system) return holds;
    const { name, groupIds, unmodelled } = policy;
    if (unmodelled.length > 0) {
      return notKnown(`session policy "${name}" has a condition that is not modelled: ${unmodelled[0]}`);
    }
    if (groupIds.length === 0) return notKnown(`session policy "${name}" lists no groups`);
    return anyOf(groupIds.map((id) => matcher.inGroup(person.id, id)));
  };

  const candidatesIn = ({ policy, rules }: PlacedPolicy, person: Person, path: SignInPath) => {
    const included = includes(policy, person);
    if (included.answer === "no") return [];
    const found = rules.flatMap(({ rule, place }): readonly Candidate<SessionRef>[] => {
      const { condition, decided } = networkOf(rule);
      const isLeftOut = rule.excludedUserIds.includes(person.id) ? holdsNot : holds;
      const all = allOf([isLeftOut, isThisWay(rule, path), included, decided, modelled(rule)]);
      if (all.answer === "no") return [];
      return [
        {
          rule: { name: rule.name, policy, rule },
          condition: sessionCondition(rule, condition),
          uncertainty: all.answer === "unknown" ? all.why : null,
          place,
        },
      ];
    });
    return policy.rules === null
      ? [...found, unread(`the rules of session policy "${policy.name}" were not read`, policy)]
      : found;
  };

  // A missing policy may come before all others.
  const partial = whyPartial("session-policies", org);
  const whole = org.slices.sessionPolicies === undefined;
  const missing = whole
    ? [unread("session policies were not read", null)]
    : partial === null
      ? []
      : [unread(`not every session policy was read (${partial})`, null)];
  return (person, path) => [
    ...missing,
    ...policies.flatMap((policy) => candidatesIn(policy, person, path)),
    nobodys,
  ];
}
