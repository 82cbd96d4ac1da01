import { type JsonObject, stringAt } from "../../src/emulator/wire/json.ts";
import { type OktaApi, oktaApi } from "../support/okta-api.ts";

/** Does as somebody with the Admin Console open: find a thing by its name, and change it through the API. */
export interface AdminConsole extends OktaApi {
  /** The path of a policy, an enrollment policy unless said: `/policies/00p…`. */
  policy(name: string, type?: string): Promise<string>;
  rule(policy: string, name: string, type?: string): Promise<string>;
  group(name: string): Promise<string>;
  groupRule(name: string): Promise<string>;
  authenticator(key: string): Promise<string>;
  zone(name: string): Promise<string>;
  person(login: string): Promise<string>;
  /** Reads what is at a path, changes it, and saves it whole, as a form of the Admin Console does. */
  edit(path: string, change: (saved: JsonObject) => JsonObject): Promise<void>;
}

/** The id at the end of a path. */
export const idOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** The Admin Console of an emulated org. */
export function adminConsole(org: { readonly url: string; readonly token: string }): AdminConsole {
  const api = oktaApi(org);

  const found = async (list: string, isMeant: (item: JsonObject) => boolean, words: string) => {
    const item = (await api.list(list)).find(isMeant);
    const id = stringAt(item, "id");
    if (id === null) throw new TypeError(`nothing at Acme is called ${words}`);
    return `${list.split("?", 1)[0]}/${id}`;
  };
  const named = (list: string, name: string) => found(list, (item) => stringAt(item, "name") === name, name);
  const policy = (name: string, type = "MFA_ENROLL") => named(`/policies?type=${type}`, name);

  return {
    ...api,
    policy,
    rule: async (policyName, name, type) => named(`${await policy(policyName, type)}/rules`, name),
    group: (name) => found("/groups", (item) => stringAt(item, "profile", "name") === name, name),
    groupRule: (name) => named("/groups/rules", name),
    authenticator: (key) => found("/authenticators", (item) => stringAt(item, "key") === key, key),
    zone: (name) => named("/zones", name),
    person: async (login) => `/users/${stringAt(await api.read(`/users/${login}`), "id")}`,
    edit: async (path, change) => {
      await api.send("PUT", path, change(await api.read(path)));
    },
  };
}
