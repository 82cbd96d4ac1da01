import { createHash } from "node:crypto";

/** A line of JSON that carries a digest of itself and of all lines before it. */
export interface SealedLine {
  readonly text: string;
  readonly digest: string;
}

/** Digest that the first line follows. */
export const noDigest = "";

const digestOf = (previous: string, json: string): string =>
  createHash("sha256").update(`${previous}\n${json}`).digest("hex").slice(0, 32);

/** Seals a line. It guards against a file that was edited, not against somebody who counts the digests anew. */
export function seal(previous: string, line: object): SealedLine {
  const digest = digestOf(previous, JSON.stringify(line));
  return { text: JSON.stringify({ ...line, digest }), digest };
}

/**
 * - `whole`: as it was written
 * - `cut short`: no JSON, as a crash leaves it; what comes after goes on from the line before
 * - `changed`: another text than the one that was sealed, or a line before it is missing
 */
export type OpenedLine =
  | { readonly kind: "whole"; readonly value: unknown; readonly digest: string }
  | { readonly kind: "cut short" }
  | { readonly kind: "changed"; readonly value: unknown };

/** Opens a line that follows the one with that digest. */
export function openLine(previous: string, text: string): OpenedLine {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { kind: "cut short" };
  }
  if (typeof parsed !== "object" || parsed === null || !("digest" in parsed)) {
    return { kind: "changed", value: parsed };
  }
  const { digest, ...value } = parsed;
  const isWhole = digest === digestOf(previous, JSON.stringify(value));
  return isWhole ? { kind: "whole", value, digest } : { kind: "changed", value };
}
