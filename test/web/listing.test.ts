import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AnyTable, table } from "../../src/web/contract/table.ts";
import { listRows } from "../../src/web/listing/select-rows.ts";
import { tableQuery } from "../../src/web/listing/table-query.ts";

interface Key {
  readonly id: number;
  readonly owner: string;
  readonly kind: "passkey" | "card";
}

const keys: AnyTable = table<Key>({
  name: "keys",
  title: "Keys",
  place: 1,
  summary: "Keys of Acme",
  columns: [{ key: "owner", title: "Owner", kind: "text", cell: ({ owner }) => owner }],
  filters: [{ key: "kind", title: "Kind", values: ({ kind }) => [kind] }],
  id: ({ id }) => String(id),
  read: async () => ({ rows: [], asOf: null, empty: "" }),
});

const owner = fc.string({ unit: fc.constantFrom("a", "b", "A", " "), maxLength: 5 });
const someKeys = fc.array(fc.record({ owner, kind: fc.constantFrom("passkey" as const, "card" as const) }), {
  maxLength: 12,
});
const query = fc.record({
  search: owner,
  sort: fc.constantFrom("", "owner", "-owner"),
  kind: fc.constantFrom("any", "card", "passkey"),
  offset: fc.nat({ max: 3 }),
});

/** The same row by row. */
function slowly(rows: readonly Key[], { search, sort, kind, offset }: Record<string, string>) {
  const words = (search ?? "").toLowerCase().split(" ");
  const left = rows.filter((row) => kind === "any" || row.kind === kind);
  const found = left.filter((row) =>
    words.every((word) => `${row.id}\n${row.owner}`.toLowerCase().includes(word)),
  );
  const rank = (one: Key, other: Key) => (one.owner < other.owner ? -1 : one.owner > other.owner ? 1 : 0);
  const ascending = sort === "" ? found : found.toSorted(rank);
  const sorted = sort === "-owner" ? reversed(found) : ascending;
  return { shown: found.length, ids: sorted.slice(Number(offset)).map(({ id }) => String(id)) };

  function reversed(all: readonly Key[]) {
    return all.toSorted(rank).toReversed();
  }
}

describe("the rows that a query leaves", () => {
  it("are the same whatever was asked before", () => {
    fc.assert(
      fc.property(someKeys, fc.array(query, { minLength: 1, maxLength: 12 }), (made, queries) => {
        const rows = made.map((one, id): Key => ({ id, ...one }));
        for (const { offset, ...one } of queries) {
          const asked = { ...one, offset: String(offset) };
          const given = listRows(
            keys,
            { rows, asOf: null, empty: "" },
            tableQuery(keys, new URLSearchParams(asked)),
          );
          const ids = given.rows.map(({ id }) => id);
          expect({ shown: given.shown, ids }).toEqual(slowly(rows, asked));
        }
      }),
    );
  });
});

describe("the choices of a filter", () => {
  it("say how many rows have each value, be they in one shared list, in equal ones or in short ones", () => {
    const long = ["a", "b", "c", "d", "e"];
    const lists: AnyTable = table<readonly string[]>({
      columns: [{ key: "values", title: "Values", kind: "text", cell: (values) => values.join() }],
      filters: [{ key: "value", title: "Value", values: (values) => values }],
      id: (values) => values.join(),
      name: "lists",
      title: "Lists",
      place: 1,
      summary: "Lists of Acme",
      read: async () => ({ rows: [], asOf: null, empty: "" }),
    });
    const rows = [long, long, [...long], ["a"], []];
    const { filters } = listRows(
      lists,
      { rows, asOf: null, empty: "" },
      tableQuery(lists, new URLSearchParams()),
    );
    expect(filters[0]?.choices).toEqual(
      long.map((value) => ({ value, rows: rows.filter((values) => values.includes(value)).length })),
    );
  });
});
