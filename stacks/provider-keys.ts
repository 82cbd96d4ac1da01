import type { MfaArgs } from "@pulumi/okta/policy/mfa.js";
import { providerArguments } from "../src/model/provider-keys.ts";
import type { Engine, EnrollSetting } from "../src/model/words.ts";

/**
 * Keys that the provider reads of one authenticator. It drops a misspelt key without a word (pulumi-okta#289: `enrol`),
 * so that the key and its values are a type here (no interface: the provider's maps take none).
 */
export type AuthenticatorSetting = {
  readonly enroll: EnrollSetting;
  /** Names of the groups of models that may be enrolled, sorted and joined by commas. */
  readonly constraints?: string;
};

type SettingMap = NonNullable<MfaArgs["duo"]>;

/** The arguments of the provider's policies that hold one authenticator each; `externalIdp` gave way to `externalIdps`. */
export type AuthenticatorArgument = Exclude<
  {
    [Name in keyof MfaArgs]-?: SettingMap extends NonNullable<MfaArgs[Name]> ? Name : never;
  }[keyof MfaArgs],
  "externalIdp"
>;

type Tables = typeof providerArguments;

/** An argument that a later provider adds and nobody has placed yet: `never`, or a test does not compile. */
export type UnplacedArgument = Exclude<
  AuthenticatorArgument,
  { [Name in Engine]: Tables[Name][keyof Tables[Name]] }[Engine]
>;

/** Every key that the provider knows on an engine, and the argument that takes it. */
export const providerKeys: Readonly<Record<Engine, ReadonlyMap<string, AuthenticatorArgument>>> = {
  identity: new Map(Object.entries(providerArguments.identity)),
  classic: new Map(Object.entries(providerArguments.classic)),
};
