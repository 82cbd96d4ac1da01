import { expect, it } from "vitest";
import { closest } from "../../../policy/source/closest.ts";

const keys = ["name", "managed", "description", "filledBy", "members", "onlyMembers"];

it.each([
  ["nmae", "name"],
  ["manged", "managed"],
  ["memebers", "members"],
  ["Name", "name"],
  ["filedby", "filledBy"],
  ["onlymember", "onlyMembers"],
])("takes %s for %s", (written, meant) => {
  expect(closest(written, keys)).toBe(meant);
});

it.each(["colour", "x", ""])("takes %j for nothing", (written) => {
  expect(closest(written, keys)).toBeNull();
});
