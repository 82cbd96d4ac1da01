import {
  asList,
  asObject,
  asStrings,
  fieldAt,
  isJsonObject,
  type Json,
  type JsonObject,
  stringAt,
} from "../../src/emulator/wire/json.ts";
import { type OktaApi, OktaRefusal } from "./okta-api.ts";
import { networkOf } from "./okta-provider-policies.ts";
import type { Before, ProviderResource, Saved } from "./okta-provider-resource.ts";
import type { Properties } from "./pulumi-engine.ts";

const policyOf = ({ name, description }: Properties): JsonObject => ({
  type: "ACCESS_POLICY",
  name: String(name),
  description: String(description),
  priority: 1,
});

const rulesOf = (api: OktaApi, policy: string) => api.list(`/policies/${policy}/rules`);

/** resource_okta_app_signon_policy.go: one that is gone fails a refresh, for it does not suppress the 404. */
const appSignonPolicy: ProviderResource = {
  async create(api, inputs) {
    const id = stringAt(await api.write("POST", "/policies", policyOf(inputs)), "id") ?? "";
    await rulesOf(api, id);
    return { id, outputs: {} };
  },
  async update(api, inputs, id) {
    await api.write("PUT", `/policies/${id}`, policyOf(inputs));
    await rulesOf(api, id);
    return { id, outputs: {} };
  },
  async read(api, id, before) {
    const live = await api.read(`/policies/${id}`);
    await rulesOf(api, id);
    const inputs = { name: stringAt(live, "name"), description: stringAt(live, "description") ?? "" };
    return { ...before, inputs: { ...before.inputs, ...inputs } };
  },
  /** Its applications are put under the default policy first. */
  async delete(api, id) {
    const fallback = (await api.list("/policies?type=ACCESS_POLICY")).find((one) => one["system"] === true);
    for (const app of await api.list("/apps?limit=200")) {
      if (stringAt(app, "_links", "accessPolicy", "href")?.endsWith(`/${id}`)) {
        await api.send("PUT", `/apps/${stringAt(app, "id")}/policies/${stringAt(fallback, "id")}`);
      }
    }
    await api.send("DELETE", `/policies/${id}`);
  },
  replacedBy: [],
};

const listsOf = (rule: JsonObject, include: string, exclude: string) => {
  const lists = { include: asStrings(rule[include]), exclude: asStrings(rule[exclude]) };
  return lists.include.length + lists.exclude.length === 0 ? null : lists;
};

/** buildAPIRuleFromModel; `required` of a constraint is false unless it is written (`Required bool`). */
function ruleOf(rule: JsonObject, isSystem: boolean): JsonObject {
  const parsed = (name: string) => asStrings(rule[name]).map((text): JsonObject => JSON.parse(text));
  const constraints = parsed("constraints").map((constraint) =>
    Object.fromEntries(
      Object.entries(constraint).map(([part, asked]) => [part, { required: false, ...asObject(asked) }]),
    ),
  );
  return {
    type: "ACCESS_POLICY",
    name: String(rule["name"]),
    ...(typeof rule["priority"] === "number" ? { priority: rule["priority"] } : {}),
    ...(isSystem ? { system: true } : { conditions: conditionsOf(rule) }),
    actions: {
      appSignOn: {
        access: String(rule["access"] ?? "ALLOW"),
        verificationMethod: {
          type: String(rule["type"] ?? "ASSURANCE"),
          factorMode: String(rule["factorMode"] ?? "2FA"),
          reauthenticateIn: String(rule["reAuthenticationFrequency"] ?? "PT2H"),
          ...(constraints.length > 0 ? { constraints } : {}),
          ...(rule["chains"] === undefined ? {} : { chains: parsed("chains") }),
        },
      },
    },
  };
}

function conditionsOf(rule: JsonObject): JsonObject {
  const users = listsOf(rule, "usersIncluded", "usersExcluded");
  const groups = listsOf(rule, "groupsIncluded", "groupsExcluded");
  const userType = listsOf(rule, "userTypesIncluded", "userTypesExcluded");
  const platforms = asList(rule["platformIncludes"]).map((platform) => ({
    type: stringAt(platform, "type") ?? "",
    os: { type: stringAt(platform, "osType") ?? "" },
  }));
  const isRegistered = rule["deviceIsRegistered"] === true;
  return {
    network: networkOf(rule),
    ...(users || groups ? { people: { ...(users && { users }), ...(groups && { groups }) } } : {}),
    ...(userType && { userType }),
    ...(platforms.length > 0 ? { platform: { include: platforms } } : {}),
    ...(isRegistered ? { device: { registered: true, managed: rule["deviceIsManaged"] === true } } : {}),
    ...(rule["riskScore"] === undefined ? {} : { riskScore: { level: rule["riskScore"] } }),
    ...(rule["customExpression"] === undefined
      ? {}
      : { elCondition: { condition: rule["customExpression"] } }),
  };
}

const inputRules = ({ rules }: Properties): readonly JsonObject[] =>
  (Array.isArray(rules) ? rules : []).filter(isJsonObject);

const inOrder = (rules: readonly JsonObject[]): readonly JsonObject[] =>
  [...rules].sort((left, right) => Number(left["priority"] ?? 0) - Number(right["priority"] ?? 0));

/** Ids by name, as the state remembers them. */
const idsOf = (outputs: Properties): Readonly<Record<string, string>> =>
  Object.fromEntries(inputRules(outputs).map((rule) => [String(rule["name"]), String(rule["id"])] as const));

async function writeRule(
  api: OktaApi,
  policy: string,
  rule: JsonObject,
  id: string | undefined,
): Promise<JsonObject> {
  const path = `/policies/${policy}/rules`;
  if (id === undefined) return api.write("POST", path, ruleOf(rule, false));
  const live = await api.read(`${path}/${id}`);
  return api.write("PUT", `${path}/${id}`, ruleOf(rule, live["system"] === true));
}

async function writeAll(
  api: OktaApi,
  inputs: Properties,
  ids: Readonly<Record<string, string>>,
): Promise<Saved> {
  const policy = String(inputs["policyId"]);
  const rules: JsonObject[] = [];
  for (const rule of inOrder(inputRules(inputs))) {
    const written = await writeRule(api, policy, rule, ids[String(rule["name"])]);
    rules.push({ ...rule, id: stringAt(written, "id") ?? "" });
  }
  return { id: policy, outputs: { rules } };
}

/**
 * resource_okta_app_signon_policy_rules.go: making takes over rules by their names, the catch-all too; changing goes by
 * the names in the state, so that a catch-all which comes later is posted, and refused. Neither constraints nor chains
 * are read back.
 */
const signonPolicyRules: ProviderResource = {
  async create(api, inputs) {
    const live = await rulesOf(api, String(inputs["policyId"]));
    return writeAll(api, inputs, idsOf({ rules: live.map(({ id, name }) => ({ id, name })) }));
  },
  async update(api, inputs, id, { inputs: before, outputs }) {
    const kept = new Set(inputRules(inputs).map(({ name }) => name));
    const ids = { ...idsOf(outputs), ...idsOf({ rules: inputRules(before).filter((rule) => rule["id"]) }) };
    for (const [name, rule] of Object.entries(ids)) {
      const live = kept.has(name) ? null : await readIfThere(api, `/policies/${id}/rules/${rule}`);
      if (live !== null && live["system"] !== true) await api.send("DELETE", `/policies/${id}/rules/${rule}`);
    }
    return writeAll(api, inputs, ids);
  },
  async read(api, id, before) {
    const rules: JsonObject[] = [];
    const outputs: JsonObject[] = [];
    for (const [name, ruleId] of Object.entries(idsOf(before.outputs))) {
      const live = await readIfThere(api, `/policies/${id}/rules/${ruleId}`);
      const was = inputRules(before.inputs).find((rule) => rule["name"] === name);
      if (live === null || was === undefined) continue;
      rules.push(readableRule(live, was));
      outputs.push({ name: String(live["name"]), id: ruleId });
    }
    return { inputs: { ...before.inputs, rules: inOrder(rules) }, outputs: { rules: outputs } };
  },
  async delete(api, id, { outputs }: Before) {
    for (const rule of Object.values(idsOf(outputs))) {
      const live = await readIfThere(api, `/policies/${id}/rules/${rule}`);
      if (live !== null && live["system"] !== true) await api.send("DELETE", `/policies/${id}/rules/${rule}`);
    }
  },
  async importAs(api, importId) {
    const live = await rulesOf(api, importId);
    return {
      id: importId,
      inputs: { policyId: importId },
      outputs: { rules: live.map(({ id, name }) => ({ id: String(id), name: String(name) })) },
    };
  },
  replacedBy: ["policyId"],
};

async function readIfThere(api: OktaApi, path: string): Promise<JsonObject | null> {
  try {
    return await api.read(path);
  } catch (error) {
    if (error instanceof OktaRefusal && error.status === 404) return null;
    throw error;
  }
}

/**
 * updateRuleModelFromAPI: what is read takes the place of what was known; what is not there live goes, but for a risk,
 * which Okta may not show.
 */
function readableRule(live: JsonObject, was: JsonObject): JsonObject {
  const method = fieldAt(live, "actions", "appSignOn", "verificationMethod");
  const read: JsonObject = {
    name: live["name"],
    status: live["status"],
    priority: live["priority"],
    access: fieldAt(live, "actions", "appSignOn", "access"),
    factorMode: fieldAt(method, "factorMode"),
    type: fieldAt(method, "type"),
    reAuthenticationFrequency: fieldAt(method, "reauthenticateIn"),
    networkConnection: fieldAt(live, "conditions", "network", "connection"),
    riskScore: fieldAt(live, "conditions", "riskScore", "level") ?? was["riskScore"],
    customExpression: fieldAt(live, "conditions", "elCondition", "condition"),
    deviceIsRegistered: fieldAt(live, "conditions", "device", "registered"),
    deviceIsManaged: fieldAt(live, "conditions", "device", "managed"),
    ...listsRead(live),
  };
  const unread = Object.entries(was).filter(([name]) => !(name in read));
  const shown = Object.entries(read).filter(
    ([name, value]) =>
      value !== undefined &&
      !(Array.isArray(value) && value.length === 0) &&
      !(was[name] === undefined && isDefault(name, value)),
  );
  return Object.fromEntries([...unread, ...shown]);
}

/** An optional, computed argument shows no difference while nothing is declared of it. */
const isDefault = (name: string, value: Json): boolean =>
  ["factorMode", "type", "reAuthenticationFrequency", "riskScore"].includes(name) ||
  (name === "networkConnection" && value === "ANYWHERE") ||
  value === false;

function listsRead(live: JsonObject): JsonObject {
  const list = (...path: string[]) => asStrings(fieldAt(live, "conditions", ...path));
  return {
    networkIncludes: list("network", "include"),
    networkExcludes: list("network", "exclude"),
    usersIncluded: list("people", "users", "include"),
    usersExcluded: list("people", "users", "exclude"),
    groupsIncluded: list("people", "groups", "include"),
    groupsExcluded: list("people", "groups", "exclude"),
    userTypesIncluded: list("userType", "include"),
    userTypesExcluded: list("userType", "exclude"),
    platformIncludes: asList(fieldAt(live, "conditions", "platform", "include")).map((platform) => ({
      type: stringAt(platform, "type"),
      osType: stringAt(platform, "os", "type"),
    })),
  };
}

/** resource_okta_app_access_policy_assignment.go: nothing is ever taken back. */
const assignment: ProviderResource = {
  create: (api, inputs) => assign(api, inputs),
  async update(api, inputs, id) {
    if (inputs["appId"] !== id) throw new Error("Application ID is immutable");
    return assign(api, inputs);
  },
  async read(api, id, before) {
    const href = stringAt(await api.read(`/apps/${id}`), "_links", "accessPolicy", "href") ?? "";
    const inputs = { appId: id, policyId: href.slice(href.lastIndexOf("/") + 1) };
    return { ...before, inputs: { ...before.inputs, ...inputs } };
  },
  delete: async () => null,
  replacedBy: [],
};

async function assign(api: OktaApi, inputs: Properties): Promise<Saved> {
  const app = String(inputs["appId"]);
  await api.read(`/apps/${app}`);
  await api.send("PUT", `/apps/${app}/policies/${inputs["policyId"]}`);
  return { id: app, outputs: {} };
}

export const appPolicyResources: Readonly<Record<string, ProviderResource>> = {
  "okta:index/appSignonPolicy:AppSignonPolicy": appSignonPolicy,
  "okta:app/signonPolicyRules:SignonPolicyRules": signonPolicyRules,
  "okta:app/accessPolicyAssignment:AccessPolicyAssignment": assignment,
};
