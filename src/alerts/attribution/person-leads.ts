import { parseFactorName } from "../../model/authenticators.ts";
import type { CheckId, PeopleCheckId } from "../../model/check-ids.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { sameName } from "../../model/words.ts";
import { factorOf } from "../event/factor-name.ts";
import { hasTarget, type Inquiry, type Leads, listed } from "./lead.ts";

type FindPersonLeads = (inquiry: Inquiry, targets: readonly string[]) => Leads;

const byCheck: Readonly<Record<PeopleCheckId, FindPersonLeads | null>> = {
  "member-of": ({ finding: { expected, actual }, org }, targets) => {
    const missing = listed(expected).filter((name) => !listed(actual).includes(name));
    const groups = (org.slices.groups ?? [])
      .filter((group) => missing.some((name) => sameName(name, group.name)))
      .map(({ id }) => id);
    const tells = (event: LogEvent): boolean => hasTarget(event, groups);
    return [[{ eventTypes: ["group.user_membership.remove"], targets, tells }]];
  },
  factors: ({ finding: { expected } }, targets) => [
    [
      { eventTypes: ["user.mfa.factor.reset_all"], targets },
      {
        eventTypes: ["user.mfa.factor.deactivate"],
        targets,
        tells: (event) => removesOneOf(event, listed(expected)),
      },
    ],
  ],
  // Which policy takes a person follows from configuration, whose own finding is the cause.
  "governed-by": null,
};

const leadsOf: Readonly<Partial<Record<CheckId, FindPersonLeads | null>>> = byCheck;

/**
 * Where the log plainly says why a person lacks something: taken out of the group, or an acceptable factor removed. Null
 * for anything else about people, and where another finding is the cause.
 */
export function personLeadsFor(inquiry: Inquiry): Leads | null {
  const { check, subject, causedBy } = inquiry.finding;
  if (subject.type !== "user" || subject.id === null || causedBy !== null) return null;
  return leadsOf[check]?.(inquiry, [subject.id]) ?? null;
}

function removesOneOf(event: LogEvent, acceptable: readonly string[]): boolean {
  const removed = (factorOf(event)?.refs ?? []).map(parseFactorName);
  return acceptable
    .map(parseFactorName)
    .some((asked) =>
      removed.some(
        ({ key, method }) => key === asked.key && (asked.method === null || asked.method === method),
      ),
    );
}
