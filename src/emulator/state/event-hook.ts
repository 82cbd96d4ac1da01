import { invalid } from "../wire/api-failure.ts";
import { asList, asObject, asStrings, isJsonObject, type JsonObject, stringAt } from "../wire/json.ts";

/** A header that goes with every call of a hook. */
export interface HookHeader {
  readonly key: string;
  readonly value: string;
}

/** An event hook as it was registered (okta-api 9). It lives as long as the emulator: a state file does not hold it. */
export interface EventHook {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly status: "ACTIVE" | "INACTIVE";
  readonly verificationStatus: "UNVERIFIED" | "VERIFIED";
  readonly events: readonly string[];
  readonly uri: string;
  readonly headers: readonly HookHeader[];
  /** The secret: it is sent to the hook and never shown again. */
  readonly auth: HookHeader | null;
  readonly created: string;
  readonly createdBy: string;
  readonly lastUpdated: string;
}

type Written = Pick<EventHook, "name" | "description" | "events" | "uri" | "headers" | "auth">;

/** Okta takes https alone; a hook of the emulator is on this machine. */
const uriPattern = /^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/;
/** As many event types as Okta takes for one hook (okta-api 9). */
const mostEvents = 300;

/** @throws ApiFailure E0000001 for what Okta would not register */
export function writtenHook(body: JsonObject): Written {
  const name = stringAt(body, "name") ?? "";
  if (name === "") throw invalid("name", "name: The field cannot be left blank");
  const events = asStrings(asObject(body["events"])["items"]);
  if (events.length === 0 || events.length > mostEvents) {
    throw invalid("events", "events: The field is invalid");
  }
  const config = asObject(asObject(body["channel"])["config"]);
  const uri = stringAt(config, "uri") ?? "";
  if (!uriPattern.test(uri) || !URL.canParse(uri)) throw invalid("uri", "uri: The field is invalid");
  const headers = asList(config["headers"]).filter(isJsonObject).map(headerOf);
  const scheme = asObject(config["authScheme"]);
  const auth = scheme["key"] === undefined ? null : headerOf(scheme);
  return { name, description: stringAt(body, "description"), events, uri, headers, auth };
}

const headerOf = (written: JsonObject): HookHeader => ({
  key: stringAt(written, "key") ?? "",
  value: stringAt(written, "value") ?? "",
});

/** A hook as Okta shows it. */
export function hookView(hook: EventHook, baseUrl: string): JsonObject {
  const self = `${baseUrl}/api/v1/eventHooks/${hook.id}`;
  const post = (action: string) => ({ href: `${self}/lifecycle/${action}`, hints: { allow: ["POST"] } });
  const isActive = hook.status === "ACTIVE";
  return {
    id: hook.id,
    status: hook.status,
    verificationStatus: hook.verificationStatus,
    name: hook.name,
    description: hook.description,
    created: hook.created,
    createdBy: hook.createdBy,
    lastUpdated: hook.lastUpdated,
    events: { type: "EVENT_TYPE", items: hook.events, filter: null },
    channel: {
      type: "HTTP",
      version: "1.0.0",
      config: {
        uri: hook.uri,
        headers: hook.headers.map(({ key, value }) => ({ key, value })),
        method: "POST",
        authScheme: hook.auth === null ? null : { type: "HEADER", key: hook.auth.key },
      },
    },
    _links: {
      self: { href: self },
      verify: post("verify"),
      ...(isActive
        ? { deactivate: post("deactivate") }
        : { activate: post("activate"), delete: { href: self, hints: { allow: ["DELETE"] } } }),
    },
  };
}
