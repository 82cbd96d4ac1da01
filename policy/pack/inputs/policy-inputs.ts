import { authenticatorRef } from "../../../src/model/authenticators.ts";
import { providerArguments, providerLists } from "../../../src/model/provider-keys.ts";
import { defaultPolicyName } from "../../../src/model/words.ts";
import {
  type Input,
  notYetKnown,
  type Properties,
  readBoolean,
  readCount,
  readNumber,
  readObject,
  readObjects,
  readText,
} from "./input.ts";
import { resourceTypes } from "./resource-types.ts";

/** Parts of a resource that the pack looks at, as the policy SDK gives it before a write and for the whole stack. */
export interface GivenResource {
  readonly type: string;
  readonly props: Properties;
  readonly urn: string;
  readonly name: string;
  readonly opts: { readonly protect: boolean };
  readonly provider?: { readonly urn: string };
}

/** An enrollment policy as a program declares it: `okta.policy.Mfa` or `okta.PolicyMfaDefault`. */
export interface PolicyInputs {
  readonly urn: string;
  /** Two providers are two orgs; null: Pulumi did not say. */
  readonly provider: string | null;
  readonly isDefault: boolean;
  /** Okta's name of the policy. */
  readonly name: Input<string>;
  readonly status: Input<string>;
  readonly priority: Input<number>;
  /** Whether it holds authenticators (Identity Engine) or factors (Classic). */
  readonly isOie: Input<boolean>;
  readonly groupCount: number | typeof notYetKnown;
  /** By Okta's key, or `key/id` where a key repeats. Null: there is an argument, and no `enroll` in it. */
  readonly settings: ReadonlyMap<string, Input<string>>;
  /** Names of the groups of security keys that may be enrolled, joined by commas; null: any. */
  readonly models: Input<string>;
  readonly isProtected: boolean;
}

/** Reads a resource as an enrollment policy; null when it is something else. */
export function readPolicy(resource: GivenResource): PolicyInputs | null {
  const { type, props } = resource;
  const isDefault = type === resourceTypes.defaultPolicy;
  if (!isDefault && type !== resourceTypes.policy) return null;
  const isOie = readBoolean(props, "isOie");
  return {
    urn: resource.urn,
    provider: resource.provider?.urn ?? null,
    isDefault,
    name: isDefault ? defaultPolicyName : readText(props, "name"),
    status: readText(props, "status"),
    priority: readNumber(props, "priority"),
    isOie,
    groupCount: readCount(props, "groupsIncluded"),
    settings: new Map(readSettings(props, isOie)),
    models: isOie === true ? readModels(props) : null,
    isProtected: resource.opts.protect,
  };
}

/** The provider reads the arguments of one engine, and drops the others without a word. */
function* readSettings(props: Properties, isOie: Input<boolean>): Iterable<readonly [string, Input<string>]> {
  if (isOie === notYetKnown) return;
  for (const [key, argument] of Object.entries(providerArguments[isOie === true ? "identity" : "classic"])) {
    const setting = readObject(props, argument);
    if (setting === null) continue;
    yield [key, setting === notYetKnown ? notYetKnown : readText(setting, "enroll")];
  }
  if (isOie !== true) return;
  for (const [key, argument] of Object.entries(providerLists)) yield* readList(props, key, argument);
}

function readModels(props: Properties): Input<string> {
  const setting = readObject(props, providerArguments.identity.webauthn);
  return setting === null || setting === notYetKnown ? setting : readText(setting, "constraints");
}

function* readList(
  props: Properties,
  key: string,
  argument: string,
): Iterable<readonly [string, Input<string>]> {
  const list = readObjects(props, argument);
  if (list === notYetKnown) {
    yield [key, notYetKnown];
    return;
  }
  for (const element of list) {
    if (element === null) continue;
    const id = element === notYetKnown ? element : readText(element, "id");
    if (element === notYetKnown || id === notYetKnown) yield [key, notYetKnown];
    else yield [authenticatorRef(key, id), readText(element, "enroll")];
  }
}
