import type { JsonObject } from "../wire/json.ts";

/** An answer of the token endpoint, or a refusal in OAuth's own form. */
export interface OAuthAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}

/** An OAuth error body (RFC 6749 section 5.2). */
export function oauthError(
  status: number,
  error: string,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): OAuthAnswer {
  return { status, headers, body: { error, error_description: description } };
}
