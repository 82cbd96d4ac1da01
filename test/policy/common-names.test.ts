import { expect, it } from "vitest";
import { parseBaseline } from "../../policy/parse-baseline.ts";
import { parseSource } from "../../policy/source/parse-source.ts";
import { PlumblineError } from "../../src/model/errors.ts";

function problemsOf(engine: string, factor: string): string {
  const text = `version: 1
org: { engine: ${engine} }
requirements:
  - { id: everyone, appliesTo: { everyone: true }, factors: { anyOf: ["${factor}"] } }
`;
  try {
    parseBaseline([parseSource("baseline.yaml", new TextEncoder().encode(text))]);
    return "";
  } catch (error) {
    return error instanceof PlumblineError ? error.details.join("\n") : String(error);
  }
}

it.each([
  ["identity", "sms", "phone_number:sms"],
  ["identity", "fido2", "webauthn"],
  ["identity", "okta_verify:fastpass", "okta_verify:signed_nonce"],
  ["identity", "Push", "okta_verify:push"],
  ["classic", "sms", "okta_sms"],
  ["classic", "webauthn", "fido_webauthn"],
])("on %s, %s is told as %s", (engine, written, meant) => {
  expect(problemsOf(engine, written)).toContain(`did you mean ${meant}?`);
});
