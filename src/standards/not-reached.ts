import type { NotReached } from "../model/kept-standard.ts";
import type { PeopleFound } from "./contract/framework.ts";

/** Gathers by person what requirements found, one after the other: what each found is not kept. */
export interface Gathered {
  add(requirement: string, people: PeopleFound | null): void;
  result(): NotReached;
}

interface List {
  readonly answers: readonly string[];
  /** Lists that go on from this one, by the answer they add. */
  readonly longer: Map<string, number>;
}

/** Begins with nobody. 100,000 people share few lists of answers. */
export function gatherNotReached(): Gathered {
  const lists: List[] = [];
  const listOf = new Map<string, number>();
  const first: List = { answers: [], longer: new Map() };
  const longerBy = (answer: string, before: List): number => {
    const known = before.longer.get(answer);
    if (known !== undefined) return known;
    lists.push({ answers: [...before.answers, answer], longer: new Map() });
    before.longer.set(answer, lists.length - 1);
    return lists.length - 1;
  };
  return {
    add(requirement, people) {
      for (const status of ["open", "unknown"] as const) {
        for (const person of people?.[status] ?? []) {
          const before = lists[listOf.get(person) ?? -1] ?? first;
          listOf.set(person, longerBy(`${requirement}: ${status}`, before));
        }
      }
    },
    result() {
      const places = [...new Set(listOf.values())];
      const placeOf = new Map(places.map((list, place) => [list, place]));
      return {
        answers: places.map((list) => lists[list]?.answers ?? []),
        people: [...listOf].map(([person, list]) => [person, placeOf.get(list) ?? 0] as const),
      };
    },
  };
}
