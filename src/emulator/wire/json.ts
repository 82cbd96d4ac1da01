/** A value of a JSON document. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object whose fields are Okta's and not ours to name. */
export interface JsonObject {
  readonly [field: string]: Json | undefined;
}

/** True for `{…}`, false for lists, null and scalars. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object itself, or an empty one when something else stands there. */
export function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The list itself, or an empty one when something else stands there. */
export function asList(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** The strings of a list; anything else in it is left out. */
export function asStrings(value: unknown): readonly string[] {
  return asList(value).filter((element) => typeof element === "string");
}

/** Value at a path of field names; undefined where the path ends early. */
export function fieldAt(value: unknown, ...path: readonly string[]): Json | undefined {
  let node: unknown = value;
  for (const name of path) node = isJsonObject(node) ? node[name] : undefined;
  return isJson(node) ? node : undefined;
}

/** The string at a path, or null. */
export function stringAt(value: unknown, ...path: readonly string[]): string | null {
  const found = fieldAt(value, ...path);
  return typeof found === "string" ? found : null;
}

function isJson(value: unknown): value is Json {
  return value !== undefined && typeof value !== "function" && typeof value !== "symbol";
}

/** Plain data as JSON: what cannot be written in it is gone. */
export function fromPlain(value: unknown): Json {
  const plain: Json = JSON.parse(JSON.stringify(value));
  return plain;
}

/** A copy of an object in which the field at a path has another value. */
export function withField(object: JsonObject, path: readonly string[], value: Json): JsonObject {
  const [name, ...rest] = path;
  if (name === undefined) return object;
  const inner = object[name];
  const replaced: Json = rest.length === 0 ? value : withField(isJsonObject(inner) ? inner : {}, rest, value);
  return { ...object, [name]: replaced };
}
