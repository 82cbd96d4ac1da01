import type { ExplainedPolicy } from "../model/explanation.ts";
import type { PeopleView, ViewedEnrolments } from "../model/people-view.ts";
import { type Pseudonyms, pseudonymsFor } from "./pseudonyms.ts";
import type { Redaction } from "./redact.ts";

/** The people with the same pseudonyms as in the report that was redacted with the same key. */
export function redactPeople(view: PeopleView, redaction: Redaction): PeopleView {
  const own = view.people.flatMap(({ login, id }) => [login, id]);
  const pseudonyms = pseudonymsFor([...redaction.names, ...own], redaction.key);
  const { within, whole } = pseudonyms;
  const policy = shared((one: ExplainedPolicy) => redactPolicy(one, pseudonyms));
  const enrolled = shared((one: ViewedEnrolments) => redactEnrolments(one, pseudonyms));
  const groups = shared<readonly string[]>((names) => names.map(within));
  return {
    requirements: view.requirements.map((one) => ({ ...one, title: within(one.title) })),
    groups: view.groups.map((group) => ({ ...group, name: within(group.name) })),
    people: view.people.map((person) => ({
      ...person,
      id: whole(person.id),
      login: whole(person.login),
      policy: policy(person.policy),
      enrolled: enrolled(person.enrolled),
      groups: groups(person.groups),
    })),
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

function redactPolicy({ outcomes, path, doubts }: ExplainedPolicy, { within }: Pseudonyms): ExplainedPolicy {
  const orNull = (text: string | null) => (text === null ? null : within(text));
  return {
    outcomes: outcomes.map((outcome) => ({
      ...outcome,
      policy: orNull(outcome.policy),
      rule: orNull(outcome.rule),
      network: orNull(outcome.network),
    })),
    path: path.map((step) => ({ ...step, policy: within(step.policy), reason: within(step.reason) })),
    doubts: doubts.map(within),
  };
}

function redactEnrolments(enrolled: ViewedEnrolments, { within }: Pseudonyms): ViewedEnrolments {
  const { reason } = enrolled;
  return {
    ...enrolled,
    factors: enrolled.factors.map(within),
    reason: reason === null ? null : within(reason),
  };
}
