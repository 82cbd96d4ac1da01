import { judge } from "../../evaluator/judgement.ts";
import { once } from "../../evaluator/live/once.ts";
import { dropGone } from "../../evaluator/people/standing.ts";
import type { UserId } from "../../model/ids.ts";
import type { PersonView } from "../../model/people-view.ts";
import type { FindingStatus } from "../../model/report.ts";
import type { RunPerson, RunView, StepAnswer, StreamedRunView } from "../../model/run-view.ts";
import type { OrgSlices } from "../../model/snapshot.ts";
import { streamedPeopleView } from "../explain/people-view.ts";
import type { JudgedPeople } from "../explain/requirement-answers.ts";
import { stepsOf } from "./protection-steps.ts";
import { viewedPolicies } from "./viewed-policies.ts";
import { viewedWays } from "./viewed-ways.ts";

/** The same array for the same content. */
function shared<Item extends string>(): (items: readonly Item[]) => readonly Item[] {
  const known = once((content: string): readonly Item[] => JSON.parse(content));
  return (items) => known(JSON.stringify(items));
}

/** Values by person, from lists of people by value. */
function byPerson(lists: Iterable<readonly [value: string, people: Iterable<string>]>) {
  const found = new Map<string, Set<string>>();
  for (const [value, people] of lists) {
    for (const id of people) found.set(id, (found.get(id) ?? new Set()).add(value));
  }
  return (id: string): readonly string[] => [...(found.get(id) ?? [])].sort();
}

/** Administrator roles of a person, direct or through a group whose members were read; null: not read. */
function rolesIn({ adminRoles, groupMembers }: OrgSlices): (id: UserId) => readonly string[] | null {
  if (adminRoles === undefined) return () => null;
  const direct = Object.entries(adminRoles.users).flatMap(([id, roles]) =>
    roles.map((role) => [role, [id]] as const),
  );
  const byGroup = Object.entries(adminRoles.groups).flatMap(([id, roles]) =>
    roles.map((role) => [role, groupMembers?.[id as keyof typeof groupMembers] ?? []] as const),
  );
  return byPerson([...direct, ...byGroup]);
}

function appsIn({ apps }: OrgSlices): (id: UserId) => readonly string[] | null {
  return apps === undefined
    ? () => null
    : byPerson(apps.map(({ label, userIds }) => [label, userIds] as const));
}

function governedByFindings({ findings }: JudgedPeople["report"]) {
  const found = new Map<string, FindingStatus[]>();
  for (const { check, subject, status } of findings) {
    if (check !== "governed-by" || subject.id === null) continue;
    found.set(subject.id, [...(found.get(subject.id) ?? []), status]);
  }
  return (id: string): readonly FindingStatus[] => found.get(id) ?? [];
}

/** All that a page shows of a run besides its report: everybody who was judged, the live policies, what is exempted. */
export function runView(input: JudgedPeople): RunView {
  const { people, ...rest } = streamedRunView(input);
  return { ...rest, people: [...people] };
}

/** The view for whoever goes through the people and keeps none of them. */
export function streamedRunView(input: JudgedPeople): StreamedRunView {
  const { baseline } = input;
  const view = streamedPeopleView(input);
  const { org } = dropGone(input.org);
  const judgement = judge(baseline, org);
  const waysOf = viewedWays(judgement, org);
  const rolesOf = rolesIn(org.slices);
  const appsOf = appsIn(org.slices);
  const found = governedByFindings(input.report);
  const [texts, answers] = [shared(), shared<StepAnswer>()];
  const listOf = (items: readonly string[] | null) => (items === null ? null : texts(items));
  const inRun = (person: PersonView): RunPerson => {
    const id = person.id as UserId;
    const live = judgement.live.person(id);
    const ways = live === undefined || person.standing !== "in-scope" ? [] : waysOf(live);
    return {
      ...person,
      roles: listOf(rolesOf(id)),
      apps: listOf(appsOf(id)),
      ways,
      steps: answers(stepsOf(person, ways, baseline, found(id))),
    };
  };
  return {
    requirements: view.requirements,
    groups: view.groups,
    people: {
      *[Symbol.iterator]() {
        for (const person of view.people) yield inRun(person);
      },
    },
    policies: viewedPolicies(baseline, org, judgement),
    exemptions: baseline.exemptions,
    approvals: baseline.approvals,
  };
}
