import { type JsonObject, stringAt } from "../../src/emulator/wire/json.ts";
import { type OktaApi, OktaRefusal } from "./okta-api.ts";
import type { Properties } from "./pulumi-engine.ts";

type LookUp = (api: OktaApi, args: Properties) => Promise<Properties>;

/** data_source_okta_group.go: `q` finds by the beginning of a name, and a single hit is taken whatever it is called. */
const getGroup: LookUp = async (api, { name, type }) => {
  const filter = type === undefined ? "" : `&filter=${encodeURIComponent(`type eq "${type}"`)}`;
  const hits = await api.list(`/groups?q=${encodeURIComponent(String(name))}${filter}`);
  const nameOf = (group: JsonObject | undefined) => stringAt(group, "profile", "name");
  const exact = hits.find((hit) => nameOf(hit) === name && (type === undefined || hit["type"] === type));
  const found = hits.length === 1 ? hits[0] : exact;
  if (found !== undefined) return { id: stringAt(found, "id"), name: nameOf(found), users: [] };
  const withType = type === undefined ? "" : ` and type "${type}"`;
  throw new Error(
    hits.length === 0
      ? `group with name "${name}"${withType} does not exist`
      : `group starting with name "${name}"${withType} matches ${hits.length} groups, select a more precise name parameter`,
  );
};

/** data_source_okta_network_zone.go */
const getNetworkZone: LookUp = async (api, { name }) => {
  const found = (await api.list("/zones")).find((zone) => zone["name"] === name);
  if (found !== undefined) return { id: stringAt(found, "id"), name: stringAt(found, "name") };
  throw new Error(`failed to find network zone: network zone with name '${name}' does not exist`);
};

/** data_source_okta_user.go, asked for neither groups nor roles. */
const getUser: LookUp = async (api, { userId }) => {
  try {
    const user = await api.read(`/users/${encodeURIComponent(String(userId))}`);
    return { id: stringAt(user, "id"), login: stringAt(user, "profile", "login") };
  } catch (error) {
    if (!(error instanceof OktaRefusal) || error.status !== 404) throw error;
    throw new Error(
      `failed to get user: the API returned an error: Not found: Resource not found: ${userId} (User)`,
    );
  }
};

/** data_source_okta_authenticator.go: by id, or the first of a key in the list. */
const getAuthenticator: LookUp = async (api, { id, key }) => {
  const found =
    id === undefined
      ? (await api.list("/authenticators")).find((one) => one["key"] === key)
      : await api.read(`/authenticators/${id}`);
  if (found === undefined) throw new Error(`authenticator with key '${key}' does not exist`);
  return { id: stringAt(found, "id"), key: stringAt(found, "key"), status: stringAt(found, "status") };
};

/** data_source_okta_app.go: `q` finds by the beginning of a label, and the first hit is taken when none has it exactly. */
const getApp: LookUp = async (api, { label }) => {
  const active = encodeURIComponent('status eq "ACTIVE"');
  const hits = await api.list(`/apps?q=${encodeURIComponent(String(label))}&filter=${active}&limit=1`);
  const found = hits.find((hit) => hit["label"] === label) ?? hits[0];
  if (found === undefined)
    throw new Error(`no application found with the provided filter: label: "${label}"`);
  return { id: stringAt(found, "id"), label: stringAt(found, "label"), groups: [], users: [] };
};

/** data_source_okta_user_type.go */
const getUserType: LookUp = async (api, { id, name }) => {
  if (id !== undefined) {
    const type = await api.read(`/meta/types/user/${id}`);
    return { id: stringAt(type, "id"), name: stringAt(type, "name") };
  }
  const asked = String(name).toLowerCase();
  const types = await api.list("/meta/types/user");
  const found = types.find((type) => stringAt(type, "name")?.toLowerCase() === asked);
  if (found === undefined) throw new Error(`user type '${name}' does not exist`);
  return { id: stringAt(found, "id"), name: stringAt(found, "name") };
};

async function policyNamed(api: OktaApi, type: unknown, name: unknown): Promise<Properties> {
  const found = (await api.list(`/policies?type=${type}`)).find((policy) => policy["name"] === name);
  if (found === undefined) {
    throw new Error(`no policies retrieved for policy type '${type}' and name '${name}'`);
  }
  return { id: stringAt(found, "id"), name: stringAt(found, "name"), type: String(type) };
}

const getOrgMetadata: LookUp = async (api) => {
  const org = await api.read("/.well-known/okta-organization");
  return { id: stringAt(org, "id"), pipeline: stringAt(org, "pipeline") };
};

/** The data sources, by token. */
export const lookups: Readonly<Record<string, LookUp>> = {
  "okta:group/getGroup:getGroup": getGroup,
  "okta:index/getNetworkZone:getNetworkZone": getNetworkZone,
  "okta:user/getUser:getUser": getUser,
  "okta:index/getAuthenticator:getAuthenticator": getAuthenticator,
  "okta:app/getApp:getApp": getApp,
  "okta:user/getUserType:getUserType": getUserType,
  "okta:policy/getPolicy:getPolicy": (api, { type, name }) => policyNamed(api, type, name),
  "okta:policy/getDefaultPolicy:getDefaultPolicy": (api, { type }) =>
    policyNamed(api, type, "Default Policy"),
  "okta:index/getOrgMetadata:getOrgMetadata": getOrgMetadata,
};
