import type { SqliteStatement } from "kysely";
import { expect, it } from "vitest";
import { keepingStatements } from "../../src/ledger/kept-statements.ts";

/** A database that only notes what was prepared; a statement fails where it is asked to. */
function aDatabase() {
  const prepared: string[] = [];
  const database = keepingStatements({
    close: () => prepared.push("closed"),
    prepare: (sql): SqliteStatement => {
      prepared.push(sql);
      return {
        reader: sql.startsWith("select"),
        all: (parameters) => [...parameters],
        iterate: (parameters) => [...parameters][Symbol.iterator](),
        run: ([isFailing]) => {
          if (isFailing === true) throw new Error("SQLITE_BUSY");
          return { changes: 1n, lastInsertRowid: 1n };
        },
      };
    },
  });
  return { prepared, database };
}

const long = (word: string): string => `${word} ${"(?, ?), ".repeat(500)}`;

it("prepares a statement that writes many rows once, and others each time", () => {
  const { prepared, database } = aDatabase();
  for (const sql of [long("insert"), "update", long("select")]) {
    for (const _ of ["one", "two"]) database.prepare(sql).run([]);
  }
  expect(prepared).toEqual([long("insert"), "update", "update", long("select"), long("select")]);
});

it("prepares anew what has failed", () => {
  const { prepared, database } = aDatabase();
  expect(() => database.prepare(long("insert")).run([true])).toThrow("SQLITE_BUSY");
  database.prepare(long("insert")).run([false]);
  expect(prepared).toHaveLength(2);
});

it("keeps a few, and gives the rest of what a statement can do", () => {
  const { prepared, database } = aDatabase();
  const words = ["a", "b", "c", "d", "e"];
  for (const word of [...words, ...words]) database.prepare(long(word)).run([]);
  expect(prepared.length).toBeGreaterThan(words.length);
  const statement = database.prepare(long("e"));
  expect([statement.reader, statement.all([1]), [...statement.iterate([2])]]).toEqual([false, [1], [2]]);
  database.close();
  expect(prepared.at(-1)).toBe("closed");
});
