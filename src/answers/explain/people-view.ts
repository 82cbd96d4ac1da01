import {
  declaredGroupNamed,
  isEveryoneName,
  liveGroupsFor,
} from "../../evaluator/declared/declared-group.ts";
import { judge } from "../../evaluator/judgement.ts";
import type { LiveIndex } from "../../evaluator/live/live-index.ts";
import { once } from "../../evaluator/live/once.ts";
import { dropGone, standingOf } from "../../evaluator/people/standing.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { PeopleView, PersonView, StreamedPeopleView, ViewedGroup } from "../../model/people-view.ts";
import type { RequirementAnswer } from "../../model/requirement-answers.ts";
import type { Person } from "../../model/snapshot.ts";
import { explainedPolicies, viewedEnrolments } from "./explained.ts";
import { answerTo, type JudgedPeople } from "./requirement-answers.ts";

interface NamedGroup extends ViewedGroup {
  has(person: Person): boolean;
}

function namedGroup(name: string, baseline: Baseline, live: LiveIndex): NamedGroup {
  if (isEveryoneName(name)) return { name, state: "read", has: () => true };
  const groups = liveGroupsFor(declaredGroupNamed(baseline, name), live);
  if (groups.length === 0) return { name, state: "absent", has: () => false };
  const members = groups.map(({ id }) => live.membersOf(id));
  if (members.includes(undefined)) return { name, state: "unread", has: () => false };
  return { name, state: "read", has: ({ id }) => members.some((those) => those?.has(id) === true) };
}

/** The same array for the same content. */
function sharedLists<Item extends string>(): (items: readonly Item[]) => readonly Item[] {
  const known = once((content: string): readonly Item[] => JSON.parse(content));
  return (items) => known(JSON.stringify(items));
}

const byLogin = (left: Person, right: Person): number =>
  left.login < right.login ? -1 : Number(left.login > right.login);

/**
 * Everybody who was judged, with the policy in effect, the factors and what each requirement comes to, as `explain` says
 * it of one of them. Nobody is in line with a requirement whose checks were not run or could not judge.
 */
export function peopleView(input: JudgedPeople): PeopleView {
  const { people, ...rest } = streamedPeopleView(input);
  return { ...rest, people: [...people] };
}

/** The view for whoever goes through the people and keeps none of them. */
export function streamedPeopleView(input: JudgedPeople): StreamedPeopleView {
  const { baseline } = input;
  const { org } = dropGone(input.org);
  const judged = { ...input, org };
  const judgement = judge(baseline, org);
  const policyOf = explainedPolicies(org, judgement);
  const enrolledOf = viewedEnrolments(org, judgement);
  const groups = baseline.groups.map(({ name }) => namedGroup(name, baseline, judgement.live));
  const answers = baseline.requirements.map((requirement) => answerTo(requirement, judgement, judged));
  const groupLists = sharedLists<string>();
  const answerLists = sharedLists<RequirementAnswer>();
  const viewOf = (person: Person, standing: PersonView["standing"]): PersonView => ({
    id: person.id,
    login: person.login,
    status: person.status,
    standing,
    groups: groupLists(groups.filter((group) => group.has(person)).map(({ name }) => name)),
    policy: policyOf(person.id),
    enrolled: enrolledOf(person.id),
    answers: answerLists(answers.map((answer) => answer(person, standing))),
  });
  const { inScope, pending, suspended } = judgement.people;
  const everybody = [...inScope, ...pending, ...suspended].sort(byLogin);
  return {
    requirements: baseline.requirements.map(({ id, title, severity }) => ({ id, title, severity })),
    groups: groups.map(({ name, state }) => ({ name, state })),
    people: {
      *[Symbol.iterator]() {
        for (const person of everybody) {
          const standing = standingOf(person);
          if (standing !== "deprovisioned") yield viewOf(person, standing);
        }
      },
    },
  };
}
