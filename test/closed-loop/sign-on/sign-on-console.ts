import { type JsonObject, stringAt } from "../../../src/emulator/wire/json.ts";
import { type OktaApi, oktaApi } from "../../support/okta-api.ts";

const types = ["OKTA_SIGN_ON", "ACCESS_POLICY"] as const;
export type PolicyType = (typeof types)[number];

/** The Admin Console's pages on sign-in. */
export interface SignOnConsole extends OktaApi {
  /** The path of a policy: `/policies/00p…`. */
  policyAt(type: PolicyType, name: string): Promise<string>;
  ruleAt(type: PolicyType, policy: string, name: string): Promise<string>;
  /** Changes a rule as a form does: reads it, and saves it whole. */
  editRule(
    type: PolicyType,
    policy: string,
    name: string,
    change: (saved: JsonObject) => JsonObject,
  ): Promise<void>;
  /** Puts an application under an app policy. */
  move(label: string, policy: string): Promise<void>;
  /** All that the org's sign-on side says, by names: no ids, no times. */
  signOnSide(): Promise<readonly string[]>;
}

export function signOnConsole(org: { readonly url: string; readonly token: string }): SignOnConsole {
  const api = oktaApi(org);
  const idOf = (item: JsonObject | undefined, words: string): string => {
    const id = stringAt(item, "id");
    if (id === null) throw new TypeError(`nothing at Acme is called ${words}`);
    return id;
  };
  const named = (items: readonly JsonObject[], name: string) =>
    idOf(
      items.find((item) => item["name"] === name),
      name,
    );
  const policyAt = async (type: PolicyType, name: string) =>
    `/policies/${named(await api.list(`/policies?type=${type}`), name)}`;
  const ruleAt = async (type: PolicyType, policy: string, name: string) => {
    const rules = `${await policyAt(type, policy)}/rules`;
    return `${rules}/${named(await api.list(rules), name)}`;
  };
  return {
    ...api,
    policyAt,
    ruleAt,
    editRule: async (type, policy, name, change) => {
      const path = await ruleAt(type, policy, name);
      await api.send("PUT", path, change(await api.read(path)));
    },
    move: async (label, policy) => {
      const apps = await api.list(`/apps?q=${label}`);
      const id = idOf(
        apps.find((app) => app["label"] === label),
        label,
      );
      await api.send("PUT", `/apps/${id}${await policyAt("ACCESS_POLICY", policy)}`);
    },
    signOnSide: () => signOnSide(api),
  };
}

const unstable = new Set(["id", "created", "lastUpdated", "_links", "_embedded"]);

const lasting = (thing: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(thing).filter(([name]) => !unstable.has(name)));

async function signOnSide(api: OktaApi): Promise<readonly string[]> {
  const lines: string[] = [];
  const nameOf = new Map<string, string>();
  for (const type of types) {
    for (const policy of await api.list(`/policies?type=${type}`)) {
      nameOf.set(String(policy["id"]), String(policy["name"]));
      lines.push(`${type} ${JSON.stringify(lasting(policy))}`);
      for (const rule of await api.list(`/policies/${policy["id"]}/rules`)) {
        lines.push(`${policy["name"]} / ${JSON.stringify(lasting(rule))}`);
      }
    }
  }
  for (const app of await api.list("/apps?limit=200")) {
    const href = stringAt(app, "_links", "accessPolicy", "href") ?? "";
    lines.push(`${app["label"]} is under ${nameOf.get(href.slice(href.lastIndexOf("/") + 1))}`);
  }
  return lines.sort();
}
