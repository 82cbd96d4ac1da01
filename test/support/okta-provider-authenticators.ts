import { type JsonObject, stringAt } from "../../src/emulator/wire/json.ts";
import type { OktaApi } from "./okta-api.ts";
import type { ProviderResource } from "./okta-provider-resource.ts";

async function setStatus(api: OktaApi, path: string, is: string | null, wanted: string): Promise<void> {
  if (is === wanted) return;
  await api.send("POST", `${path}/lifecycle/${wanted === "ACTIVE" ? "activate" : "deactivate"}`);
}

/**
 * resource_okta_authenticator.go: creating takes over what has the name or the key, and sends nothing but a change of
 * status then, whatever else is declared.
 */
const authenticator: ProviderResource = {
  async create(api, inputs) {
    const [key, name, status] = [inputs["key"], inputs["name"], inputs["status"]].map(String);
    await refuseClassic(api);
    const all = await api.list("/authenticators");
    const existing = all.find((one) => one["name"] === name || one["key"] === key);
    const found =
      existing ??
      (await api.send("POST", `/authenticators?activate=${status === "ACTIVE"}`, {
        key: key ?? "",
        name: name ?? "",
      }));
    const id = stringAt(found, "id") ?? "";
    await setStatus(api, `/authenticators/${id}`, stringAt(found, "status"), status ?? "");
    return { id, outputs: {} };
  },
  async update(api, inputs, id, before) {
    const body: JsonObject = { id, key: String(inputs["key"]), name: String(inputs["name"]) };
    await api.send("PUT", `/authenticators/${id}`, body);
    const path = `/authenticators/${id}`;
    await setStatus(api, path, String(before.inputs["status"]), String(inputs["status"]));
    await api.read(path);
    return { id, outputs: {} };
  },
  async read(api, id, before) {
    const status = stringAt(await api.read(`/authenticators/${id}`), "status");
    return { ...before, inputs: { ...before.inputs, status } };
  },
  /** A refusal is a warning in the provider's log, and nothing else. */
  delete: (api, id) => api.send("POST", `/authenticators/${id}/lifecycle/deactivate`).catch(() => null),
  replacedBy: ["key"],
};

async function refuseClassic(api: OktaApi): Promise<void> {
  const { pipeline } = await api.read("/.well-known/okta-organization");
  if (pipeline !== "idx") throw new Error("okta_authenticator is an OIE only feature");
}

/** resource_okta_factor.go: creating and updating are one, and a status that is right already is left alone. */
async function putFactor(api: OktaApi, inputs: Readonly<Record<string, unknown>>) {
  const id = String(inputs["providerId"]);
  const { status } = await api.read(`/org/factors/${id}`);
  const isActive = status === "ACTIVE" ? "ACTIVE" : "INACTIVE";
  await setStatus(api, `/org/factors/${id}`, isActive, inputs["active"] === false ? "INACTIVE" : "ACTIVE");
  await api.read(`/org/factors/${id}`);
  return { id, outputs: {} };
}

export const authenticatorResources: Readonly<Record<string, ProviderResource>> = {
  "okta:index/authenticator:Authenticator": authenticator,
  "okta:factor/factor:Factor": {
    create: putFactor,
    update: putFactor,
    async read(api, id, before) {
      const { status } = await api.read(`/org/factors/${id}`);
      return { ...before, inputs: { ...before.inputs, active: status === "ACTIVE" } };
    },
    delete: (api, id) => api.send("POST", `/org/factors/${id}/lifecycle/deactivate`).catch(() => null),
    replacedBy: ["providerId"],
  },
};
