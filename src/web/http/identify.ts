import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import type { Principal } from "../access/principal.ts";
import type { WebEnv } from "./env.ts";
import { cookieNames, type SignIn } from "./sign-in-routes.ts";

/** Who asks; null: nobody who may see anything. */
export type Identify = (c: Context<WebEnv>, now: Date) => Principal | null;

interface Door {
  /** Null: nobody signs in, since only this machine gets here. */
  readonly signIn: SignIn | null;
  readonly machine: (token: string) => Principal | null;
  /** Who everybody on this machine is taken for. */
  readonly local: Principal;
}

/** A token goes before a session; without sign-in whoever is on this machine is an operator. */
export function identifyBy({ signIn, machine, local }: Door): Identify {
  return (c, now) => {
    const header = c.req.header("authorization");
    if (header !== undefined) return machine(/^Bearer (\S+)$/i.exec(header)?.[1] ?? "");
    if (signIn === null) return local;
    return signIn.sessions.read(getCookie(c, cookieNames(signIn.publicUrl).session) ?? "", now);
  };
}
