import { defaultAuthenticatorKeys, newAuthenticator } from "../authenticators/default-authenticators.ts";
import type { IdSource } from "../state/id-source.ts";
import type { AuthenticatorMethod, EmulatedAuthenticator } from "../state/state.ts";
import type { JsonObject } from "../wire/json.ts";
import type { WrittenState } from "./state-schema.ts";
import { madeLongAgo } from "./written-times.ts";

type WrittenAuthenticator = NonNullable<WrittenState["authenticators"]>[number];

/** The authenticators of a written state; without any, those that an org starts with. */
export function fillAuthenticators(written: WrittenState, ids: IdSource): readonly EmulatedAuthenticator[] {
  const authenticators: readonly WrittenAuthenticator[] =
    written.authenticators ?? defaultAuthenticatorKeys.map((key) => ({ key }));
  return authenticators.map((authenticator) => {
    const created = authenticator.created ?? madeLongAgo;
    const usual = newAuthenticator(authenticator.key, authenticator.id ?? ids.next("aut"), created);
    return {
      ...usual,
      type: authenticator.type ?? usual.type,
      name: authenticator.name ?? usual.name,
      status: authenticator.status ?? usual.status,
      lastUpdated: authenticator.lastUpdated ?? created,
      settings: fillSettings(authenticator.settings, usual.settings),
      provider: authenticator.provider === undefined ? usual.provider : authenticator.provider,
      methods: fillMethods(authenticator.methods, usual.methods),
    };
  });
}

/** Merges written settings over the usual ones; null takes all of them away. */
function fillSettings(
  written: WrittenAuthenticator["settings"],
  usual: JsonObject | null,
): JsonObject | null {
  if (written === undefined) return usual;
  return written === null ? null : { ...usual, ...written };
}

function fillMethods(
  written: WrittenAuthenticator["methods"],
  usual: readonly AuthenticatorMethod[],
): readonly AuthenticatorMethod[] {
  if (written === undefined) return usual;
  const settingsOf = (type: string) => usual.find((method) => method.type === type)?.settings ?? null;
  if (Array.isArray(written)) {
    return written.map(({ type, status = "ACTIVE", settings }) => ({
      type,
      status,
      settings: settings === undefined ? settingsOf(type) : settings,
    }));
  }
  const types = new Set([...usual.map(({ type }) => type), ...Object.keys(written)]);
  return [...types].map((type) => ({
    type,
    status: written[type] ?? "ACTIVE",
    settings: settingsOf(type),
  }));
}
