import type { ExplainedPolicy } from "../../model/explanation.ts";
import type { PeopleView, ViewedEnrolments } from "../../model/people-view.ts";
import { isRunView } from "../../model/run-view.ts";
import type { ViewedWay } from "../../model/viewed-way.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { redactEnrolments, redactPolicy } from "./redact-parts.ts";

/** The people with the same pseudonyms as in the report, sorted by them: an order by login tells of logins. */
export function redactPeople(view: PeopleView, pseudonyms: Pseudonyms): PeopleView {
  const { within, whole } = pseudonyms;
  const policy = shared((one: ExplainedPolicy) => redactPolicy(one, pseudonyms));
  const enrolled = shared(
    (one: ViewedEnrolments): ViewedEnrolments => ({
      ...redactEnrolments(one, pseudonyms),
      usable: one.usable.map(({ authenticator, method }) => ({
        authenticator: within(authenticator),
        method,
      })),
    }),
  );
  const ways = shared<readonly ViewedWay[]>((those) => those.map((way) => redactViewedWay(way, pseudonyms)));
  const groupName = (name: string): string => whole(name, "group");
  const groups = shared<readonly string[]>((names) => names.map(groupName));
  const people = view.people.map((person) => ({
    ...person,
    id: whole(person.id),
    login: whole(person.login),
    policy: policy(person.policy),
    enrolled: enrolled(person.enrolled),
    groups: groups(person.groups),
    ...("ways" in person && { ways: ways(person.ways as readonly ViewedWay[]) }),
    ...("apps" in person && { apps: null }),
  }));
  return {
    ...(isRunView(view) && { policies: [], exemptions: [], approvals: [] }),
    requirements: view.requirements.map((one) => ({ ...one, id: within(one.id), title: within(one.title) })),
    groups: view.groups.map((group) => ({ ...group, name: groupName(group.name) })),
    people: people.sort(({ login: left }, { login: right }) => (left < right ? -1 : Number(left > right))),
  };
}

function redactViewedWay(way: ViewedWay, { whole, within }: Pseudonyms): ViewedWay {
  return {
    ...way,
    policy: way.policy === null ? null : whole(way.policy, "policy"),
    app: whole(way.app, "application"),
    rule: way.rule === null ? null : whole(way.rule, "rule"),
    from: way.from === null ? null : within(way.from),
  };
}

/** Works on every shared object once, and keeps it shared. */
function shared<Item extends object>(work: (item: Item) => Item): (item: Item) => Item {
  const done = new WeakMap<Item, Item>();
  return (item) => {
    const found = done.get(item) ?? work(item);
    done.set(item, found);
    return found;
  };
}
