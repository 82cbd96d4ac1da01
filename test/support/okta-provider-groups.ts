import { asStrings, fieldAt, type JsonObject, stringAt } from "../../src/emulator/wire/json.ts";
import type { OktaApi } from "./okta-api.ts";
import { listInput, type ProviderResource, readOrNull, textInput } from "./okta-provider-resource.ts";
import type { Properties } from "./pulumi-engine.ts";

const profileOf = ({ name, description }: Properties): JsonObject => ({
  profile: { name: String(name), description: String(description ?? "") },
});

/** resource_okta_group.go */
const group: ProviderResource = {
  async create(api, inputs) {
    const id = stringAt(await api.send("POST", "/groups", profileOf(inputs)), "id") ?? "";
    await api.read(`/groups/${id}`);
    await api.read(`/groups/${id}`);
    return { id, outputs: {} };
  },
  async update(api, inputs, id) {
    await api.send("PUT", `/groups/${id}`, profileOf(inputs));
    await api.read(`/groups/${id}`);
    return { id, outputs: {} };
  },
  async read(api, id, before) {
    const live = await readOrNull(api, `/groups/${id}`);
    if (live === null) return null;
    const description = textInput("description", stringAt(live, "profile", "description"), before);
    return {
      ...before,
      inputs: { ...before.inputs, name: stringAt(live, "profile", "name"), ...description },
    };
  },
  delete: (api, id) => api.send("DELETE", `/groups/${id}`),
  replacedBy: [],
};

const ruleOf = (inputs: Properties): JsonObject => ({
  type: "group_rule",
  name: String(inputs["name"]),
  actions: { assignUserToGroups: { groupIds: asStrings(inputs["groupAssignments"]) } },
  conditions: {
    expression: { type: String(inputs["expressionType"]), value: String(inputs["expressionValue"]) },
    people: { users: { exclude: asStrings(inputs["usersExcluded"]) } },
  },
});

const switchTo = (status: unknown): string => (status === "ACTIVE" ? "activate" : "deactivate");

/** resource_okta_group_rule.go: a rule can only be changed while it is inactive, and never its groups. */
const groupRule: ProviderResource = {
  async create(api, inputs) {
    const id = stringAt(await api.send("POST", "/groups/rules", ruleOf(inputs)), "id") ?? "";
    await api.send("POST", `/groups/rules/${id}/lifecycle/${switchTo(inputs["status"])}`);
    await api.read(`/groups/rules/${id}`);
    return { id, outputs: {} };
  },
  async update(api, inputs, id, before) {
    const path = `/groups/rules/${id}`;
    if (inputs["status"] !== before.inputs["status"]) {
      await api.send("POST", `${path}/lifecycle/${switchTo(inputs["status"])}`);
    }
    if (inputs["status"] === "ACTIVE") await api.send("POST", `${path}/lifecycle/deactivate`);
    await api.send("PUT", path, ruleOf(inputs));
    if (inputs["status"] === "ACTIVE") await api.send("POST", `${path}/lifecycle/activate`);
    await api.read(path);
    return { id, outputs: {} };
  },
  async read(api, id, before) {
    const live = await readOrNull(api, `/groups/rules/${id}`);
    if (live === null) return null;
    const inputs = {
      ...before.inputs,
      name: stringAt(live, "name"),
      status: stringAt(live, "status"),
      expressionValue: stringAt(live, "conditions", "expression", "value"),
      groupAssignments: [...asStrings(fieldAt(live, "actions", "assignUserToGroups", "groupIds"))],
      ...listInput("usersExcluded", fieldAt(live, "conditions", "people", "users", "exclude"), before),
    };
    return { ...before, inputs };
  },
  async delete(api, id, { inputs }) {
    if (inputs["status"] === "ACTIVE") await api.send("POST", `/groups/rules/${id}/lifecycle/deactivate`);
    await api.send("DELETE", `/groups/rules/${id}?removeUsers=false`);
  },
  replacedBy: ["groupAssignments"],
};

/** resource_okta_group_memberships.go */
const groupMemberships: ProviderResource = {
  async create(api, inputs) {
    const id = String(inputs["groupId"]);
    const users = asStrings(inputs["users"]);
    for (const user of users) await api.send("PUT", `/groups/${id}/users/${user}`);
    if (users.length > 0) await api.list(`/groups/${id}/users?limit=200`);
    return { id, outputs: {} };
  },
  /** Whatever Okta answers, the provider reports success: it makes a diagnostic of the error and drops it. */
  async update(api, inputs, id, before) {
    const [old, wanted] = [asStrings(before.inputs["users"]), asStrings(inputs["users"])];
    await untilRefused(
      api,
      "PUT",
      id,
      wanted.filter((user) => !old.includes(user)),
    );
    await untilRefused(
      api,
      "DELETE",
      id,
      old.filter((user) => !wanted.includes(user)),
    );
    return { id, outputs: {} };
  },
  /** A group that is gone is an empty one; others than the declared people are seen with `trackAllUsers` only. */
  async read(api, id, before) {
    const group = await readOrNull(api, `/groups/${id}`);
    const people = group === null ? [] : await api.list(`/groups/${id}/users?limit=200`);
    const live = people.flatMap((person) => stringAt(person, "id") ?? []);
    const users =
      before.inputs["trackAllUsers"] === true
        ? live
        : asStrings(before.inputs["users"]).filter((user) => live.includes(user));
    return { ...before, inputs: { ...before.inputs, users: [...users] } };
  },
  async delete(api, id, { inputs }) {
    for (const user of asStrings(inputs["users"])) await api.send("DELETE", `/groups/${id}/users/${user}`);
  },
  replacedBy: ["groupId"],
};

async function untilRefused(
  api: OktaApi,
  method: "PUT" | "DELETE",
  group: string,
  users: readonly string[],
): Promise<void> {
  try {
    for (const user of users) await api.send(method, `/groups/${group}/users/${user}`);
  } catch {
    // resourceGroupMembershipsUpdate: `diag.FromErr(err)`, and nothing is done with it.
  }
}

export const groupResources: Readonly<Record<string, ProviderResource>> = {
  "okta:group/group:Group": group,
  "okta:group/rule:Rule": groupRule,
  "okta:index/groupMemberships:GroupMemberships": groupMemberships,
};
