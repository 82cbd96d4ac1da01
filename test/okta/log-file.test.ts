import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrayCutter, type JsonCutter, lineCutter } from "../../src/okta/log-file/json-items.ts";
import { readLogFile } from "../../src/okta/log-file.ts";
import { temporaryFolder } from "../support/seeded-ledger.ts";

function cut(cutter: JsonCutter, bytes: Buffer, pieceSize: number) {
  const items = [];
  for (let start = 0; start < bytes.length; start += pieceSize) {
    items.push(...cutter.take(bytes.subarray(start, start + pieceSize)));
  }
  return [...items, ...cutter.end()];
}

const event = (uuid: string, eventType = "user.mfa.factor.reset_all") => ({
  uuid,
  published: "2026-11-01T09:00:00.000Z",
  eventType,
  target: null,
});

async function readAll(content: string | Buffer) {
  const path = join(await temporaryFolder(), "export.json");
  await writeFile(path, content);
  const parts = [];
  const types = new Set(["user.mfa.factor.reset_all"]);
  for await (const part of readLogFile(path, types, new AbortController().signal)) parts.push(part);
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    uuids: parts.flatMap(({ events }) => events.map(({ uuid }) => uuid)),
    malformed: parts.flatMap(({ malformed }) => malformed.map(({ line, reason }) => ({ line, reason }))),
  };
}

describe("cutting a file into values", () => {
  const objects = fc.array(fc.dictionary(fc.string({ unit: "binary" }), fc.json()), { maxLength: 8 });
  const indent = fc.constantFrom(0, 2);

  it("finds the values of lines again, wherever the pieces end", () => {
    fc.assert(
      fc.property(objects, fc.integer({ min: 1, max: 40 }), (values, size) => {
        const bytes = Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(""));
        const items = cut(lineCutter(), bytes, size);
        expect(items.map(({ text }) => JSON.parse(text ?? ""))).toEqual(
          values.map((value) => JSON.parse(JSON.stringify(value))),
        );
        expect(items.map(({ line }) => line)).toEqual(values.map((_, index) => index + 1));
      }),
    );
  });

  it("finds the elements of an array again, however it is laid out and wherever the pieces end", () => {
    fc.assert(
      fc.property(objects, indent, fc.integer({ min: 1, max: 40 }), (values, spaces, size) => {
        const text = JSON.stringify(values, null, spaces);
        const items = cut(arrayCutter(), Buffer.from(text), size);
        expect(items.map((item) => JSON.parse(item.text ?? ""))).toEqual(JSON.parse(text));
      }),
    );
  });

  it("does not keep a value that is longer than any event, and goes on after it", () => {
    const long = Buffer.alloc(17 * 1024 * 1024, "a");
    const bytes = Buffer.concat([long, Buffer.from('\n{"next":1}\n')]);
    expect(cut(lineCutter(), bytes, 1024 * 1024)).toEqual([
      { line: 1, text: null },
      { line: 2, text: '{"next":1}' },
    ]);
  });
});

describe("reading an export", () => {
  const lines = `${JSON.stringify(event("a"))}\n${JSON.stringify(event("b", "user.session.start"))}\n`;

  it.each([
    ["one event a line", lines],
    ["with a byte order mark and Windows line ends", `\uFEFF${lines.replaceAll("\n", "\r\n")}`],
    ["without a newline at the end, and with empty lines", lines.replace("\n", "\n\n\n").trimEnd()],
    ["an array", JSON.stringify([event("a"), event("b", "user.session.start")])],
    ["an array over many lines", JSON.stringify([event("a"), event("b", "user.session.start")], null, 2)],
    ["pages one after the other", `[${JSON.stringify(event("a"))}]\n[${JSON.stringify(event("b", "x"))}]`],
  ])("%s", async (_, content) => {
    expect(await readAll(content)).toEqual({ count: 2, uuids: ["a"], malformed: [] });
  });

  it("names the lines that hold no event, and keeps the others", async () => {
    const content = [
      JSON.stringify(event("a")),
      '{"uuid": "cut off',
      "42",
      JSON.stringify({ ...event("b"), published: "yesterday" }),
      JSON.stringify({ ...event("c"), target: [{ id: "no type" }] }),
      JSON.stringify(event("d")),
    ].join("\n");
    expect(await readAll(content)).toEqual({
      count: 3,
      uuids: ["a", "c", "d"],
      malformed: [
        { line: 2, reason: "not JSON" },
        { line: 3, reason: expect.stringContaining("malformed event: ") },
        { line: 4, reason: expect.stringContaining("published") },
      ],
    });
  });

  it("names what is wrong inside of an array by the line on which it begins", async () => {
    const content = `[\n${JSON.stringify(event("a"))},\nnull,\n"b", 7\n,\n{"uuid":\n"cut off`;
    expect(await readAll(content)).toEqual({
      count: 1,
      uuids: ["a"],
      malformed: [3, 4, 4, 6].map((line) => ({ line, reason: expect.any(String) })),
    });
  });

  it.each(["none.jsonl", "."])("says so when there is nothing to read: %s", async (name) => {
    const path = join(await temporaryFolder(), name);
    const reading = readLogFile(path, new Set(), new AbortController().signal);
    await expect(reading.next()).rejects.toMatchObject({ code: "LOG_FILE_UNREADABLE" });
  });
});
