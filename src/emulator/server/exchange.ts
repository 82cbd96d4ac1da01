import type { Json } from "../json.ts";

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

/**
 * The family of an endpoint: `users`, `policies`, …; null for what Okta's OpenAPI document cannot judge. Of the
 * log it forbids the nulls that real events have (okta-api 6), and of authenticator enrollments it describes a
 * single object where its own example, and the emulator, give a list (okta-api 2.4).
 */
export function bucketOf(path: string): string | null {
  const [, , , family] = path.split("/");
  const isJudged = path.startsWith("/api/v1/") && !/^\/api\/v1\/logs$|\/authenticator-enrollments/.test(path);
  return isJudged ? (family ?? null) : null;
}
