import { asList, fieldAt, isJsonObject, type JsonObject, withField } from "../wire/json.ts";

/** Turns logins, names and labels of a written state into ids; what is no known name is kept as an id. */
export interface StateNames {
  user(name: string): string;
  group(name: string): string;
  zone(name: string): string;
  app(name: string): string;
  idp(name: string): string;
}

/** A look-up by name that leaves an unknown word as it is. */
export function lookUp(ids: ReadonlyMap<string, string>): (name: string) => string {
  return (name) => ids.get(name) ?? name;
}

/** The conditions of a policy or rule with names replaced by ids. */
export function resolveConditions(conditions: JsonObject | null, names: StateNames): JsonObject | null {
  if (conditions === null) return null;
  const lists: readonly (readonly [readonly string[], (name: string) => string])[] = [
    [["people", "groups", "include"], names.group],
    [["people", "groups", "exclude"], names.group],
    [["people", "users", "include"], names.user],
    [["people", "users", "exclude"], names.user],
    [["network", "include"], names.zone],
    [["network", "exclude"], names.zone],
    [["identityProvider", "idpIds"], names.idp],
  ];
  let resolved = conditions;
  for (const [path, toId] of lists) {
    const list = fieldAt(resolved, ...path);
    if (!Array.isArray(list)) continue;
    const ids = asList(list).map((name) => (typeof name === "string" ? toId(name) : name));
    resolved = withField(resolved, path, ids);
  }
  return resolved;
}

/** The actions of a rule with names of identity providers replaced by ids: a routing rule has some. */
export function resolveActions(actions: JsonObject, names: StateNames): JsonObject {
  const providers = fieldAt(actions, "idp", "providers");
  if (!Array.isArray(providers)) return actions;
  const resolved = asList(providers).map((provider) =>
    isJsonObject(provider) && typeof provider["id"] === "string"
      ? { ...provider, id: names.idp(provider["id"]) }
      : provider,
  );
  return withField(actions, ["idp", "providers"], resolved);
}
