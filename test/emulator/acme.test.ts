import { expect, test } from "vitest";
import { acmeState } from "../../src/emulator/acme/acme.ts";

const now = new Date("2026-11-23T09:00:00.000Z");
const state = acmeState(now);

test("is about sixty people of every status", () => {
  expect(state.users.length).toBeGreaterThanOrEqual(55);
  expect(new Set(state.users.map(({ status }) => status)).size).toBe(8);
  expect(new Set(state.users.map(({ profile }) => profile.login)).size).toBe(state.users.length);
});

test("names somebody wherever it names a member, an assignee or a policy's group", () => {
  const people = new Set(state.users.map(({ id }) => id));
  const groups = new Set(state.groups.map(({ id }) => id));
  for (const id of [
    ...state.groups.flatMap(({ members }) => members),
    ...state.apps.flatMap(({ userIds }) => userIds),
  ]) {
    expect(people).toContain(id);
  }
  for (const id of [
    ...state.groupRules.flatMap(({ groupIds }) => groupIds),
    ...state.apps.flatMap(({ groupIds }) => groupIds),
  ]) {
    expect(groups).toContain(id);
  }
});

test("has a history that ends before now, the same one in every run", () => {
  expect(state.logEvents.length).toBeGreaterThan(5);
  for (const { published } of state.logEvents) expect(Date.parse(published)).toBeLessThan(now.getTime());
  expect(acmeState(now)).toEqual(state);
  expect(acmeState()).toEqual(state);
});
