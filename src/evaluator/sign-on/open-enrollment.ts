import type { Person } from "../../model/snapshot.ts";
import type { EnrollAction } from "../../model/words.ts";
import type { EffectivePolicy } from "../effective-policy/effective-policy.ts";
import type { RuleTrial } from "../effective-policy/enrollment-chain.ts";
import type { AccountManagement } from "./account-management.ts";
import type { Demand } from "./demand.ts";
import { canMeet } from "./factor-sets.ts";
import { type FactorUse, isPassword } from "./factor-use.ts";
import { anyOf, type Holds, holds, holdsNot, notKnown } from "./match-person.ts";
import type { UsesUnder } from "./usable-uses.ts";

const enrolling: ReadonlySet<string> = new Set(["CHALLENGE", "LOGIN"] satisfies EnrollAction[]);
const refusing: ReadonlySet<string> = new Set(["NEVER", "NEVER_INCLUDING_RECOVERY"] satisfies EnrollAction[]);

function enrollsUnder({ policy, rule }: RuleTrial): Holds {
  if (policy === null) return notKnown("no enrollment policy is known to be in effect");
  // Okta's built-in default rule lets people enroll.
  if (rule === null || enrolling.has(rule.enroll)) return holds;
  return refusing.has(rule.enroll) ? holdsNot : notKnown(`rule "${rule.name}" has the action ${rule.enroll}`);
}

/**
 * Whether the enrollment policy lets somebody enroll who is in none of the zones that its rules name: a rule for a zone is
 * a rule in the way (sign-on, fact 4). From there one rule decides: where several may be the one, they have to agree.
 */
function enrollsStrangers(effective: EffectivePolicy): Holds {
  const reached = effective.outsideZones();
  const answers = reached.map(({ link }) => enrollsUnder(link));
  const [first = holdsNot] = answers;
  if (answers.every(({ answer }) => answer === first.answer)) return first;
  const uncertainties = new Set(reached.flatMap(({ uncertainty }) => uncertainty ?? []));
  return answers.find(({ answer }) => answer === "unknown") ?? notKnown([...uncertainties].join("; "));
}

/**
 * Whether somebody who holds a person's password could enroll what a rule asks for: something acceptable may be enrolled,
 * the enrollment policy lets strangers enroll, and no rule of the account management policy asks for more than a password.
 */
export function opensToPassword(
  person: Person,
  under: UsesUnder,
  demands: readonly Demand[],
  judged: { readonly effective: EffectivePolicy; readonly accounts: AccountManagement },
): Holds {
  const passwords = under.all.filter(isPassword);
  const suffice = (more: readonly FactorUse[]) => canMeet(demands, [...under.all, ...more]);
  if (!suffice(under.enrollable)) return holdsNot;
  const alone = under.enrollable.filter((use) => suffice(withKin(use, under)));
  const acceptable = alone.length > 0 ? alone : under.enrollable;
  const keys = [...new Set(acceptable.map(({ key }) => key))];
  const enrolls = enrollsStrangers(judged.effective);
  if (enrolls.answer === "no") return enrolls;
  const through = anyOf(keys.map((key) => judged.accounts.letsThrough(person, "enroll", key, passwords)));
  return through.answer === "yes" ? enrolls : through;
}

/** To enroll one method of an authenticator is to enroll the others that are allowed. */
const withKin = ({ key, id }: FactorUse, { enrollable }: UsesUnder): readonly FactorUse[] =>
  enrollable.filter((other) => other.key === key && other.id === id);
