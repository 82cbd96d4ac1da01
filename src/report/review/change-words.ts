import type { Change, ChangeKind, ChangeReason, ChangeValue } from "../../model/review.ts";
import { valueWords } from "../text/value-words.ts";

type Where = Readonly<Record<string, string>>;

const policy = (where: Where): string => `enrollment policy "${where["policy"]}"`;
const rule = (where: Where): string => `rule "${where["rule"]}" of ${policy(where)}`;
const group = (where: Where): string => `group "${where["group"]}"`;
const requirement = (where: Where): string => `requirement "${where["requirement"]}"`;
const exemption = (where: Where): string => `exemption of ${where["user"]} from ${requirement(where)}`;

/** Subject of each kind of change, in words; docs/reviewing.md has the kinds with their ids. */
const subjects: Readonly<Record<ChangeKind, (where: Where) => string>> = {
  engine: () => "engine",
  "authenticator-status": (where) => `org-wide status of ${where["authenticator"]}`,
  "authenticator-method": (where) => `org-wide status of ${where["authenticator"]}:${where["method"]}`,
  "group-added": group,
  "group-removed": group,
  "group-renamed": () => "name of a group",
  "group-description": (where) => `description of ${group(where)}`,
  "group-managed": (where) => `whether ${group(where)} is managed`,
  "group-rule": (where) => `rule that fills ${group(where)}`,
  "group-rule-except-users": (where) =>
    `exception of ${where["user"]} from the rule that fills ${group(where)}`,
  "group-rule-except-groups": (where) =>
    `exception of group "${where["except"]}" from the rule that fills ${group(where)}`,
  "group-members": (where) => `declared member ${where["user"]} of ${group(where)}`,
  "group-only-members": (where) => `whether ${group(where)} has its declared members only`,
  "enrollment-policy-added": policy,
  "enrollment-policy-removed": policy,
  "enrollment-policy-renamed": () => "name of an enrollment policy",
  "enrollment-policy-description": (where) => `description of ${policy(where)}`,
  "enrollment-policy-groups": (where) => `${group(where)} in ${policy(where)}`,
  "enrollment-policy-authenticator": (where) => `${where["authenticator"]} in ${policy(where)}`,
  "enrollment-policy-grace-period": (where) =>
    `grace period of ${where["authenticator"]} in ${policy(where)}`,
  "enrollment-policy-allowed-groups": (where) =>
    `models of ${where["authenticator"]} that may be enrolled in ${policy(where)}`,
  "enrollment-policy-unlisted": (where) => `unlisted authenticators in ${policy(where)}`,
  "enrollment-policy-order": () => "order of enrollment policies",
  "enrollment-rule-added": rule,
  "enrollment-rule-removed": rule,
  "enrollment-rule-renamed": (where) => `name of a rule of ${policy(where)}`,
  "enrollment-rule-enroll": (where) => `enroll action of ${rule(where)}`,
  "enrollment-rule-network": (where) => `network of ${rule(where)}`,
  "enrollment-rule-apps": (where) => `applications of ${rule(where)}`,
  "enrollment-rule-except-users": (where) => `exception of ${where["user"]} from ${rule(where)}`,
  "enrollment-rule-order": (where) => `order of rules in ${policy(where)}`,
  "session-policy": (where) => `session policy "${where["policy"]}"`,
  "session-policy-order": () => "order of session policies",
  "app-policy": (where) => `app policy "${where["policy"]}"`,
  unmanaged: (where) => `what is done with undeclared ${where["what"]}`,
  "requirement-added": requirement,
  "requirement-removed": requirement,
  "requirement-renamed": () => "id of a requirement",
  "requirement-title": (where) => `title of ${requirement(where)}`,
  "requirement-applies-to": (where) => `whom ${requirement(where)} applies to`,
  "requirement-member-of": (where) => `${group(where)} asked for by ${requirement(where)}`,
  "requirement-governed-by": (where) => `${policy(where)} accepted by ${requirement(where)}`,
  "requirement-factors": (where) => `factors asked for by ${requirement(where)}`,
  "requirement-factor": (where) => `${where["factor"]} accepted by ${requirement(where)}`,
  "requirement-at-least": (where) => `how many factors ${requirement(where)} asks for`,
  "requirement-sign-in": (where) => `sign-in asked for by ${requirement(where)}`,
  "requirement-recovery": (where) => `recovery that ${requirement(where)} refuses`,
  "requirement-within": (where) => `grace of ${requirement(where)}`,
  "requirement-severity": (where) => `severity of ${requirement(where)}`,
  standard: (where) => `standard ${where["standard"]}`,
  unread: (where) => `what could not be read (${where["slice"]})`,
  acceptance: (where) => `accepted deviation ${where["check"]} of "${where["subject"]}"`,
  "exemption-added": exemption,
  "exemption-removed": exemption,
  "exemption-until": (where) => `end of the ${exemption(where)}`,
  "exemption-words": (where) => `owner or reason of the ${exemption(where)}`,
  "alert-managed-actor": (where) => `managed actor ${where["actor"]}`,
  "alert-detection": (where) => `detection ${where["detection"]}`,
  "alert-route": (where) => `route of alerts to ${where["to"]}`,
  approval: (where) => `approval of ${where["change"]}`,
};

/** Every kind of change there is. */
export const changeKinds = Object.keys(subjects) as readonly ChangeKind[];

/** Subject of a change in words: `webauthn in enrollment policy "Admins"`. */
export const subjectWords = ({ kind, where }: Pick<Change, "kind" | "where">): string =>
  subjects[kind]({ ...where });

/** One change in words, without a full stop: `webauthn in enrollment policy "Admins": REQUIRED → OPTIONAL`. */
export function changeWords(change: Change): string {
  const { where, from, to } = change;
  const subject = subjectWords(change);
  const said = new Set<string>(Object.values(where));
  const detail = (value: ChangeValue): string =>
    value === null || (typeof value === "string" && said.has(value)) ? "" : `: ${valueWords(value)}`;
  if (from === null) return `${subject} is new${detail(to)}`;
  if (to === null) return `${subject} is gone${detail(from)}`;
  return `${subject}: ${valueWords(from)} → ${valueWords(to)}`;
}

const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

const reasons: Readonly<Record<ChangeReason, (names: readonly string[]) => string>> = {
  "asks-less": () => "less is asked of people",
  "asks-more": () => "more is asked of people",
  "weak-allowed": () => "a factor that is easily phished or intercepted may be enrolled",
  "weak-barred": () => "a factor that is easily phished or intercepted is barred",
  "unknown-authenticator": () =>
    "what this authenticator is worth is not known, so any change counts as weaker",
  "no-second-factor": () => "it is no second factor",
  "no-longer-held": () => "whatever the org has is accepted from now on",
  "newly-held": () => "it is held to the baseline from now on",
  unclear: () => "what this does cannot be told from the text, so it counts as weaker",
  "signs-in-weaker": () => "somebody would get in with less than before",
  "signs-in-stronger": () => "somebody would need more to get in, and nobody less",
  "signs-in-alike": () => "nobody would get in with less or more than before",
  "shuts-out": () => "somebody could no longer get in",
  "sign-in-unknown": () => "by what people would get in cannot be judged, so it counts as weaker",
  "opens-to-nobody-yet": () => "nobody gets in with less today, but whoever comes to be meant would",
  "leave-scope": (names) =>
    `people leave its scope${names.length === 0 ? "" : `, and may come under ${list(names)}`}`,
  "enter-scope": () => "more people come into its scope",
  "to-weaker-policy": (names) => `people who are under ${list(names)} today may be asked for less`,
  "to-stronger-policy": (names) => `people come under ${list(names)}, which asks for more`,
  "to-equal-policy": (names) => `${list(names)} ask for the same`,
  "same-people": () => "nothing changes for anybody",
  "less-severe": () => "it counts for less when it is not met",
  "more-severe": () => "it counts for more when it is not met",
  longer: () => "people have longer",
  shorter: () => "people have less time",
  "accepts-more": () => "more is accepted than before",
  "accepts-less": () => "less is accepted than before",
  "accepts-resistant": () => "it is phishing-resistant, and nothing is stronger",
  "check-off": () => "it is no longer checked",
  "check-on": () => "it is checked from now on",
  "exempts-more": () => "somebody is spared it",
  "exempts-less": () => "somebody is no longer spared it",
  "lets-stand": () => "a deviation of the org is let stand",
  "no-longer-stands": () => "a deviation of the org is reported again",
  "alerts-less": () => "fewer alerts reach people",
  "alerts-more": () => "more alerts reach people",
  renamed: () => "only the name is another",
  "words-only": () => "only words for people are others",
  agreement: () => "an approval changes nothing by itself",
};

/** Why a change has its effect, as a clause. */
export const reasonWords = ({ reason, names }: Pick<Change, "reason" | "names">): string =>
  reasons[reason](names);
