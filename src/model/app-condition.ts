import type { AppId } from "./ids.ts";

/** Applications that a rule is for: any of `include` (empty: of all), and none of `exclude`. */
export interface AppCondition<Ref> {
  readonly include: readonly Ref[];
  readonly exclude: readonly Ref[];
}

/** Every application of a type, by Okta's technical name. */
interface AppType {
  readonly kind: "type";
  readonly name: string;
}

/** Applications as a baseline names them. */
export type NamedApp = { readonly kind: "label"; readonly label: string } | AppType;

/** Applications as Okta names them. */
export type LiveApp =
  | { readonly kind: "app"; readonly id: AppId }
  | AppType
  /** Something else, in Okta's words. */
  | { readonly kind: "other"; readonly words: string };

/** The type that stands for signing in to Okta itself (terraform-provider-okta, okta_policy_rule_mfa). */
export const oktaItself = "okta";

export const anyApp: AppCondition<never> = { include: [], exclude: [] };

export const isForAnyApp = ({ include, exclude }: AppCondition<unknown>): boolean =>
  include.length + exclude.length === 0;

/** The same condition in other terms. */
export const mapApps = <From, To>(
  { include, exclude }: AppCondition<From>,
  to: (ref: From) => To,
): AppCondition<To> => ({ include: include.map(to), exclude: exclude.map(to) });
