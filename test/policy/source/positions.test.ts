import { expect, it } from "vitest";
import { jsonPointer } from "../../../policy/source/positions.ts";
import { identityOrg, parseText } from "../../support/baseline-text.ts";

it("knows where every part is written: a field at its key, an entry where it begins", () => {
  const { positions } = parseText(
    identityOrg(`groups:
  - name: Staff
    members: [dana@acme.example]
authenticators:
  custom_app/autA1: ACTIVE`),
  );
  expect(
    Object.fromEntries([...positions].map(([pointer, at]) => [pointer, `${at.line}:${at.column}`])),
  ).toEqual({
    "": "1:1",
    "/version": "1:1",
    "/org": "2:1",
    "/org/engine": "2:8",
    "/groups": "3:1",
    "/groups/0": "4:5",
    "/groups/0/name": "4:5",
    "/groups/0/members": "5:5",
    "/groups/0/members/0": "5:15",
    "/authenticators": "6:1",
    "/authenticators/custom_app~1autA1": "7:3",
  });
});

it("escapes what a JSON pointer gives a meaning", () => {
  expect(jsonPointer(["authenticators", "a/b~c", 0])).toBe("/authenticators/a~1b~0c/0");
});
