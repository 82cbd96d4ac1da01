import type { ListedPerson } from "../../model/listed-person.ts";
import type { PeopleView, PersonView, ViewedFactor } from "../../model/people-view.ts";
import type { RunPerson } from "../../model/run-view.ts";
import type { ViewedWay } from "../../model/viewed-way.ts";

const nameOf = ({ authenticator, method }: ViewedFactor): string =>
  method === null ? authenticator : `${authenticator}:${method}`;

const waysOf = (person: PersonView): readonly ViewedWay[] =>
  "ways" in person ? (person as RunPerson).ways : [];

/** Everybody of a run, one entry a person, in the order of the view. */
export function listPeople({ requirements, people }: PeopleView): readonly ListedPerson[] {
  return people.map((person) => {
    const { id, login, status, standing, groups, policy, enrolled, answers } = person;
    const ways = waysOf(person);
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
      signIn: ways.length === 0 ? null : ways,
      requirements: Object.fromEntries(
        requirements.map((requirement, index) => [requirement.id, answers[index] ?? "unknown"]),
      ),
    };
  });
}
