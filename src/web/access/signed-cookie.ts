import { createHmac, timingSafeEqual } from "node:crypto";
import type { z } from "zod";
import type { Secret } from "../../model/secret.ts";

/** Signs what a browser keeps for us, so that nobody else can have written it. */
export interface CookieSigner<Content> {
  write(content: Content): string;
  /** Null: not ours, damaged, or past its time. */
  read(text: string, now: Date): Content | null;
}

/** Longer ones are not looked at: none of ours is. */
const longest = 4096;

/**
 * Cookies of one kind.
 *
 * @param kind goes into the signature: a cookie of one kind is none of another
 * @param type `until` is the moment when it ends, in milliseconds
 */
export function cookieSigner<Content extends { readonly until: number }>(
  kind: string,
  type: z.ZodType<Content>,
  key: Secret,
): CookieSigner<Content> {
  const signature = (body: string): Buffer =>
    createHmac("sha256", key.reveal()).update(`${kind}\n${body}`).digest();
  const isOurs = (body: string, given: string): boolean => {
    const wanted = signature(body);
    const found = Buffer.from(given, "base64url");
    return found.length === wanted.length && timingSafeEqual(found, wanted);
  };
  return {
    write(content) {
      const body = Buffer.from(JSON.stringify(content)).toString("base64url");
      return `${body}.${signature(body).toString("base64url")}`;
    },
    read(text, now) {
      const [body = "", given = "", ...rest] = text.slice(0, longest).split(".");
      if (rest.length > 0 || !isOurs(body, given)) return null;
      const content = type.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
      return content.success && content.data.until > now.getTime() ? content.data : null;
    },
  };
}
