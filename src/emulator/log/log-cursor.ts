import { z } from "zod";

/** Where a reader of the System Log stands. The reader sees only an opaque text. */
export type LogCursor =
  /** Polling: how many stored events it has behind it, in persistence order. */
  | { readonly kind: "polling"; readonly position: number }
  /** Otherwise: the last event it got, by `published` (milliseconds) and, for ties, persistence order. */
  | { readonly kind: "published"; readonly published: number; readonly position: number };

const cursorSchema = z.union([
  z.tuple([z.literal("p"), z.int().min(0)]),
  z.tuple([z.literal("b"), z.int(), z.int().min(0)]),
]);

/** The `after` value of a `next` link. */
export function writeLogCursor(cursor: LogCursor): string {
  const parts = cursor.kind === "polling" ? ["p", cursor.position] : ["b", cursor.published, cursor.position];
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** Reads an `after` value back; null when it is not one of ours. */
export function readLogCursor(text: string): LogCursor | null {
  try {
    const parts = cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return parts[0] === "p"
      ? { kind: "polling", position: parts[1] }
      : { kind: "published", published: parts[1], position: parts[2] };
  } catch {
    return null;
  }
}
