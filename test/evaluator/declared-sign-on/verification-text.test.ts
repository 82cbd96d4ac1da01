import { describe, expect, it } from "vitest";
import { noDemands } from "../../../src/evaluator/declared/app-rule-as-live.ts";
import {
  chainTexts,
  constraintTexts,
  holdText,
  holdTexts,
} from "../../../src/evaluator/declared-sign-on/verification-text.ts";
import type { LiveConstraint, LiveMethod, LiveStep } from "../../../src/model/live-sign-on.ts";
import { aPart, has, knows } from "../../support/sign-on-builder.ts";

const method = (key: string, name: string | null = null, id: string | null = null): LiveMethod => ({
  key,
  id,
  method: name,
});

describe("constraints in words", () => {
  it.each<[string, readonly LiveConstraint[], readonly string[]]>([
    ["none", [], []],
    ["one that asks for nothing", [has(), { knowledge: null, possession: null }], []],
    ["something to have", [has()], ["possession"]],
    [
      "something to know, of which no trait can be asked",
      [knows(aPart({}, { deviceBound: true }))],
      ["knowledge"],
    ],
    ["both", [{ knowledge: aPart(), possession: aPart() }], ["possession and knowledge"]],
    ["what only limits", [has(aPart({ required: false }))], ["possession (not required)"]],
    [
      "traits, asked for and waived",
      [has(aPart({}, { phishingResistant: true, userPresence: false }))],
      ["possession (phishingResistant; userPresence: false)"],
    ],
    [
      "kinds, and methods that say more than they do",
      [has(aPart({ types: ["App", "phone"], methods: ["PUSH"] }))],
      ["possession (types: app, phone; of methods: push)"],
    ],
    [
      "kinds, and methods that say the same",
      [has(aPart({ types: ["password"], methods: ["PASSWORD"] }))],
      ["possession (types: password)"],
    ],
    [
      "an authenticator of several methods, and one of a kind that is not known",
      [has(aPart({ only: [method("phone_number")], except: [method("newcomer")] }))],
      ["possession (methods: phone_number:sms, phone_number:voice; exceptMethods: newcomer)"],
    ],
    ["two that ask for the same", [has(), has()], ["possession"]],
  ])("%s", (_, constraints, words) => {
    expect(constraintTexts(constraints)).toEqual(words);
  });
});

describe("chains in words", () => {
  const step = (...anyOf: LiveStep["anyOf"]): LiveStep => ({ anyOf });
  const plain = { ...method("okta_password"), demands: noDemands };
  const bound = { ...method("okta_verify", "push"), demands: { ...noDemands, deviceBound: true } };

  it.each<[string, readonly (readonly LiveStep[])[], readonly string[]]>([
    ["none", [], []],
    ["steps in turn", [[step(plain), step(bound)]], ["okta_password, then okta_verify:push (deviceBound)"]],
    ["any of a step", [[step(bound, plain)]], ["okta_password or okta_verify:push (deviceBound)"]],
    ["two that are the same", [[step(plain)], [step(plain)]], ["okta_password"]],
  ])("%s", (_, chains, words) => {
    expect(chainTexts(chains)).toEqual(words);
  });
});

describe("how long what is asked for holds", () => {
  it.each([
    [null, "SESSION"],
    [0, "ALWAYS"],
    [43_200, "12h"],
    [5400, "90m"],
  ])("%s seconds: %s", (seconds, words) => {
    expect(holdText(seconds)).toBe(words);
  });

  it("is the part's own where it has one, and the rule's where it has none", () => {
    const constraints = [
      { knowledge: aPart({ reauthenticateSeconds: 0 }), possession: aPart() },
      has(aPart({ reauthenticateSeconds: null })),
    ];
    const rule = { factorMode: "2FA", reauthenticateSeconds: 7200 } as const;
    expect(holdTexts({ kind: "assurance", ...rule, constraints })).toEqual(["2h", "ALWAYS", "SESSION"]);
    expect(holdTexts({ kind: "assurance", ...rule, constraints: [] })).toEqual(["2h"]);
    expect(
      holdTexts({
        kind: "chains",
        reauthenticateSeconds: 7200,
        chains: [[{ anyOf: [], reauthenticateSeconds: 0 }]],
      }),
    ).toEqual(["ALWAYS"]);
  });
});
