import { asList, fieldAt, type Json } from "../wire/json.ts";

/** A request and its answer, as one line of a recording. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly reqBody: Json;
  readonly status: number;
  readonly resBody: Json;
  /** The family of the endpoint; null for an exchange that is not to be judged. */
  readonly bucket: string | null;
}

/** Endpoints whose answers Okta's OpenAPI document describes as they are not. */
const unlike: readonly RegExp[] = [
  // It forbids the nulls that real events have (okta-api 6).
  /^\/api\/v1\/logs$/,
  // It has a single object where its own example, and the emulator, give a list (okta-api 2.4).
  /\/authenticator-enrollments/,
  // It has a list where its own example and Okta's guide have one object with it (okta-api 4.8).
  /\/policies\/simulate$/,
  // It has objects where its own example has texts.
  /^\/api\/v1\/org\/factors\/yubikey_token/,
  // Its patterns are none that JavaScript reads.
  /^\/api\/v1\/(?:logStreams|device-assurances)/,
];

/**
 * The family of an endpoint: `users`, `policies`, …; null for what Okta's OpenAPI document cannot judge. Beside whole
 * endpoints that is a rule that always matches, whose conditions are null, and a routing rule to Okta itself
 * (sign-on 1.0, 1.6); an automation, of which type it knows neither policies nor rules; and an enrollment policy with smart
 * cards, a key that its list of them lacks and that Okta's own SDK has been mended for.
 */
export function bucketOf(path: string, body: Json): string | null {
  const [, family] = /^(?:\/attack-protection)?\/api\/v1\/([^/]*)/.exec(path) ?? [];
  const items = Array.isArray(body) ? asList(body) : [body];
  const isOdd = family === "policies" && items.some(path.includes("/rules") ? isOddRule : isOddPolicy);
  const isJudged = !isOdd && !unlike.some((one) => one.test(path));
  return isJudged ? (family ?? null) : null;
}

const isOfType = (item: Json, type: string): boolean => fieldAt(item, "type") === type;

const isOddRule = (rule: Json): boolean =>
  fieldAt(rule, "conditions") === null ||
  ["IDP_DISCOVERY", "USER_LIFECYCLE"].some((type) => isOfType(rule, type));

const isOddPolicy = (policy: Json): boolean =>
  isOfType(policy, "USER_LIFECYCLE") ||
  asList(fieldAt(policy, "settings", "authenticators")).some(
    (one) => fieldAt(one, "key") === "smart_card_idp",
  );
