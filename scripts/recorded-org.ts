import { readFileSync } from "node:fs";
import { fillState } from "../src/emulator/filling/fill-state.ts";
import { stateSchema } from "../src/emulator/filling/state-schema.ts";
import type { EmulatorState } from "../src/emulator/state/state.ts";
import { asList, asObject, isJsonObject, type JsonObject, stringAt } from "../src/emulator/wire/json.ts";

/** One recorded exchange, as far as it tells what was there before. */
interface Recorded {
  readonly file: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly bucket: string | null;
  readonly pure: boolean;
  readonly resBody: unknown;
}

/**
 * The org as the recordings found it: what a cassette reads and never creates was there before it began.
 * Several orgs were recorded; of things with one name the first that was read counts.
 */
export function recordedOrg(path: string): EmulatorState {
  const cassettes = new Map<string, Recorded[]>();
  for (const line of readRecordings(path)) {
    cassettes.set(line.file, [...(cassettes.get(line.file) ?? []), line]);
  }
  const found = new Finds();
  for (const lines of cassettes.values()) {
    if (isReplayed(lines)) found.readCassette(lines);
  }
  const state = stateSchema.parse({
    users: [{ login: "admin@acme.example", roles: ["SUPER_ADMIN"] }],
    groups: found.of("group "),
    authenticators: found.of("authenticator "),
    zones: found.of("zone "),
    policies: found.of("policy ").map((policy) => ({ ...policy, rules: found.of(`rule ${policy["id"]}/`) })),
  });
  return fillState(state);
}

/** Cassettes that leave our endpoints, or only read, are not sent. */
function isReplayed(lines: readonly Recorded[]): boolean {
  return (
    lines.every((line) => line.bucket !== null && line.pure) && lines.some(({ method }) => method !== "GET")
  );
}

function readRecordings(path: string): readonly Recorded[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const record = asObject(JSON.parse(line));
      return {
        file: stringAt(record, "file") ?? "",
        method: stringAt(record, "method") ?? "",
        path: stringAt(record, "path") ?? "",
        status: Number(record["status"]),
        bucket: stringAt(record, "bucket"),
        pure: record["pure"] !== false,
        resBody: record["resBody"],
      };
    });
}

/** Things found, by kind and name; of several forms of a thing the one that most cassettes began with counts. */
class Finds {
  readonly #votes = new Map<string, Map<string, { readonly thing: JsonObject; count: number }>>();

  readCassette(lines: readonly Recorded[]): void {
    const known = new Set<string>();
    for (const { method, path, status, resBody } of lines) {
      if (status >= 300) continue;
      if (method === "POST") known.add(stringAt(resBody, "id") ?? "");
      if (method === "GET")
        this.#readAnswer(path, Array.isArray(resBody) ? asList(resBody) : [resBody], known);
    }
  }

  #readAnswer(path: string, things: readonly unknown[], known: Set<string>): void {
    for (const thing of things) {
      const id = stringAt(thing, "id") ?? "";
      if (!isJsonObject(thing) || known.has(id)) continue;
      known.add(id);
      this.#note(path, thing);
    }
  }

  /** The things whose kind begins like this. */
  of(kind: string): readonly JsonObject[] {
    return [...this.#votes].flatMap(([name, forms]) => {
      if (!name.startsWith(kind)) return [];
      const [most] = [...forms.values()].sort((a, b) => b.count - a.count);
      return most === undefined ? [] : [most.thing];
    });
  }

  #vote(name: string, thing: JsonObject): void {
    const forms = this.#votes.get(name) ?? new Map();
    this.#votes.set(name, forms);
    const { lastUpdated: _lastUpdated, ...form } = thing;
    const key = JSON.stringify(form);
    forms.set(key, { thing, count: (forms.get(key)?.count ?? 0) + 1 });
  }

  #note(path: string, thing: JsonObject): void {
    const { _links, _embedded, objectClass: _objectClass, ...rest } = thing;
    const [, , , family, owner, part] = path.split("/");
    if (family === "groups" && owner !== "rules" && part === undefined) this.#noteGroup(rest);
    if (family === "authenticators" && part === undefined) this.#vote(`authenticator ${rest["id"]}`, rest);
    if (family === "zones" && thing["system"] === true) this.#noteZone(rest);
    if (family === "policies" && part === undefined)
      this.#vote(`policy ${rest["type"]}/${rest["name"]}`, rest);
    if (family === "policies" && part === "rules" && owner !== undefined) {
      const { type: _type, ...rule } = rest;
      this.#vote(`rule ${owner}/${rest["id"]}`, rule);
    }
  }

  /** A group that the tests name is made by them, sooner or later. */
  #noteGroup(group: JsonObject): void {
    const { profile, ...rest } = group;
    const name = stringAt(profile, "name") ?? "";
    if (name.startsWith("testAcc")) return;
    this.#vote(`group ${name}`, { ...rest, name, description: stringAt(profile, "description") });
  }

  #noteZone(zone: JsonObject): void {
    const { id, name, type, status, usage, system, created, lastUpdated, ...fields } = zone;
    const known = { id, name, type, status, usage, system, created, lastUpdated };
    this.#vote(`zone ${name}`, { ...known, fields });
  }
}
