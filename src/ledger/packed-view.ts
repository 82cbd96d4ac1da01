import type { ExplainedPolicy } from "../model/explanation.ts";
import type { ViewedEnrolments } from "../model/people-view.ts";
import type { RequirementAnswer } from "../model/requirement-answers.ts";
import type { RunPerson, RunView, StepAnswer, StreamedRunView } from "../model/run-view.ts";
import type { ViewedWay } from "../model/viewed-way.ts";

/** People who differ in nothing but their name share a profile: numbers of what they share with others. */
interface Profile {
  readonly status: string;
  readonly standing: RunPerson["standing"];
  readonly groups: number;
  readonly policy: number;
  readonly enrolled: number;
  readonly answers: number;
  readonly roles: number;
  readonly apps: number;
  readonly ways: number;
  readonly steps: number;
}

/** A view as it is kept: small enough for 100,000 people. */
interface PackedView extends Omit<RunView, "people"> {
  readonly lists: readonly (readonly string[] | null)[];
  readonly policiesInEffect: readonly ExplainedPolicy[];
  readonly enrolled: readonly ViewedEnrolments[];
  readonly ways: readonly (readonly ViewedWay[])[];
  readonly profiles: readonly Profile[];
  readonly people: readonly (readonly [id: string, login: string, profile: number])[];
}

/** Numbers things of equal content; objects that are shared are looked at once. */
function numbered<Item>() {
  const items: Item[] = [];
  const byContent = new Map<string, number>();
  const byIdentity = new Map<Item, number>();
  return {
    items,
    numberOf(item: Item): number {
      const known = byIdentity.get(item);
      if (known !== undefined) return known;
      const content = JSON.stringify(item);
      const number = byContent.get(content) ?? items.push(item) - 1;
      byContent.set(content, number);
      byIdentity.set(item, number);
      return number;
    },
  };
}

/** So many people are one piece of text. */
const atOnce = 1000;

/** Puts a view into JSON without anything twice, in pieces: the text of a large org is never held whole. */
export function* packedView({ people, ...rest }: StreamedRunView): Generator<string> {
  const lists = numbered<readonly string[] | null>();
  const policies = numbered<ExplainedPolicy>();
  const enrolled = numbered<ViewedEnrolments>();
  const ways = numbered<readonly ViewedWay[]>();
  const profiles = new Map<string, number>();
  const packed = (person: RunPerson): PackedView["people"][number] => {
    const profile: Profile = {
      status: person.status,
      standing: person.standing,
      groups: lists.numberOf(person.groups),
      policy: policies.numberOf(person.policy),
      enrolled: enrolled.numberOf(person.enrolled),
      answers: lists.numberOf(person.answers),
      roles: lists.numberOf(person.roles),
      apps: lists.numberOf(person.apps),
      ways: ways.numberOf(person.ways),
      steps: lists.numberOf(person.steps),
    };
    const content = JSON.stringify(profile);
    const number = profiles.get(content) ?? profiles.size;
    profiles.set(content, number);
    return [person.id, person.login, number];
  };
  yield '{"people":[';
  let piece: string[] = [];
  let separator = "";
  for (const person of people) {
    piece.push(JSON.stringify(packed(person)));
    if (piece.length < atOnce) continue;
    yield separator + piece.join(",");
    separator = ",";
    piece = [];
  }
  if (piece.length > 0) yield separator + piece.join(",");
  const shared: Omit<PackedView, "people"> = {
    ...rest,
    lists: lists.items,
    policiesInEffect: policies.items,
    enrolled: enrolled.items,
    ways: ways.items,
    profiles: [...profiles.keys()].map((content): Profile => JSON.parse(content)),
  };
  yield `],${JSON.stringify(shared).slice(1)}`;
}

/** The view that was packed; equal things are the same objects. */
export function unpackedView(packed: PackedView): RunView {
  const { lists, policiesInEffect, enrolled, ways, profiles, people, ...rest } = packed;
  const at = <Item>(items: readonly Item[], number: number): Item => {
    const item = items[number];
    if (item === undefined) throw new RangeError(`nothing is numbered ${number} in a kept view`);
    return item;
  };
  const listAt = <Word extends string>(number: number) => (at(lists, number) ?? []) as readonly Word[];
  const unpacked = profiles.map((profile) => ({
    status: profile.status,
    standing: profile.standing,
    groups: listAt(profile.groups),
    policy: at(policiesInEffect, profile.policy),
    enrolled: at(enrolled, profile.enrolled),
    answers: listAt<RequirementAnswer>(profile.answers),
    roles: at(lists, profile.roles),
    apps: at(lists, profile.apps),
    ways: at(ways, profile.ways),
    steps: listAt<StepAnswer>(profile.steps),
  }));
  return { ...rest, people: people.map(([id, login, profile]) => ({ id, login, ...at(unpacked, profile) })) };
}
