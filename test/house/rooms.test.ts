import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, it, test } from "vitest";

// Plain JavaScript: dependency-cruiser reads it.
const config = "../../.dependency-cruiser.mjs";
const imports: { readonly forbidden: readonly { readonly name: string }[] } = (await import(config)).default;

const architecture = readFileSync("docs/architecture.md", "utf8");
const foldersOf = (place: string): readonly string[] =>
  readdirSync(place, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));

const rooms = [...foldersOf("src").map((name) => `src/${name}`), "policy", "policy/pack", "checks", "stacks"];
const readmeOf = (room: string): string => readFileSync(posix.join(room, "README.md"), "utf8");
const purposeOf = (room: string): string => readmeOf(room).split("\n\n")[1] ?? "";

/** Purposes by room, as the table of docs/architecture.md has them. */
const table = new Map(
  [...architecture.matchAll(/^\| `([^`]+?)\/?` \| (.*?) \|/gm)].map(([, room = "", purpose = ""]) => [
    room,
    purpose,
  ]),
);

const plain = (text: string): string => text.toLowerCase().replace(/\.$/, "");

test("the root has at most seven folders", () => {
  const ignored = readFileSync(".gitignore", "utf8").split("\n");
  const shown = foldersOf(".").filter((name) => !name.startsWith(".") && !ignored.includes(`${name}/`));
  expect(shown.length, shown.join(" ")).toBeLessThanOrEqual(7);
});

describe.each(rooms)("%s", (room) => {
  it("says first what it is for, as docs/architecture.md does", () => {
    expect(readmeOf(room)).toMatch(new RegExp(`^# ${room}\n\n`));
    expect(plain(table.get(room) ?? "")).toBe(plain(purposeOf(room)));
  });

  it("is in the picture", () => {
    const picture = /```mermaid\n(.*?)```/s.exec(architecture)?.[1] ?? "";
    expect(picture).toMatch(new RegExp(`\\b${room.split("/").at(-1)}\\b`));
  });
});

// The policy pack is of the room that it is in.
test.each(rooms.filter((room) => room !== "policy/pack"))("%s has an import rule of its own", (room) => {
  const names = imports.forbidden.map(({ name }) => name);
  const name = room.replace("src/", "");
  expect(names).toContain(name === "model" ? "model-imports-nothing" : `${name}-imports-run-down`);
});

test("there is no other room in the table", () => {
  expect([...table.keys()].filter((room) => !rooms.includes(room))).toEqual(["src/library.ts"]);
});

test.each([
  ["docs/architecture.md", "."],
  ...rooms.map((room) => [`${room}/README.md`, room]),
])("%s names only what is there", (file, room = ".") => {
  const named = [...readFileSync(file, "utf8").matchAll(/`([\w./-]+(?:\.ts|\.yaml|\.mjs|\/))`/g)].map(
    ([, name = ""]) => name,
  );
  const lost = named.filter(
    (name) => ![room, ".", "src"].some((place) => existsSync(posix.join(place, name))),
  );
  expect(lost).toEqual([]);
});
