import { expect, it } from "vitest";
import { requirementWords } from "../../../checks/people/requirement-words.ts";
import { aRequirement } from "../../support/baseline-builder.ts";

it.each([
  ["Administrators have a key", '"Administrators have a key" (admins)'],
  ["admins", '"admins"'],
])("names a requirement called %s", (title, words) => {
  expect(requirementWords(aRequirement("admins", { title }))).toBe(words);
});
