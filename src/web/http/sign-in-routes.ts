import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import type { Caller } from "../../flows/caller.ts";
import type { Issuer } from "../access/issuer.ts";
import { localPath } from "../access/local-path.ts";
import { roleOfClaims } from "../access/role-of-claims.ts";
import { type Sessions, sessionMs } from "../access/sessions.ts";
import type { SignInSettings } from "../access/sign-in-settings.ts";
import type { CookieSigner } from "../access/signed-cookie.ts";
import type { WebEnv } from "./env.ts";
import { Refusal } from "./problem.ts";

const attemptMs = 10 * 60_000;

/** A sign-in that was begun, as the browser keeps it until it comes back. */
export const attempt = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
  until: z.number(),
});
export type Attempt = z.infer<typeof attempt>;

/** Parts of a sign-in. */
export interface SignIn {
  readonly settings: SignInSettings;
  readonly issuer: Issuer;
  readonly sessions: Sessions;
  readonly attempts: CookieSigner<Attempt>;
  /** Where people reach the page; over https its cookies stay there. */
  readonly publicUrl: URL;
}

/** Names of the cookies: `__Host-` ties them to this host over TLS. */
export function cookieNames({ protocol }: URL): { readonly session: string; readonly attempt: string } {
  const prefix = protocol === "https:" ? "__Host-" : "";
  return { session: `${prefix}plumbline`, attempt: `${prefix}plumbline-sign-in` };
}

/** Signing in and out. Lax cookies: the way back from the issuer is a link of another site. */
export function signInRoutes(signIn: SignIn, caller: Caller): Hono<WebEnv> {
  const { settings, issuer, sessions, attempts, publicUrl } = signIn;
  const names = cookieNames(publicUrl);
  const keep = (c: Context<WebEnv>, name: string, value: string, ms: number): void =>
    setCookie(c, name, value, {
      path: "/",
      httpOnly: true,
      secure: publicUrl.protocol === "https:",
      sameSite: "Lax",
      maxAge: Math.floor(ms / 1000),
    });
  const app = new Hono<WebEnv>();
  app.get("/sign-in", async (c) => {
    const begun = await issuer.newAttempt();
    const until = caller.now().getTime() + attemptMs;
    const to = localPath(c.req.query("to"));
    const url = await issuer.begin(begun).catch((cause: unknown) => {
      throw unreachable(cause);
    });
    keep(c, names.attempt, attempts.write({ ...begun, to, until }), attemptMs);
    return c.redirect(url.href);
  });
  app.get("/signed-in", async (c) => {
    const begun = attempts.read(getCookie(c, names.attempt) ?? "", caller.now());
    if (begun === null) throw notOurs("this sign-in was not begun here, or too long ago");
    keep(c, names.attempt, "", 0);
    const answer = new URL(publicUrl);
    answer.pathname = "/signed-in";
    answer.search = new URL(c.req.url).search;
    const claims = await issuer.finish(answer, begun).catch((error: unknown) => {
      caller.warn(`a sign-in was refused: ${error instanceof Error ? error.message : "no reason given"}`);
      throw notOurs("the answer of the issuer cannot be trusted");
    });
    const admission = roleOfClaims(claims, settings);
    if (admission.kind === "out") {
      caller.warn(`somebody who signed in was not let in: ${admission.why}`);
      throw new Refusal(
        403,
        "NO_ROLE",
        `you may not look at this page: ${admission.why}`,
        "ask who runs Plumbline",
      );
    }
    keep(c, names.session, sessions.begin(admission.who, caller.now()), sessionMs);
    return c.redirect(begun.to);
  });
  app.post("/sign-out", (c) => {
    sessions.end(getCookie(c, names.session) ?? "", caller.now());
    keep(c, names.session, "", 0);
    return c.json({ status: "signed out" });
  });
  return app;
}

const notOurs = (message: string): Refusal =>
  new Refusal(401, "SIGN_IN_FAILED", message, "begin again at /sign-in");

function unreachable(cause: unknown): Refusal {
  const why = cause instanceof Error ? cause.message : "no reason given";
  return new Refusal(
    503,
    "ISSUER_UNREACHABLE",
    `the issuer does not answer as it should (${why})`,
    "try again, or see PLUMBLINE_OIDC_ISSUER",
  );
}
