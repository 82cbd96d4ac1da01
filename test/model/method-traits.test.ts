import { expect, it } from "vitest";
import { identityAuthenticators } from "../../src/model/authenticators.ts";
import { traitsOfMethod } from "../../src/model/method-traits.ts";

const methods = Object.entries(identityAuthenticators).flatMap(([key, { methods: own }]) =>
  Object.keys(own).map((method) => [key, method] as const),
);

it.each(methods)("knows %s:%s, and answers alike when it is asked again", (key, method) => {
  const traits = traitsOfMethod(key, method);
  expect(traits).toEqual(
    expect.objectContaining({ kind: expect.stringMatching(/^(knowledge|possession)$/) }),
  );
  // A thing that is only known is on no device, and what resists phishing is not weak.
  if (traits?.kind === "knowledge") expect(traits.deviceBound).toBe(false);
  if (traits?.phishingResistant) expect(traits.weak).toBe(false);
  expect(traitsOfMethod(key, method)).toBe(traits);
});

it.each([
  ["an authenticator that Okta does not have", "smoke_signal", "smoke"],
  ["a method that the authenticator does not have", "phone_number", "fax"],
  ["a name of JavaScript's own", "toString", "email"],
])("knows nothing of %s", (_what, key, method) => {
  expect(traitsOfMethod(key, method)).toBeNull();
});
