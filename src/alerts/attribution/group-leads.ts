import type { Baseline } from "../../model/baseline.ts";
import type { LogEvent } from "../../model/log-event.ts";
import type { OrgSlices } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import { type FindLeads, hasTarget, isAbout, listed, namesTarget } from "./lead.ts";

/** Groups that the baseline names, and the ids that its live counterpart has. */
interface Pointer {
  readonly names: readonly string[];
  readonly ids: readonly string[];
}

function pointers({ enrollmentPolicies, groups }: Baseline, { policies, groupRules }: OrgSlices): Pointer[] {
  const byPolicies = enrollmentPolicies.map(({ name, groups: names }) => ({
    names,
    ids: policies?.find((policy) => sameName(policy.name, name))?.groupIds ?? [],
  }));
  const filling = [...new Set(groups.flatMap(({ filledBy }) => filledBy?.rule ?? []))];
  const byRules = filling.map((rule) => ({
    names: groups.filter(({ filledBy }) => filledBy?.rule === rule).map(({ name }) => name),
    ids: groupRules?.find(({ name }) => sameName(name, rule))?.groupIds ?? [],
  }));
  return [...byPolicies, ...byRules];
}

/**
 * The ids that a group of this name had, as far as policies and group rules that were to name it give it away: one id
 * that is none of the declared groups, where one declared group is missing.
 */
function formerIds(name: string, baseline: Baseline, slices: OrgSlices): readonly string[] {
  const nameOf = new Map<string, string>(slices.groups?.map((group) => [group.id, group.name]));
  return pointers(baseline, slices).flatMap(({ names, ids }) => {
    const live = ids.map((id) => nameOf.get(id));
    const unreached = names.filter(
      (one) => !live.some((other) => other !== undefined && sameName(one, other)),
    );
    const strangers = ids.filter((id) => {
      const called = nameOf.get(id);
      return called === undefined || !names.some((one) => sameName(one, called));
    });
    return unreached.length === 1 && strangers.length === 1 && sameName(unreached[0] ?? "", name)
      ? strangers
      : [];
  });
}

/** A group was deleted, which its name tells; or renamed, where something still points at it. */
export const groupMissingLeads: FindLeads = ({ finding: { subject }, baseline, org }) => {
  const ids = formerIds(subject.name, baseline, org.slices);
  return [
    [
      {
        eventTypes: ["group.lifecycle.delete"],
        targets: null,
        tells: (event) => namesTarget(event, subject.name) || hasTarget(event, ids),
      },
      ...(ids.length > 0 ? [{ eventTypes: ["group.profile.update"], targets: ids }] : []),
    ],
  ];
};

/** Somebody took a declared member out (or deactivated the account, which leaves all groups), or put another one in. */
export const groupMembersLeads: FindLeads = ({ finding: { subject, expected, actual }, org }) => {
  const wanted = listed(expected);
  const present = listed(actual);
  const people = org.slices.users?.people ?? [];
  const isOneOf = (names: readonly string[]) => {
    const meant = names.map((name) => name.normalize("NFC").toLowerCase());
    const ids = people
      .filter(
        ({ id, login }) =>
          meant.includes(login.normalize("NFC").toLowerCase()) || meant.includes(id.toLowerCase()),
      )
      .map(({ id }) => id as string);
    return ({ targets }: LogEvent): boolean =>
      targets.some(
        ({ id, type, alternateId }) =>
          type === "User" &&
          ((id !== null && (ids.includes(id) || meant.includes(id.toLowerCase()))) ||
            (alternateId !== null && meant.includes(alternateId.normalize("NFC").toLowerCase()))),
      );
  };
  const isMissing = isOneOf(wanted.filter((name) => !present.includes(name)));
  const isExtra = isOneOf(present.filter((name) => !wanted.includes(name)));
  const group = subject.id === null ? [] : [subject.id];
  return [
    [
      { eventTypes: ["group.user_membership.remove"], targets: group, tells: isMissing },
      { eventTypes: ["group.user_membership.add"], targets: group, tells: isExtra },
    ],
    [
      {
        eventTypes: ["user.lifecycle.deactivate", "user.lifecycle.delete.initiated"],
        targets: null,
        tells: isMissing,
      },
    ],
  ];
};

/**
 * A rule must be deactivated before it can be changed or deleted, and neither of those is an event of its own (okta-api
 * 3.2 and 6.1): whoever deactivated it last is behind either. Whom it leaves out has an event, also where that was done
 * by taking somebody out of the group.
 */
export const groupRuleLeads: FindLeads = ({ finding: { subject, field, actual }, org }) => {
  const changed =
    actual === "INVALID" ? "group.user_membership.rule.invalidate" : "group.user_membership.rule.deactivated";
  const rule = { id: subject.id, kind: "0pr", names: [subject.name] };
  const onRule = (eventType: string) => [
    { eventTypes: [eventType], targets: null, tells: (event: LogEvent) => isAbout(event, rule) },
  ];
  if (field !== "exceptUsers") return [onRule(changed)];
  const live = org.slices.groupRules?.find(({ id }) => id === subject.id);
  const people = live?.excludedUserIds ?? [];
  const takenOut = {
    eventTypes: ["group.user_membership.remove"],
    targets: live?.groupIds ?? [],
    tells: (event: LogEvent) => hasTarget(event, people),
  };
  return [onRule("group.user_membership.rule.add_exclusion"), [takenOut], onRule(changed)];
};
