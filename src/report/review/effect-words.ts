import type { EffectKind, PeopleEffect } from "../../model/review.ts";
import { count } from "../text/count.ts";

type Names = readonly string[];

/** Phrases for each effect on people, after `41 people (3 administrators)`. */
const deeds: Readonly<Record<EffectKind, (names: Names) => string>> = {
  "people-lose-phishing-resistance": () => "would no longer need a phishing-resistant authenticator",
  "people-lose-second-factor": () => "would no longer need a strong second factor",
  "people-weak-factor": ([ref]) => `could enroll ${ref}, which is easily phished or intercepted`,
  "people-not-asked": () => "would no longer be asked to enroll wherever they sign in",
  "people-lose-requirement": ([id]) => `would no longer be held to requirement "${id}"`,
  "people-moved": ([from, to]) => `would come from enrollment policy "${from}" under "${to}"`,
  "people-locked-out": () =>
    "could not sign in where it is asked for: they have none of the newly required authenticators and may not enroll",
  "people-enroll": ([ref]) => `would be asked to enroll ${ref} at next sign-in`,
  "people-gain-phishing-resistance": () => "would need a phishing-resistant authenticator",
  "people-gain-second-factor": () => "would need a strong second factor",
  "people-weak-factor-barred": ([ref]) => `could no longer enroll ${ref}`,
  "people-asked": () => "would be asked to enroll wherever they sign in",
  "people-gain-requirement": ([id]) => `would be held to requirement "${id}"`,
};

/** `41 people (3 administrators) would no longer need a phishing-resistant authenticator` */
export function effectWords({ kind, names, people, admins }: PeopleEffect): string {
  const some = admins === null || admins === 0 ? "" : ` (${count(admins, "administrator")})`;
  const sure = people.filter(({ certain }) => certain).length;
  const all = `${count(people.length, "person", "people")}${some}`;
  if (sure === people.length) return `${all} ${deeds[kind](names)}`;
  return `Up to ${all}, ${sure === 0 ? "none" : sure} of them for certain, ${deeds[kind](names)}`;
}

/** The same of one person, without who it is: `would be asked to enroll webauthn at next sign-in`. */
export const deedWords = (kind: EffectKind, names: readonly string[]): string => deeds[kind](names);
