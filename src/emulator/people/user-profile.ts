import type { ApiCall } from "../call/api-call.ts";
import type { UserProfile } from "../state/state.ts";
import { invalid } from "../wire/api-failure.ts";
import { type JsonObject, stringAt } from "../wire/json.ts";

/** The attributes of Okta's own user schema. */
const baseAttributes: readonly string[] = [
  "login",
  "email",
  "secondEmail",
  "firstName",
  "lastName",
  "middleName",
  "honorificPrefix",
  "honorificSuffix",
  "title",
  "displayName",
  "nickName",
  "profileUrl",
  "primaryPhone",
  "mobilePhone",
  "streetAddress",
  "city",
  "state",
  "zipCode",
  "countryCode",
  "postalAddress",
  "preferredLanguage",
  "locale",
  "timezone",
  "userType",
  "employeeNumber",
  "costCenter",
  "organization",
  "division",
  "department",
  "managerId",
  "manager",
];

/**
 * A person's profile after a write.
 * @param field what Okta calls the body in its complaint: `newUser` on create
 * @throws ApiFailure E0000001 for an attribute that the schema does not have, a missing or a taken one
 */
export function writtenProfile(
  call: ApiCall,
  written: JsonObject,
  field: string,
  userId: string | null,
): UserProfile {
  const known = new Set([...baseAttributes, ...call.org.initial.settings.customUserAttributes]);
  const unknown = Object.keys(written).filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw invalid(field, ...unknown.map((name) => `Property name '${name}' is not defined in profile`));
  }
  const login = required(written, "login");
  const email = required(written, "email");
  const holder = call.org.findUser(login);
  if (holder !== undefined && holder.id !== userId) {
    throw invalid("login", "login: An object with this field already exists in the current organization");
  }
  return {
    ...written,
    login,
    email,
    firstName: stringAt(written, "firstName"),
    lastName: stringAt(written, "lastName"),
  };
}

function required(profile: JsonObject, name: string): string {
  const value = stringAt(profile, name);
  if (value !== null && value !== "") return value;
  throw invalid(name, `${name}: The field cannot be left blank`);
}
