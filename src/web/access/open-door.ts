import type { Environment } from "../../model/environment.ts";
import { PlumblineError } from "../../model/errors.ts";
import { isLoopback } from "../../model/loopback.ts";
import { readSignInSettings, type SignInSettings } from "./sign-in-settings.ts";

/** How people get in, and where they reach the page. */
export type DoorPlan =
  /** Only this machine gets here. */
  | { readonly kind: "local" }
  | { readonly kind: "sign-in"; readonly settings: SignInSettings; readonly publicUrl: URL };

/**
 * Decides whether people have to sign in: always where others than this machine can reach the page, and wherever it is
 * set up.
 *
 * @throws PlumblineError SIGN_IN_MISSING, SIGN_IN_INVALID
 */
export function planDoor(
  { host, publicUrl }: { readonly host: string; readonly publicUrl: string | undefined },
  env: Environment,
): DoorPlan {
  const settings = readSignInSettings(env);
  const url = publicUrl === undefined ? null : new URL(publicUrl);
  const isLocal = isLoopback(host) && (url === null || isLoopback(url.hostname));
  if (settings === null) {
    if (isLocal) return { kind: "local" };
    throw new PlumblineError(
      "SIGN_IN_MISSING",
      `${url?.href ?? host} can be reached from other machines, and nobody would have to sign in`,
      {
        remedy: "set PLUMBLINE_OIDC_ISSUER and what belongs to it (docs/serving.md), or listen on 127.0.0.1",
      },
    );
  }
  if (url === null)
    throw needsUrl("people who sign in have to come back, and --public-url does not say where");
  if (url.protocol !== "https:" && !isLoopback(url.hostname)) {
    throw needsUrl(`${url.href} is not https: whoever listens on the way could take over a session`);
  }
  return { kind: "sign-in", settings, publicUrl: url };
}

const needsUrl = (message: string): PlumblineError =>
  new PlumblineError("SIGN_IN_INVALID", message, {
    remedy: "give --public-url https://…, and end TLS in a proxy in front, named with --trusted-proxy",
  });
