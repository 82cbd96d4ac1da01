import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  toAuthenticatorEnrolment,
  toFactor,
  wireAuthenticatorEnrolment,
  wireFactor,
} from "../../../src/okta/wire/enrolments.ts";

const plain = { authenticatorId: null, status: "ACTIVE", known: true };

describe("factors", () => {
  it.each([
    ["question", "OKTA", "security_question:security_question", "okta_question"],
    ["sms", "OKTA", "phone_number:sms", "okta_sms"],
    ["call", "OKTA", "phone_number:voice", "okta_call"],
    ["email", "OKTA", "okta_email:email", "okta_email"],
    ["push", "OKTA", "okta_verify:push", "okta_push"],
    ["token:software:totp", "OKTA", "okta_verify:totp", "okta_otp"],
    ["token:software:totp", "GOOGLE", "google_otp:otp", "google_otp"],
    ["signed_nonce", "OKTA", "okta_verify:signed_nonce", null],
    ["webauthn", "FIDO", "webauthn:webauthn", "fido_webauthn"],
    ["u2f", "FIDO", null, "fido_u2f"],
    ["token", "RSA", "rsa_token:otp", "rsa_token"],
    ["token", "SYMANTEC", "symantec_vip:otp", "symantec_vip"],
    ["token:hardware", "YUBICO", "yubikey_token:otp", "yubikey_token"],
    ["token:hotp", "CUSTOM", "custom_otp:otp", "hotp"],
    ["web", "DUO", "duo:duo", "duo"],
    ["assertion:oidc", "CUSTOM", null, null],
  ])("%s of %s is %s on Identity Engine and %s on Classic", (factorType, provider, identity, classic) => {
    const factor = wireFactor.parse({ id: "opf1", factorType, provider, status: "ACTIVE", vendorName: "X" });
    const unknown = { key: `${factorType}/${provider}`, method: null, known: false };
    const [key, method] = identity?.split(":") ?? [];
    expect(toFactor(factor, "identity")).toEqual({
      ...plain,
      ...(key === undefined ? unknown : { key, method }),
    });
    expect(toFactor(factor, "classic")).toEqual({
      ...plain,
      ...(classic === null ? unknown : { key: classic, method: null }),
    });
  });

  it("names a factor without a provider, and never takes a property of objects for one", () => {
    const name = (factorType: string) =>
      toFactor(wireFactor.parse({ factorType, status: "X" }), "identity").key;
    expect(name("retina")).toBe("retina/unknown");
    const proto = wireFactor.parse({ factorType: "__proto__", provider: "x", status: "ACTIVE" });
    expect(toFactor(proto, "classic").known).toBe(false);
  });

  it("keeps every status as Okta wrote it", () => {
    const property = fc.property(fc.string(), (status) => {
      const factor = wireFactor.parse({ factorType: "push", provider: "OKTA", status });
      expect(toFactor(factor, "identity").status).toBe(status);
    });
    fc.assert(property);
  });
});

describe("authenticator enrollments", () => {
  const authenticator = { authenticator: { href: "https://acme.okta.com/api/v1/authenticators/autA1" } };

  it.each([
    [
      { key: "okta_email", type: "email" },
      { key: "okta_email", method: "email" },
    ],
    [
      { key: "webauthn", type: "security_key" },
      { key: "webauthn", method: "webauthn" },
    ],
    [
      { key: "phone_number", type: "phone" },
      { key: "phone_number", method: null },
    ],
    [
      { key: "okta_verify", type: "app" },
      { key: "okta_verify", method: null },
    ],
    [
      { key: "okta_verify", type: "signed_nonce" },
      { key: "okta_verify", method: "signed_nonce" },
    ],
    [{ key: "okta_verify_push" }, { key: "okta_verify", method: "push" }],
    [{ key: "okta_verify_fastpass" }, { key: "okta_verify", method: "signed_nonce" }],
    [
      { key: "custom_app", type: "app", _links: authenticator },
      { key: "custom_app", method: "push", authenticatorId: "autA1" },
    ],
    [
      { key: "google_otp", _links: authenticator },
      { key: "google_otp", method: "otp" },
    ],
    [
      { key: "iris_scan", type: "iris" },
      { key: "iris_scan", method: null, known: false },
    ],
    [{ key: "constructor" }, { key: "constructor", method: null, known: false }],
  ])("%j is %j", (sent, expected) => {
    const one = wireAuthenticatorEnrolment.parse({ status: "ACTIVE", nickname: null, ...sent });
    expect(toAuthenticatorEnrolment(one)).toEqual({ ...plain, ...expected });
  });
});
