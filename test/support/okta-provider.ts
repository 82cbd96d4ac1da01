import { type OktaApi, oktaApi } from "./okta-api.ts";
import { appPolicyResources } from "./okta-provider-app-policies.ts";
import { authenticatorResources } from "./okta-provider-authenticators.ts";
import { groupResources } from "./okta-provider-groups.ts";
import { lookups } from "./okta-provider-lookups.ts";
import { policyResources } from "./okta-provider-policies.ts";
import type { ConfiguredProvider, ProviderResource } from "./okta-provider-resource.ts";
import { sessionResources } from "./okta-provider-sessions.ts";
import type { ProviderHandlers } from "./pulumi-engine.ts";
import { startStack } from "./pulumi-stack.ts";

const resources: Readonly<Record<string, ProviderResource>> = {
  ...groupResources,
  ...policyResources,
  ...sessionResources,
  ...appPolicyResources,
  ...authenticatorResources,
};

/**
 * Stands in for Okta's provider: it sends an org the requests that terraform-provider-okta v6.12.0 sends, in its order,
 * and sees of an org what that provider sees.
 */
export function configuredProvider(org: {
  readonly url: string;
  readonly token: string;
}): ConfiguredProvider {
  const api = oktaApi(org);
  const configured = configure(api);
  configured.catch(() => {});
  return {
    api,
    resource: async (type) => {
      await configured;
      const resource = resources[type];
      if (resource === undefined) throw new Error(`the provider has no resource ${type}`);
      return resource;
    },
    invoke: async (token, args) => {
      await configured;
      const lookUp = lookups[token];
      if (lookUp === undefined) throw new Error(`the provider has no data source ${token}`);
      return lookUp(api, args);
    },
  };
}

/** A provider with a stack's memory, for programs that are run without a refresh and of which nothing goes. */
export function oktaProvider(org: { readonly url: string; readonly token: string }): ProviderHandlers {
  const provider = configuredProvider(org);
  const { register } = startStack(provider);
  return { registerResource: register, invoke: provider.invoke };
}

/** With an API token the provider asks who it is, once with each of two SDKs. */
async function configure(api: OktaApi): Promise<void> {
  await api.read("/users/me");
  await api.read("/users/me");
}
