import type { NotReached } from "../model/kept-standard.ts";
import type { PeopleFound } from "./contract/framework.ts";

/** Turns what each requirement found of people into what each of them is told of: 100,000 people share few lists. */
export function notReachedBy(
  found: readonly { readonly id: string; readonly people: PeopleFound | null }[],
): NotReached {
  const byPerson = new Map<string, string[]>();
  for (const { id, people } of found) {
    for (const status of ["open", "unknown"] as const) {
      const answer = `${id}: ${status}`;
      for (const person of people?.[status] ?? []) {
        const answers = byPerson.get(person);
        if (answers === undefined) byPerson.set(person, [answer]);
        else answers.push(answer);
      }
    }
  }
  const lists = new Map<string, { readonly place: number; readonly answers: readonly string[] }>();
  const people = [...byPerson].map(([person, answers]) => {
    const key = answers.join("\n");
    const list = lists.get(key) ?? { place: lists.size, answers };
    lists.set(key, list);
    return [person, list.place] as const;
  });
  return { answers: [...lists.values()].map(({ answers }) => answers), people };
}
