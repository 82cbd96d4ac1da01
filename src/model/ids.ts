/** Okta ids, branded so that a group id cannot be passed where a user id is meant. */

declare const brand: unique symbol;

/** A primitive that carries the name of what it identifies, at compile time only. */
export type Brand<Primitive, Name extends string> = Primitive & { readonly [brand]: Name };

export type OrgId = Brand<string, "OrgId">;
export type UserId = Brand<string, "UserId">;
export type GroupId = Brand<string, "GroupId">;
export type GroupRuleId = Brand<string, "GroupRuleId">;
export type PolicyId = Brand<string, "PolicyId">;
export type PolicyRuleId = Brand<string, "PolicyRuleId">;
export type AuthenticatorId = Brand<string, "AuthenticatorId">;
export type ZoneId = Brand<string, "ZoneId">;
export type AppId = Brand<string, "AppId">;
export type IdpId = Brand<string, "IdpId">;
export type UserTypeId = Brand<string, "UserTypeId">;
