import { isDeepStrictEqual } from "node:util";
import { type OktaApi, oktaApi } from "./okta-api.ts";
import { authenticatorResources } from "./okta-provider-authenticators.ts";
import { groupResources } from "./okta-provider-groups.ts";
import { lookups } from "./okta-provider-lookups.ts";
import { policyResources } from "./okta-provider-policies.ts";
import type { ProviderResource, Saved } from "./okta-provider-resource.ts";
import type { Properties, ProviderHandlers } from "./pulumi-engine.ts";

const resources: Readonly<Record<string, ProviderResource>> = {
  ...groupResources,
  ...policyResources,
  ...authenticatorResources,
};

/**
 * Stands in for Okta's provider: it sends an org the requests that terraform-provider-okta v6.12.0 sends, in its order,
 * and has that provider's memory. What was written stays in it from one run to the next, as in a stack's state; a
 * resource whose inputs are as they were is not written again. It neither refreshes nor deletes nor replaces.
 */
export function oktaProvider(org: { readonly url: string; readonly token: string }): ProviderHandlers {
  const api = oktaApi(org);
  const configured = configure(api);
  configured.catch(() => {});
  const state = new Map<string, Saved & { readonly inputs: Properties }>();
  return {
    registerResource: async ({ urn, type, inputs }) => {
      await configured;
      const resource = resources[type];
      if (resource === undefined) throw new Error(`the provider has no resource ${type}`);
      const before = state.get(urn);
      if (before !== undefined && isDeepStrictEqual(before.inputs, inputs)) return before;
      const saved =
        before === undefined
          ? await resource.create(api, inputs)
          : await resource.update(api, inputs, before.id, before);
      state.set(urn, { ...saved, inputs });
      return saved;
    },
    invoke: async (token, args) => {
      await configured;
      const lookUp = lookups[token];
      if (lookUp === undefined) throw new Error(`the provider has no data source ${token}`);
      return lookUp(api, args);
    },
  };
}

/** With an API token the provider asks who it is, once with each of two SDKs. */
async function configure(api: OktaApi): Promise<void> {
  await api.read("/users/me");
  await api.read("/users/me");
}
