import { expect, it } from "vitest";
import { nextLink } from "../../src/okta/transport/link-header.ts";

const self = '<https://acme.okta.com/api/v1/users?limit=2>; rel="self"';
const next = "https://acme.okta.com/api/v1/users?after=00uA&limit=2";

it.each([
  ["two lines that were joined", `${self}, <${next}>; rel="next"`, next],
  ["next before self", `<${next}>; rel="next", ${self}`, next],
  ["no quotes", `<${next}>; rel=next`, next],
  ["other parameters", `<${next}>; title="a page"; rel="next"`, next],
  ["a comma in the URL", `${self},<${next}&fields=id,status>;rel="next"`, `${next}&fields=id,status`],
  ["self alone", self, null],
  ["a longer word", `<${next}>; rel="nextish"`, null],
  ["no header", null, null],
  ["an empty header", "", null],
  ["no brackets", `${next}; rel="next"`, null],
])("finds the next link with %s", (_what, header, link) => {
  expect(nextLink(header)).toBe(link);
});
