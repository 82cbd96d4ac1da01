import { asStrings, fieldAt, type JsonObject, stringAt } from "../../src/emulator/wire/json.ts";
import type { OktaApi } from "./okta-api.ts";
import {
  importRule,
  networkOf,
  priorityOf,
  readableRuleHead,
  readRule,
  refuseOtherPriority,
  switchTo,
} from "./okta-provider-policies.ts";
import { type ProviderResource, readOrNull, textInput } from "./okta-provider-resource.ts";
import type { Properties } from "./pulumi-engine.ts";

/** utils.EnsureNotDefault */
function refuseDefault(inputs: Properties, kind: "Policy" | "Rule"): void {
  if (inputs["name"] === `Default ${kind}`) throw new Error(`Default ${kind} is immutable`);
}

const policyOf = (inputs: Properties): JsonObject => ({
  type: "OKTA_SIGN_ON",
  name: String(inputs["name"]),
  description: String(inputs["description"] ?? ""),
  status: String(inputs["status"]),
  ...priorityOf(inputs),
  conditions: { people: { groups: { include: asStrings(inputs["groupsIncluded"]) } } },
});

async function writePolicy(api: OktaApi, method: "POST" | "PUT", path: string, inputs: Properties) {
  const written = await api.write(method, path, policyOf(inputs));
  refuseOtherPriority(inputs, written);
  const id = stringAt(written, "id") ?? "";
  await api.send("POST", `/policies/${id}/lifecycle/${switchTo(inputs["status"])}`);
  await api.read(`/policies/${id}`);
  return { id, outputs: {} };
}

/** resource_okta_policy_signon.go */
const signon: ProviderResource = {
  async create(api, inputs) {
    refuseDefault(inputs, "Policy");
    return writePolicy(api, "POST", "/policies", inputs);
  },
  update: (api, inputs, id) => writePolicy(api, "PUT", `/policies/${id}`, inputs),
  async read(api, id, before) {
    const live = await readOrNull(api, `/policies/${id}`);
    if (live === null) return null;
    const groups = fieldAt(live, "conditions", "people", "groups", "include");
    const inputs = {
      ...before.inputs,
      name: stringAt(live, "name"),
      status: stringAt(live, "status"),
      ...textInput("description", stringAt(live, "description"), before),
      ...(typeof live["priority"] === "number" ? { priority: live["priority"] } : {}),
      ...(groups === undefined ? {} : { groupsIncluded: [...asStrings(groups)] }),
    };
    return { ...before, inputs };
  },
  delete: (api, id) => api.send("DELETE", `/policies/${id}`),
  replacedBy: [],
};

const numberIn = (inputs: Properties, name: string, otherwise: number): number =>
  typeof inputs[name] === "number" ? inputs[name] : otherwise;

/** buildSignOnPolicyRule: what is empty or zero is not sent, but for the times of a session. */
function ruleOf(inputs: Properties): JsonObject {
  const lifetime = numberIn(inputs, "mfaLifetime", 0);
  return {
    type: "SIGN_ON",
    name: String(inputs["name"]),
    status: String(inputs["status"]),
    ...priorityOf(inputs),
    conditions: {
      authContext: { authType: String(inputs["authtype"] ?? "ANY") },
      network: networkOf(inputs),
      people: { users: { exclude: asStrings(inputs["usersExcluded"]) } },
      identityProvider: { provider: String(inputs["identityProvider"] ?? "ANY") },
    },
    actions: {
      signon: {
        access: String(inputs["access"] ?? "ALLOW"),
        ...(lifetime === 0 ? {} : { factorLifetime: lifetime }),
        ...(inputs["mfaPrompt"] === undefined ? {} : { factorPromptMode: String(inputs["mfaPrompt"]) }),
        ...(inputs["primaryFactor"] === undefined ? {} : { primaryFactor: String(inputs["primaryFactor"]) }),
        rememberDeviceByDefault: inputs["mfaRememberDevice"] === true,
        requireFactor: inputs["mfaRequired"] === true,
        session: {
          maxSessionIdleMinutes: numberIn(inputs, "sessionIdle", 120),
          maxSessionLifetimeMinutes: numberIn(inputs, "sessionLifetime", 120),
          usePersistentCookie: inputs["sessionPersistent"] === true,
        },
      },
    },
  };
}

/** resource_okta_policy_rule_signon.go */
const ruleSignon: ProviderResource = {
  async create(api, inputs) {
    refuseDefault(inputs, "Rule");
    const policy = String(inputs["policyId"]);
    const written = await api.write("POST", `/policies/${policy}/rules`, ruleOf(inputs));
    refuseOtherPriority(inputs, written);
    const id = stringAt(written, "id") ?? "";
    if (inputs["status"] === "INACTIVE") {
      await api.send("POST", `/policies/${policy}/rules/${id}/lifecycle/deactivate`);
    }
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
    if (live === null) return null;
    const inputs = {
      ...before.inputs,
      ...readableRuleHead(live, before),
      ...readableActions(live, before.inputs),
    };
    return { ...before, inputs };
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

/** A default of the provider's that is neither declared nor otherwise live is no input. */
function readableActions(live: JsonObject, inputs: Properties): Properties {
  const of = (...path: string[]) => fieldAt(live, "actions", "signon", ...path);
  const behaviors = asStrings(fieldAt(live, "conditions", "risk", "behaviors"));
  const read: JsonObject = {
    access: of("access"),
    primaryFactor: of("primaryFactor"),
    mfaRequired: of("requireFactor"),
    mfaPrompt: of("factorPromptMode"),
    mfaLifetime: of("factorLifetime") ?? 0,
    sessionIdle: of("session", "maxSessionIdleMinutes"),
    sessionLifetime: of("session", "maxSessionLifetimeMinutes"),
    sessionPersistent: of("session", "usePersistentCookie"),
    authtype: stringAt(live, "conditions", "authContext", "authType"),
    identityProvider: stringAt(live, "conditions", "identityProvider", "provider"),
    ...(behaviors.length > 0 ? { behaviors } : {}),
  };
  const defaults: Properties = { mfaLifetime: 0, authtype: "ANY", identityProvider: "ANY" };
  const seen = Object.entries(read).flatMap(([name, value]) =>
    value === undefined || (inputs[name] === undefined && defaults[name] === value)
      ? []
      : [[name, Array.isArray(value) ? [...asStrings(value)] : (value as string)] as const],
  );
  return Object.fromEntries(seen);
}

export const sessionResources: Readonly<Record<string, ProviderResource>> = {
  "okta:policy/signon:Signon": signon,
  "okta:policy/ruleSignon:RuleSignon": ruleSignon,
};
