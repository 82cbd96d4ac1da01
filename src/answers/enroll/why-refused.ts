import { listNames } from "../../evaluator/words/name-list.ts";
import { quoted } from "../../evaluator/words/quoted-names.ts";
import type { BaselineGroup } from "../../model/baseline.ts";
import type { RefusalReason } from "../../model/memberships.ts";
import type { Group, GroupRule, Person } from "../../model/snapshot.ts";

/** Why people are not put into a group, and what to do instead. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly message: string;
  readonly alternative: string;
}

/** A group that is not there, or not as Okta's own. */
export function refusesMissing(name: string, isDeclaredHere: boolean, hasNamesake: boolean): Refusal {
  if (hasNamesake) {
    return {
      reason: "directory",
      message: `Group "${name}" exists only as a group that an application or directory keeps; the baseline means Okta's own.`,
      alternative: `Run \`pulumi up --refresh\`, which makes Okta's own group, or declare the group with managed: false and add the people in its directory.`,
    };
  }
  return {
    reason: "missing",
    message: `Group "${name}" does not exist.`,
    alternative: isDeclaredHere
      ? "Run `pulumi up --refresh`, which makes it, and then `plumbline enroll` again."
      : "It lives elsewhere (managed: false): make it there, and then run `plumbline enroll` again.",
  };
}

/** A group whose members are kept by something else than Okta's administrators. */
export function refusesType({ name, type }: Group): Refusal | null {
  if (type === "OKTA_GROUP") return null;
  if (type === "BUILT_IN") {
    return {
      reason: "built-in",
      message: `Group "${name}" is built in: Okta itself decides who is in it.`,
      alternative: "Name a group of your own in the requirement's memberOf.",
    };
  }
  return {
    reason: "directory",
    message: `Group "${name}" is kept by an application or directory (${type}), which decides who is in it.`,
    alternative: "Add the people there, and let Okta import them.",
  };
}

/** Rules that fill a group: the one that the baseline declares, and the live ACTIVE ones. */
export interface Filling {
  readonly declared: BaselineGroup["filledBy"];
  readonly live: readonly GroupRule[];
}

/**
 * A group that a rule fills: who is missing is missing because of the rule. A rule cannot add those whom it leaves out
 * by name, though, which Okta does with whoever is taken out of the group by hand (okta-api 3.2): they are not refused.
 */
export function refusesFilled(name: string, { declared, live }: Filling, person: Person): Refusal | null {
  const isFilled = declared !== null || live.length > 0;
  const isLeftOut =
    live.length > 0 && live.every(({ excludedUserIds }) => excludedUserIds.includes(person.id));
  if (!isFilled || isLeftOut) return null;
  const rules = [...new Set(live.length > 0 ? live.map((rule) => rule.name) : [declared?.rule ?? ""])];
  const message = `Group "${name}" is filled by the group rule ${listNames(rules.map(quoted))}.`;
  if (declared === null) {
    return {
      reason: "rule",
      message,
      alternative:
        "Change the rule's expression under Directory > Groups > Rules, so that it takes these people.",
    };
  }
  return {
    reason: "rule",
    message,
    alternative:
      live.length === 0
        ? `The rule is not active: run \`pulumi up --refresh\`, which activates it.`
        : "Change filledBy.when in the baseline, so that the rule takes these people, and run `pulumi up`; or, where no rule can, add them with --also-filled.",
  };
}

/** A group that makes administrators: no requirement on factors may hand out roles by the way. */
export const refusesAdmin = (name: string): Refusal => ({
  reason: "admin",
  message: `Group "${name}" holds administrator roles: whoever is added to it becomes an administrator.`,
  alternative: "Add the people in Okta, one by one, where the roles are meant.",
});

/** A group about which the baseline says who may be in it. */
export function refusesClosed(
  name: string,
  declared: BaselineGroup | undefined,
  isDeclared: boolean,
): Refusal | null {
  if (declared?.onlyMembers !== true || isDeclared) return null;
  return {
    reason: "closed",
    message: `Group "${name}" is closed (onlyMembers), and the baseline does not name these people.`,
    alternative:
      "Add them to the group's members in the baseline and have that reviewed, or take from them what the requirement applies to.",
  };
}

/** Declared members whom the org does not have. */
export const refusesUnheardOf = (name: string): Refusal => ({
  reason: "nobody",
  message: `Group "${name}" is to have members that match no user of the org.`,
  alternative: "Correct the login in the baseline; somebody who was deactivated must be activated first.",
});
