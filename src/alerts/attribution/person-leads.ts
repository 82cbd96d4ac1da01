import { parseFactorName } from "../../model/authenticators.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { sameName } from "../../model/words.ts";
import { factorOf } from "../event/factor-name.ts";
import { hasTarget, type Inquiry, type Leads, listed } from "./lead.ts";

/**
 * Where the log plainly says why a person lacks something: taken out of the group, or an acceptable factor removed. Null
 * for anything else about people, and where another finding is the cause.
 */
export function personLeadsFor({ finding, org }: Inquiry): Leads | null {
  const { check, subject, causedBy, expected, actual } = finding;
  if (subject.type !== "user" || subject.id === null || causedBy !== null) return null;
  const targets = [subject.id];
  if (check === "member-of") {
    const missing = listed(expected).filter((name) => !listed(actual).includes(name));
    const groups = (org.slices.groups ?? [])
      .filter((group) => missing.some((name) => sameName(name, group.name)))
      .map(({ id }) => id);
    const tells = (event: LogEvent): boolean => hasTarget(event, groups);
    return [[{ eventTypes: ["group.user_membership.remove"], targets, tells }]];
  }
  if (check !== "factors") return null;
  return [
    [
      { eventTypes: ["user.mfa.factor.reset_all"], targets },
      {
        eventTypes: ["user.mfa.factor.deactivate"],
        targets,
        tells: (event) => removesOneOf(event, listed(expected)),
      },
    ],
  ];
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
