import type { ListedPerson } from "../../model/listed-person.ts";
import type { PeopleView, PersonView, ViewedFactor } from "../../model/people-view.ts";

const nameOf = ({ authenticator, method }: ViewedFactor): string =>
  method === null ? authenticator : `${authenticator}:${method}`;

/** Everybody of a run, one entry a person, in the order of the view. */
export function listPeople({ requirements, people }: PeopleView): readonly ListedPerson[] {
  return people.map(({ id, login, status, standing, groups, policy, enrolled, answers }: PersonView) => {
    const isRead = enrolled.source !== null;
    return {
      id,
      login,
      status,
      standing,
      groups,
      policies: policy.outcomes,
      enrolled: isRead ? enrolled.factors : null,
      usable: isRead ? enrolled.usable.map(nameOf) : null,
      unread: isRead ? null : (enrolled.reason ?? "not read"),
      requirements: Object.fromEntries(
        requirements.map((requirement, index) => [requirement.id, answers[index] ?? "unknown"]),
      ),
    };
  });
}
