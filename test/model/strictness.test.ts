import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classicFactors, identityAuthenticators } from "../../src/model/authenticators.ts";
import { compareActions, compareSettings, type Strictness, worthOf } from "../../src/model/strictness.ts";
import { enrollActions, enrollSettings } from "../../src/model/words.ts";

const anyKey = fc.constantFrom(...Object.keys(identityAuthenticators), ...Object.keys(classicFactors));
const anySetting = fc.constantFrom(...enrollSettings);
const anyAction = fc.constantFrom(...enrollActions);

const opposite: Readonly<Record<Strictness, Strictness>> = {
  same: "same",
  stricter: "weaker",
  weaker: "stricter",
  unclear: "unclear",
};

/** Sum of two steps in one direction; null where they pull apart. */
function together(first: Strictness, second: Strictness): Strictness | null {
  if (first === "same") return second;
  return second === "same" || first === second ? first : null;
}

describe("the order of settings", () => {
  it.each([
    ["webauthn", "REQUIRED", "OPTIONAL", "weaker"],
    ["webauthn", "OPTIONAL", "NOT_ALLOWED", "weaker"],
    ["okta_verify", "NOT_ALLOWED", "REQUIRED", "stricter"],
    ["phone_number", "NOT_ALLOWED", "OPTIONAL", "weaker"],
    ["phone_number", "OPTIONAL", "REQUIRED", "weaker"],
    ["okta_email", "REQUIRED", "NOT_ALLOWED", "stricter"],
    ["okta_sms", "NOT_ALLOWED", "OPTIONAL", "weaker"],
    ["security_question", "NOT_ALLOWED", "OPTIONAL", "weaker"],
    ["okta_password", "NOT_ALLOWED", "REQUIRED", "same"],
    ["okta_password", "REQUIRED", "OPTIONAL", "same"],
    ["custom_app/autA1", "OPTIONAL", "NOT_ALLOWED", "weaker"],
    ["okta_verify:push", "OPTIONAL", "OPTIONAL", "same"],
    ["okta_verify_push", "OPTIONAL", "REQUIRED", "stricter"],
    ["okta_verify_fastpass", "REQUIRED", "NOT_ALLOWED", "weaker"],
    ["custom_app/autA1:push", "OPTIONAL", "REQUIRED", "stricter"],
    ["carrier_pigeon", "OPTIONAL", "REQUIRED", "unclear"],
    ["carrier_pigeon", "OPTIONAL", "OPTIONAL", "same"],
  ] as const)("%s from %s to %s is %s", (ref, from, to, expected) => {
    expect(compareSettings(ref, from, to)).toBe(expected);
  });

  it("is antisymmetric", () => {
    fc.assert(
      fc.property(anyKey, anySetting, anySetting, (key, from, to) => {
        expect(compareSettings(key, to, from)).toBe(opposite[compareSettings(key, from, to)]);
      }),
    );
  });

  it("is transitive", () => {
    fc.assert(
      fc.property(anyKey, anySetting, anySetting, anySetting, (key, first, second, third) => {
        const expected = together(compareSettings(key, first, second), compareSettings(key, second, third));
        fc.pre(expected !== null);
        expect(compareSettings(key, first, third)).toBe(expected);
      }),
    );
  });

  it("knows the worth of everything that Okta has", () => {
    fc.assert(fc.property(anyKey, (key) => worthOf(key) !== null));
  });
});

describe("the order of actions", () => {
  it.each([
    ["CHALLENGE", "LOGIN", "same"],
    ["CHALLENGE", "NEVER", "weaker"],
    ["LOGIN", "NEVER_INCLUDING_RECOVERY", "weaker"],
    ["NEVER", "NEVER_INCLUDING_RECOVERY", "weaker"],
    ["NEVER", "LOGIN", "stricter"],
  ] as const)("from %s to %s is %s", (from, to, expected) => {
    expect(compareActions(from, to)).toBe(expected);
  });

  it("is antisymmetric and transitive", () => {
    fc.assert(
      fc.property(anyAction, anyAction, anyAction, (first, second, third) => {
        expect(compareActions(second, first)).toBe(opposite[compareActions(first, second)]);
        const expected = together(compareActions(first, second), compareActions(second, third));
        fc.pre(expected !== null);
        expect(compareActions(first, third)).toBe(expected);
      }),
    );
  });
});
