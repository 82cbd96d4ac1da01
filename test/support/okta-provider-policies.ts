import {
  asList,
  asObject,
  asStrings,
  fieldAt,
  type JsonObject,
  stringAt,
} from "../../src/emulator/wire/json.ts";
import type { OktaApi } from "./okta-api.ts";
import {
  type Before,
  listInput,
  type ProviderResource,
  readOrNull,
  type Saved,
  textInput,
} from "./okta-provider-resource.ts";
import { readSettings, refuseWhatIsOff, writtenSettings } from "./okta-provider-settings.ts";
import type { Properties } from "./pulumi-engine.ts";

export const priorityOf = (inputs: Properties): JsonObject =>
  typeof inputs["priority"] === "number" ? { priority: inputs["priority"] } : {};

/** The object exists by then: the provider only finds out that it is not where it should be. */
export function refuseOtherPriority(inputs: Properties, written: JsonObject): void {
  const [wanted, got] = [inputs["priority"], written["priority"]];
  if (typeof wanted === "number" && wanted !== got) {
    throw new Error(`provided priority was not valid, got: ${wanted}, API responded with: ${got}`);
  }
}

export const switchTo = (status: unknown): string => (status === "INACTIVE" ? "deactivate" : "activate");

const policyOf = (inputs: Properties, state: Properties): JsonObject => ({
  type: "MFA_ENROLL",
  name: String(inputs["name"]),
  description: String(inputs["description"] ?? ""),
  status: String(inputs["status"]),
  ...priorityOf(inputs),
  conditions: { people: { groups: { include: asStrings(inputs["groupsIncluded"]) } } },
  settings: writtenSettings(inputs, state),
});

async function afterWriting(
  api: OktaApi,
  inputs: Properties,
  written: JsonObject,
  state: Properties,
): Promise<Saved> {
  refuseOtherPriority(inputs, written);
  const id = stringAt(written, "id") ?? "";
  await api.send("POST", `/policies/${id}/lifecycle/${switchTo(inputs["status"])}`);
  return { id, outputs: readSettings(await api.read(`/policies/${id}`), state) };
}

/** resource_okta_policy_mfa.go */
const mfa: ProviderResource = {
  async create(api, inputs) {
    await refuseWhatIsOff(api, inputs, {});
    const written = await api.write("POST", "/policies", policyOf(inputs, {}));
    return afterWriting(api, inputs, written, {});
  },
  async update(api, inputs, id, { outputs }) {
    await refuseWhatIsOff(api, inputs, outputs);
    const written = await api.write("PUT", `/policies/${id}`, policyOf(inputs, outputs));
    return afterWriting(api, inputs, written, outputs);
  },
  async read(api, id, before) {
    const live = await readOrNull(api, `/policies/${id}`);
    if (live === null) return null;
    const groups = fieldAt(live, "conditions", "people", "groups", "include");
    const inputs = {
      ...before.inputs,
      ...readableSettings(live, before),
      name: stringAt(live, "name"),
      status: stringAt(live, "status"),
      ...textInput("description", stringAt(live, "description"), before),
      ...(typeof live["priority"] === "number" ? { priority: live["priority"] } : {}),
      ...(groups === undefined ? {} : { groupsIncluded: [...asStrings(groups)] }),
    };
    return { inputs, outputs: readSettings(live, before.outputs) };
  },
  delete: (api, id) => api.send("DELETE", `/policies/${id}`),
  replacedBy: [],
};

/**
 * Of declared authenticators, what the policy says of them now; what it no longer lists stays as it was, and a list of
 * models that is not declared makes no difference (DiffSuppressFunc).
 */
function readableSettings(live: JsonObject, { inputs }: Before): Properties {
  const read = Object.entries(readSettings(live, {})).flatMap(([argument, said]) => {
    const declared = inputs[argument];
    if (declared === undefined) return [];
    const { constraints: _, ...enroll } = asObject(said);
    return [[argument, stringAt(declared, "constraints") === null ? enroll : said] as const];
  });
  return { ...Object.fromEntries(read), isOie: stringAt(live, "settings", "type") === "AUTHENTICATORS" };
}

async function defaultPolicy(api: OktaApi): Promise<JsonObject> {
  const policies = await api.list("/policies?type=MFA_ENROLL");
  const found = policies.find(
    (one) => one["system"] === true && (stringAt(one, "name") ?? "").includes("Default"),
  );
  if (found === undefined) throw new Error("cannot find default MFA_ENROLL policy");
  return found;
}

/** resource_okta_policy_mfa_default.go: creating and updating are one. */
async function putDefault(api: OktaApi, inputs: Properties, state: Properties): Promise<Saved> {
  const found = await defaultPolicy(api);
  const [everyone] = await api.list("/groups?q=Everyone");
  const id = stringAt(found, "id") ?? "";
  await api.send("PUT", `/policies/${id}`, {
    type: "MFA_ENROLL",
    name: found["name"],
    description: found["description"],
    status: found["status"],
    priority: found["priority"],
    conditions: { people: { groups: { include: [stringAt(everyone, "id") ?? ""] } } },
    settings: writtenSettings(inputs, state),
  });
  return { id, outputs: readSettings(await api.read(`/policies/${id}`), state) };
}

const mfaDefault: ProviderResource = {
  create: (api, inputs) => putDefault(api, inputs, {}),
  update: (api, inputs, _id, { outputs }) => putDefault(api, inputs, outputs),
  async read(api, id, before) {
    const live = await api.read(`/policies/${id}`);
    const inputs = { ...before.inputs, ...readableSettings(live, before) };
    return { inputs, outputs: readSettings(live, before.outputs) };
  },
  delete: async () => null,
  importAs: async (api) => ({ id: stringAt(await defaultPolicy(api), "id") ?? "", inputs: {} }),
  replacedBy: [],
};

function ruleOf(inputs: Properties): JsonObject {
  const apps = asList(inputs["appIncludes"]);
  const excluded = asStrings(inputs["usersExcluded"]);
  return {
    type: "MFA_ENROLL",
    name: String(inputs["name"]),
    status: String(inputs["status"]),
    ...priorityOf(inputs),
    conditions: {
      network: networkOf(inputs),
      ...(excluded.length > 0 ? { people: { users: { exclude: excluded } } } : {}),
      ...(apps.length > 0 ? { app: { include: apps } } : {}),
    },
    actions: { enroll: { self: String(inputs["enroll"]) } },
  };
}

export function networkOf(inputs: Readonly<Record<string, unknown>>): JsonObject {
  const [include, exclude] = [asStrings(inputs["networkIncludes"]), asStrings(inputs["networkExcludes"])];
  return {
    connection: String(inputs["networkConnection"] ?? "ANYWHERE"),
    ...(include.length > 0 ? { include } : {}),
    ...(exclude.length > 0 ? { exclude } : {}),
  };
}

/** resource_okta_policy_rule_mfa.go */
const ruleMfa: ProviderResource = {
  async create(api, inputs) {
    const policy = String(inputs["policyId"] ?? "");
    if (policy === "") throw new Error("'policy_id' field should be set");
    const written = await api.write("POST", `/policies/${policy}/rules`, ruleOf(inputs));
    refuseOtherPriority(inputs, written);
    const id = stringAt(written, "id") ?? "";
    const path = `/policies/${policy}/rules/${id}`;
    if (inputs["status"] === "INACTIVE") await api.send("POST", `${path}/lifecycle/deactivate`);
    return readRule(api, policy, id);
  },
  async update(api, inputs, id) {
    const policy = String(inputs["policyId"]);
    const path = `/policies/${policy}/rules/${id}`;
    refuseOtherPriority(inputs, await api.write("PUT", path, ruleOf(inputs)));
    await api.send("POST", `${path}/lifecycle/${switchTo(inputs["status"])}`);
    return readRule(api, policy, id);
  },
  async read(api, id, before) {
    const policy = `/policies/${before.inputs["policyId"]}`;
    const live = (await readOrNull(api, policy)) && (await readOrNull(api, `${policy}/rules/${id}`));
    return live === null ? null : { ...before, inputs: { ...before.inputs, ...readableRule(live, before) } };
  },
  async delete(api, id, { inputs }) {
    const policy = `/policies/${inputs["policyId"]}`;
    await api.read(policy);
    await api.read(`${policy}/rules/${id}`);
    await api.send("DELETE", `${policy}/rules/${id}`);
  },
  importAs: importRule,
  replacedBy: ["policyId", "name"],
};

/** createPolicyRuleImporter: `policy/rule`. */
export async function importRule(_api: OktaApi, importId: string) {
  const [policyId = "", id = ""] = importId.split("/");
  return { id, inputs: { policyId } };
}

/** Zones are read unless the rule is for anywhere, applications where there are any. */
function readableRule(live: JsonObject, before: Before): Properties {
  const apps = asList(fieldAt(live, "conditions", "app", "include"));
  return {
    ...readableRuleHead(live, before),
    enroll: stringAt(live, "actions", "enroll", "self"),
    ...(apps.length > 0 ? { appIncludes: [...apps] } : {}),
  };
}

/** syncRuleFromUpstream */
export function readableRuleHead(live: JsonObject, before: Before): Properties {
  const connection = stringAt(live, "conditions", "network", "connection");
  const zones = (argument: string, list: string) =>
    listInput(argument, fieldAt(live, "conditions", "network", list), before);
  return {
    name: stringAt(live, "name"),
    status: stringAt(live, "status"),
    priority: Number(live["priority"]),
    networkConnection: connection,
    ...(connection === "ANYWHERE"
      ? {}
      : { ...zones("networkIncludes", "include"), ...zones("networkExcludes", "exclude") }),
    ...listInput("usersExcluded", fieldAt(live, "conditions", "people", "users", "exclude"), before),
  };
}

export async function readRule(api: OktaApi, policy: string, id: string): Promise<Saved> {
  await api.read(`/policies/${policy}`);
  await api.read(`/policies/${policy}/rules/${id}`);
  return { id, outputs: {} };
}

export const policyResources: Readonly<Record<string, ProviderResource>> = {
  "okta:policy/mfa:Mfa": mfa,
  "okta:index/policyMfaDefault:PolicyMfaDefault": mfaDefault,
  "okta:policy/ruleMfa:RuleMfa": ruleMfa,
};
