import type { z } from "zod";
import type { Count } from "../../model/org-probe.ts";
import { nextByHeader, pinToOrg } from "../connection/paging.ts";
import type { ListRead, Reading } from "../reading/reading.ts";
import { ReadFailure } from "../transport/read-failure.ts";
import { parseList } from "../wire/wire-problem.ts";

/** The beginning of a list, or why there is none. */
export type FirstPages<Item> =
  | {
      readonly kind: "read";
      readonly items: readonly Item[];
      readonly count: Count;
      /** Problem of the first malformed item; null when none is malformed. */
      readonly problem: string | null;
    }
  | { readonly kind: "failed"; readonly failure: ReadFailure };

/**
 * Reads at most so many pages of a list, as a check would read them: enough to know that it can be read, and to count
 * it where it is short. Items that are malformed are counted and left out.
 */
export async function readFirstPages<Schema extends z.ZodType>(
  { connection, signal }: Reading,
  list: ListRead<Schema>,
  mostPages: number,
): Promise<FirstPages<z.output<Schema>>> {
  const { itemsOf = (body: unknown) => body, findNext = nextByHeader } = list;
  const items: z.output<Schema>[] = [];
  let read = list.read;
  let atLeast = 0;
  let problem: string | null = null;
  try {
    for (let page = 1; ; page += 1) {
      const answer = await connection.get(read, signal);
      const parsed = parseList(list.what, list.schema, itemsOf(answer.body));
      if (parsed === null) throw new ReadFailure("garbage", `not a list of ${list.what}s`);
      items.push(...parsed.items);
      problem ??= parsed.problems[0]?.reason ?? null;
      atLeast += parsed.items.length + parsed.problems.length;
      const next = findNext(answer);
      if (next === null || page === mostPages) {
        return { kind: "read", items, count: { atLeast, isAll: next === null }, problem };
      }
      read = { endpoint: list.read.endpoint, url: pinToOrg(connection.orgUrl, next) };
    }
  } catch (failure) {
    if (!(failure instanceof ReadFailure) || failure.kind === "aborted") throw failure;
    return { kind: "failed", failure };
  }
}
