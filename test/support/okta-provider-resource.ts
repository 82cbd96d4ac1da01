import { asStrings, type JsonObject } from "../../src/emulator/wire/json.ts";
import { type OktaApi, OktaRefusal } from "./okta-api.ts";
import type { Properties, Written } from "./pulumi-engine.ts";

/** State that the provider keeps of a resource: its id, and what it read back. */
export type Saved = Written;

/** A resource as the last run, or a refresh, left it in the state. */
export interface Before {
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** One type of resource, with the requests that its part of the provider sends. */
export interface ProviderResource {
  create(api: OktaApi, inputs: Properties): Promise<Saved>;
  update(api: OktaApi, inputs: Properties, id: string, before: Before): Promise<Saved>;
  /** State after a refresh, with what the provider does not see left as it was; null when it is gone. */
  read(api: OktaApi, id: string, before: Before): Promise<Before | null>;
  delete(api: OktaApi, id: string, before: Before): Promise<unknown>;
  /** Resource that an id of `pulumi import` stands for, where it is not the resource's own. */
  importAs?(api: OktaApi, importId: string): Promise<Imported>;
  /** Inputs that cannot be changed: another value is another resource. */
  readonly replacedBy: readonly string[];
}

/** Fields that an import puts into the state beside what is declared. */
interface Imported {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs?: Properties;
}

/** The provider of one org, configured. */
export interface ConfiguredProvider {
  readonly api: OktaApi;
  /** Waits until it is configured. */
  resource(type: string): Promise<ProviderResource>;
  invoke(token: string, args: Properties): Promise<Properties>;
}

/** Resource at a path; null when Okta answers 404. */
export async function readOrNull(api: OktaApi, path: string): Promise<JsonObject | null> {
  try {
    return await api.read(path);
  } catch (error) {
    if (error instanceof OktaRefusal && error.status === 404) return null;
    throw error;
  }
}

/** A list of strings as an input, left out where it is empty and was not declared either. */
export function listInput(name: string, live: unknown, { inputs }: Before): Properties {
  const list = asStrings(Array.isArray(live) ? live : []);
  return list.length === 0 && inputs[name] === undefined ? {} : { [name]: [...list] };
}

/** A text as an input, left out where it is empty and was not declared either. */
export function textInput(name: string, live: unknown, { inputs }: Before): Properties {
  const text = typeof live === "string" ? live : "";
  return text === "" && inputs[name] === undefined ? {} : { [name]: text };
}
