import {
  classicFactors,
  flexibleOktaVerifyKeys,
  identityAuthenticators,
  parseFactorName,
  repeatingKeys,
} from "../../src/model/authenticators.ts";
import { type Engine, engineNames } from "../../src/model/words.ts";
import type { Draft, Text } from "../draft/draft.ts";
import { closest } from "../source/closest.ts";
import type { Problem } from "../source/problem.ts";

/** Every authenticator is named by a key that the org's engine has, with an id where the key repeats. */
export function* authenticatorNames(draft: Draft): Iterable<Problem> {
  const engine = draft.engine;
  if (engine === null) return;
  const keys = Object.keys(engine === "identity" ? identityAuthenticators : classicFactors);
  // Orgs with Flexible Okta Verify name its methods as authenticators of their own (okta-api 4.2).
  const settingKeys = engine === "identity" ? [...keys, ...Object.keys(flexibleOktaVerifyKeys)] : keys;

  for (const { ref } of draft.authenticators) yield* keyProblems(ref, settingKeys, engine);
  for (const policy of draft.policies) {
    for (const { ref } of policy.authenticators) yield* keyProblems(ref, settingKeys, engine);
  }
  for (const rule of draft.appPolicies.flatMap(({ rules }) => rules)) {
    const inConstraints = rule.constraints.flatMap(({ methods }) => [...methods.values()].flat());
    for (const factor of [...inConstraints, ...rule.chains]) yield* factorProblems(factor, keys, engine);
  }
  for (const { anyOf } of draft.requirements) {
    for (const factor of anyOf) yield* factorProblems(factor, keys, engine);
  }
}

function* keyProblems(written: Text, keys: readonly string[], engine: Engine): Iterable<Problem> {
  const { method } = parseFactorName(written.text);
  if (method === null) yield* nameProblems(written, keys, engine);
  else {
    yield {
      at: written.at,
      message: `"${written.text}" names a method; settings and org-wide status are of the whole authenticator`,
    };
  }
}

function* factorProblems(written: Text, keys: readonly string[], engine: Engine): Iterable<Problem> {
  const { key, method } = parseFactorName(written.text);
  const wrongName = [...nameProblems(written, keys, engine)];
  yield* wrongName;
  if (method === null || wrongName.length > 0) return;
  const methods = Object.keys(
    (engine === "identity" ? identityAuthenticators[key]?.methods : undefined) ?? {},
  );
  if (methods.includes(method)) return;
  const common = commonMethods[method.toLowerCase()] ?? "";
  const meant = methods.includes(common) ? common : closest(method, methods);
  const hint = meant === null ? "" : `, did you mean ${key}:${meant}?`;
  const choice =
    methods.length === 0
      ? "a Classic factor is one method and is named by its key alone"
      : `its methods: ${methods.join(", ")}`;
  yield { at: written.at, message: `${key} has no method "${method}"${hint}; ${choice}` };
}

const idPattern = /^[A-Za-z0-9_-]+$/;

function* nameProblems(written: Text, keys: readonly string[], engine: Engine): Iterable<Problem> {
  const { key, id } = parseFactorName(written.text);
  if (!keys.includes(key)) yield { at: written.at, message: unknownKey(key, keys, engine) };
  else if (repeatingKeys.has(key) && id === null) {
    yield {
      at: written.at,
      message: `an org can have several ${key}; name one by its id, such as ${key}/autA1`,
    };
  } else if (id !== null && !repeatingKeys.has(key)) {
    yield { at: written.at, message: `an org has one ${key}; name it without an id` };
  } else if (id !== null && !idPattern.test(id)) {
    yield {
      at: written.at,
      message: `"${id}" is no authenticator id; an id has only letters, digits, - and _`,
    };
  }
}

/** Common names of authenticators and methods, and Okta's names for them on each engine. */
const commonNames: Readonly<Record<Engine, Readonly<Record<string, string>>>> = {
  identity: {
    sms: "phone_number:sms",
    voice: "phone_number:voice",
    call: "phone_number:voice",
    phone: "phone_number",
    email: "okta_email",
    fido: "webauthn",
    fido2: "webauthn",
    passkey: "webauthn",
    security_key: "webauthn",
    yubikey: "webauthn",
    push: "okta_verify:push",
    fastpass: "okta_verify:signed_nonce",
    totp: "okta_verify:totp",
    password: "okta_password",
    question: "security_question",
    google_authenticator: "google_otp",
    smart_card: "smart_card_idp",
    piv: "smart_card_idp",
  },
  classic: {
    sms: "okta_sms",
    voice: "okta_call",
    call: "okta_call",
    email: "okta_email",
    fido: "fido_webauthn",
    fido2: "fido_webauthn",
    webauthn: "fido_webauthn",
    passkey: "fido_webauthn",
    push: "okta_push",
    totp: "okta_otp",
    okta_verify: "okta_push",
    password: "okta_password",
    question: "okta_question",
    google_authenticator: "google_otp",
  },
};
const commonMethods: Readonly<Record<string, string>> = {
  fastpass: "signed_nonce",
  otp: "totp",
  call: "voice",
};

function unknownKey(key: string, keys: readonly string[], engine: Engine): string {
  const meant = commonNames[engine][key.toLowerCase()] ?? closest(key, keys);
  const other = engine === "identity" ? classicFactors : identityAuthenticators;
  const hint =
    meant !== null
      ? `, did you mean ${meant}?`
      : Object.hasOwn(other, key)
        ? ` (${key} is a key of ${engineNames[engine === "identity" ? "classic" : "identity"]})`
        : "";
  return `unknown authenticator key "${key}" for ${engineNames[engine]}${hint}; known: ${keys.join(", ")}`;
}
