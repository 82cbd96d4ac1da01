import { randomBytes } from "node:crypto";
import { z } from "zod";
import { Secret } from "../../model/secret.ts";
import { type Principal, webRoles } from "./principal.ts";
import { type CookieSigner, cookieSigner } from "./signed-cookie.ts";

const hourMs = 3_600_000;
/** Then people sign in again, which the issuer does without asking while they are signed in there. */
export const sessionMs = hourMs;

const session = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(webRoles),
  until: z.number(),
});
type Session = z.infer<typeof session>;

/** Who is signed in, by what their browser keeps. */
export interface Sessions {
  /** The cookie of somebody who has just signed in. */
  begin(who: Principal, now: Date): string;
  /** Who the cookie is of; null: of nobody, any more. */
  read(cookie: string, now: Date): Principal | null;
  /** Ends a session: a cookie that somebody kept a copy of is worth nothing after it. */
  end(cookie: string, now: Date): void;
}

/** A key that ends with the process. */
export const passingKey = (): Secret => new Secret(randomBytes(32).toString("base64"));

/** Sessions in signed cookies; the server remembers only those that were ended before their time. */
export function cookieSessions(key: Secret): Sessions {
  const signer: CookieSigner<Session> = cookieSigner("session", session, key);
  const ended = new Map<string, number>();
  const forgetOld = (now: Date): void => {
    for (const [id, until] of ended) if (until <= now.getTime()) ended.delete(id);
  };
  return {
    begin: ({ name, role }, now) =>
      signer.write({
        id: randomBytes(16).toString("base64url"),
        name,
        role,
        until: now.getTime() + sessionMs,
      }),
    read(cookie, now) {
      const found = signer.read(cookie, now);
      if (found === null || ended.has(found.id)) return null;
      return { name: found.name, role: found.role };
    },
    end(cookie, now) {
      forgetOld(now);
      const found = signer.read(cookie, now);
      if (found !== null) ended.set(found.id, found.until);
    },
  };
}
