import type { EffectKind, PeopleEffect } from "../../model/review.ts";
import { count } from "../text/count.ts";

type Names = readonly string[];

/** Phrases for each effect on people, after `41 people (3 administrators)`. */
const predicates: Readonly<Record<EffectKind, (names: Names) => string>> = {
  "people-lose-phishing-resistance": () => "would no longer need a phishing-resistant authenticator",
  "people-lose-second-factor": () => "would no longer need a strong second factor",
  "people-lose-factors": ([id]) => `would be left without the factors that requirement "${id}" asks for`,
  "people-weak-factor": ([ref]) => `could enroll ${ref}, which is easily phished or intercepted`,
  "people-not-asked": () => "would no longer be asked to enroll wherever they sign in",
  "people-sign-in-weaker": ([policy, from, to]) =>
    `would sign in under app policy "${policy}" with less: ${to}, not ${from}`,
  "people-sign-in-unknown": ([policy, from, to]) =>
    `would sign in under app policy "${policy}" otherwise, and by how much cannot be judged (${from} today, then ${to})`,
  "people-sign-in-wider": ([policy]) =>
    `could get in under app policy "${policy}" from more places, or past another rule with less`,
  "people-asked-less-often": ([policy, from, to]) =>
    `would be asked less often under app policy "${policy}": ${to} may pass, not ${from}`,
  "people-requirement-eased": ([id]) => `would be held to less by requirement "${id}"`,
  "people-lose-requirement": ([id]) => `would no longer be held to requirement "${id}"`,
  "people-moved": ([from, to]) => `would come from enrollment policy "${from}" under "${to}"`,
  "people-locked-out": () =>
    "could not sign in where it is asked for: they have none of the newly required authenticators and may not enroll",
  "people-shut-out": ([policy, from, to]) =>
    `could no longer get in under app policy "${policy}": ${to}, not ${from}`,
  "people-enroll": ([ref]) => `would be asked to enroll ${ref} at next sign-in`,
  "people-gain-phishing-resistance": () => "would need a phishing-resistant authenticator",
  "people-gain-second-factor": () => "would need a strong second factor",
  "people-weak-factor-barred": ([ref]) => `could no longer enroll ${ref}`,
  "people-asked": () => "would be asked to enroll wherever they sign in",
  "people-sign-in-stronger": ([policy, from, to]) =>
    `would sign in under app policy "${policy}" with more: ${to}, not ${from}`,
  "people-sign-in-narrower": ([policy]) =>
    `could get in under app policy "${policy}" from fewer places, or past another rule with more`,
  "people-asked-more-often": ([policy, from, to]) =>
    `would be asked more often under app policy "${policy}": ${to} may pass, not ${from}`,
  "people-requirement-raised": ([id]) => `would be held to more by requirement "${id}"`,
  "people-gain-requirement": ([id]) => `would be held to requirement "${id}"`,
};

/** `41 people (3 administrators) would no longer need a phishing-resistant authenticator` */
export function effectWords({ kind, names, people, admins }: PeopleEffect): string {
  const some = admins === null || admins === 0 ? "" : ` (${count(admins, "administrator")})`;
  const sure = people.filter(({ certain }) => certain).length;
  const all = `${count(people.length, "person", "people")}${some}`;
  if (sure === people.length) return `${all} ${predicates[kind](names)}`;
  return `Up to ${all}, ${sure === 0 ? "none" : sure} of them for certain, ${predicates[kind](names)}`;
}

/** The same of one person, without who it is: `would be asked to enroll webauthn at next sign-in`. */
export const effectPredicate = (kind: EffectKind, names: readonly string[]): string =>
  predicates[kind](names);
