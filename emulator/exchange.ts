import type { Json } from "./json.ts";

/** A request and its answer, as one line of a recording. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly reqBody: Json;
  readonly status: number;
  readonly resBody: Json;
  /** The family of the endpoint; null for one of the emulator's own. */
  readonly bucket: string | null;
}

/** The family of an endpoint: `users`, `policies`, … */
export function bucketOf(path: string): string | null {
  const [, , , family] = path.split("/");
  if (path.startsWith("/__emulator/")) return null;
  return path.startsWith("/api/v1/") ? (family ?? null) : "org";
}
