import {
  asList,
  asObject,
  asStrings,
  fieldAt,
  type JsonObject,
  stringAt,
} from "../../src/emulator/wire/json.ts";
import type { OktaApi } from "./okta-api.ts";
import type { Properties } from "./pulumi-engine.ts";

/** `sdk.AuthenticatorProviders`: what the provider writes in an Identity Engine policy, in its order. */
const authenticatorProviders = [
  "duo",
  "external_idp",
  "google_otp",
  "okta_email",
  "okta_password",
  "okta_verify",
  "onprem_mfa",
  "phone_number",
  "rsa_token",
  "security_question",
  "webauthn",
  "yubikey_token",
  "smart_card_idp",
];

/** `sdk.FactorProviders`. */
const factorProviders = [
  "duo",
  "fido_u2f",
  "fido_webauthn",
  "google_otp",
  "hotp",
  "okta_call",
  "okta_otp",
  "okta_password",
  "okta_push",
  "okta_question",
  "okta_sms",
  "okta_email",
  "rsa_token",
  "symantec_vip",
  "yubikey_token",
];

const argumentOf = (key: string): string =>
  key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const keysOf = (inputs: Properties): readonly string[] =>
  inputs["isOie"] === true ? authenticatorProviders : factorProviders;

/** Declared value of a key, or else the state's: an undeclared difference is suppressed, and written again. */
function enrollOf(key: string, inputs: Properties, state: Properties): string | null {
  const argument = argumentOf(key);
  return stringAt(inputs[argument], "enroll") ?? stringAt(state[argument], "enroll");
}

/** The same of a list of models. */
function constraintsOf(key: string, inputs: Properties, state: Properties): JsonObject {
  const argument = argumentOf(key);
  const list = stringAt(inputs[argument], "constraints") ?? stringAt(state[argument], "constraints");
  return list === null ? {} : { constraints: { aaguidGroups: list.split(",").sort() } };
}

/** `buildSettings` of resource_okta_policy_mfa.go. */
export function writtenSettings(inputs: Properties, state: Properties): JsonObject {
  const isOie = inputs["isOie"] === true;
  const entries = keysOf(inputs).flatMap((key) => {
    const self = enrollOf(key, inputs, state);
    const constraints = isOie ? constraintsOf(key, inputs, state) : {};
    return self === null ? [] : [[key, { enroll: { self }, ...constraints }] as const];
  });
  if (!isOie) return { type: "FACTORS", factors: Object.fromEntries(entries) };
  const apps = asList(inputs["customApps"]).map((app) => ({
    key: "custom_app",
    id: stringAt(app, "id") ?? "",
    enroll: { self: stringAt(app, "enroll") ?? "" },
  }));
  return {
    type: "AUTHENTICATORS",
    authenticators: [...entries.map(([key, rest]) => ({ key, ...rest })), ...apps],
  };
}

/** `syncSettings`: a key that the answer does not have keeps what the state had of it. */
export function readSettings(policy: JsonObject, state: Properties): Properties {
  const settings = asObject(policy["settings"]);
  const listed =
    settings["type"] === "AUTHENTICATORS"
      ? asList(settings["authenticators"]).map((entry) => [stringAt(entry, "key") ?? "", entry] as const)
      : Object.entries(asObject(settings["factors"]));
  const read = listed.map(([key, said]) => {
    const models = fieldAt(said, "constraints", "aaguidGroups");
    const constraints = models === undefined ? {} : { constraints: asStrings(models).toSorted().join(",") };
    return [argumentOf(key), { enroll: stringAt(said, "enroll", "self") ?? "", ...constraints }] as const;
  });
  return { ...state, ...Object.fromEntries(read) };
}

/**
 * `validateAuthenticators`: nothing is written that asks for an authenticator which is off in the org. Only on Identity
 * Engine.
 */
export async function refuseWhatIsOff(api: OktaApi, inputs: Properties, state: Properties): Promise<void> {
  if (inputs["isOie"] !== true) return;
  const live = await api.list("/authenticators");
  const active = live.filter((one) => one["status"] === "ACTIVE").map((one) => fieldAt(one, "key"));
  const off = authenticatorProviders.filter((key) => {
    const enroll = enrollOf(key, inputs, state);
    return enroll !== null && enroll !== "NOT_ALLOWED" && !active.includes(key);
  });
  if (off.length > 0) throw new Error(`the following authenticators are not enabled: ${off.join(", ")}`);
}
