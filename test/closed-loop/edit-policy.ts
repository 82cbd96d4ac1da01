import {
  asList,
  asObject,
  fieldAt,
  isJsonObject,
  type Json,
  type JsonObject,
} from "../../src/emulator/wire/json.ts";
import type { EnrollSetting } from "../../src/model/words.ts";

/** A policy with one authenticator's setting changed, or added. */
export function withAuthenticator(key: string, self: EnrollSetting): (policy: JsonObject) => JsonObject {
  return (policy) => {
    const settings = asObject(policy["settings"]);
    const others = asList(settings["authenticators"]).filter((entry) => fieldAt(entry, "key") !== key);
    return { ...policy, settings: { ...settings, authenticators: [...others, { key, enroll: { self } }] } };
  };
}

/** A policy that says more of one authenticator, or something else. */
export function withTerms(key: string, terms: JsonObject): (policy: JsonObject) => JsonObject {
  return (policy) => {
    const settings = asObject(policy["settings"]);
    const all = asList(settings["authenticators"]).map(asObject);
    const known = all.find((entry) => entry["key"] === key) ?? { key };
    const others = all.filter((entry) => entry["key"] !== key);
    return { ...policy, settings: { ...settings, authenticators: [...others, { ...known, ...terms }] } };
  };
}

/** A policy for other groups, by id. */
export const withGroups =
  (include: readonly string[]) =>
  (policy: JsonObject): JsonObject => ({ ...policy, conditions: { people: { groups: { include } } } });

/** A thing with one of its fields, however deep, set to something else; null takes the field away. */
export function withValue(path: readonly string[], value: Json): (thing: JsonObject) => JsonObject {
  return (thing) => {
    const [name, ...rest] = path;
    if (name === undefined) return isJsonObject(value) ? value : thing;
    if (rest.length > 0) return { ...thing, [name]: withValue(rest, value)(asObject(thing[name])) };
    const { [name]: _gone, ...others } = thing;
    return value === null ? others : { ...others, [name]: value };
  };
}

/** A new enrollment policy for a group, as the form of the Admin Console sends it. */
export const newPolicy = (name: string, groupId: string, priority: number): JsonObject => ({
  type: "MFA_ENROLL",
  name,
  priority,
  conditions: { people: { groups: { include: [groupId] } } },
  settings: {
    type: "AUTHENTICATORS",
    authenticators: [{ key: "okta_password", enroll: { self: "REQUIRED" } }],
  },
});

/** A new enrollment rule for everybody, wherever they are. */
export const newRule = (name: string, enroll: string, priority: number): JsonObject => ({
  type: "MFA_ENROLL",
  name,
  priority,
  conditions: { network: { connection: "ANYWHERE" } },
  actions: { enroll: { self: enroll } },
});
