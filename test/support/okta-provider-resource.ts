import type { OktaApi } from "./okta-api.ts";
import type { Properties, Written } from "./pulumi-engine.ts";

/** What the provider keeps of a resource: its id, and what it read back. */
export type Saved = Written;

/** One type of resource, with the requests that its part of the provider sends. */
export interface ProviderResource {
  create(api: OktaApi, inputs: Properties): Promise<Saved>;
  /** `before`: the inputs and outputs of the last run. */
  update(
    api: OktaApi,
    inputs: Properties,
    id: string,
    before: { readonly inputs: Properties; readonly outputs: Properties },
  ): Promise<Saved>;
}
