import type { Environment } from "../../model/environment.ts";
import { PlumblineError } from "../../model/errors.ts";
import { isLoopback } from "../../model/loopback.ts";
import { Secret } from "../../model/secret.ts";

/** Who may sign in, and with whom. */
export interface SignInSettings {
  readonly issuer: URL;
  readonly clientId: string;
  /** Null: a public client, which PKCE alone protects. */
  readonly clientSecret: Secret | null;
  /** Claim of the ID token that lists groups. */
  readonly claim: string;
  readonly viewers: readonly string[];
  readonly operators: readonly string[];
  /** Signs cookies; null: one is made up, and a restart signs everybody out. */
  readonly cookieKey: Secret | null;
}

const remedy =
  "set PLUMBLINE_OIDC_ISSUER, PLUMBLINE_OIDC_CLIENT_ID, PLUMBLINE_OIDC_CLIENT_SECRET, and PLUMBLINE_OIDC_VIEWERS or PLUMBLINE_OIDC_OPERATORS (docs/serving.md)";

const refused = (message: string): PlumblineError =>
  new PlumblineError("SIGN_IN_INVALID", message, { remedy });

const setting = (env: Environment, name: string): string => env[`PLUMBLINE_OIDC_${name}`]?.trim() ?? "";

const listOf = (env: Environment, name: string): readonly string[] =>
  setting(env, name)
    .split(",")
    .map((group) => group.trim())
    .filter((group) => group !== "");

const shortestKey = 32;

function cookieKey(env: Environment): Secret | null {
  const key = env["PLUMBLINE_COOKIE_KEY"]?.trim() ?? "";
  if (key === "") return null;
  if (key.length >= shortestKey) return new Secret(key);
  throw new PlumblineError(
    "SIGN_IN_INVALID",
    `PLUMBLINE_COOKIE_KEY is shorter than ${shortestKey} characters`,
    {
      remedy: "make one with openssl rand -base64 32, or leave it out",
    },
  );
}

function issuerOf(text: string): URL {
  if (!URL.canParse(text)) throw refused("PLUMBLINE_OIDC_ISSUER is no URL");
  const issuer = new URL(text);
  if (issuer.protocol === "https:") return issuer;
  if (issuer.protocol === "http:" && isLoopback(issuer.hostname)) return issuer;
  throw refused("PLUMBLINE_OIDC_ISSUER is not https");
}

/**
 * Reads how people sign in; null where nothing of it is set.
 *
 * @throws PlumblineError SIGN_IN_INVALID when only a part is set, or nobody could get in
 */
export function readSignInSettings(env: Environment): SignInSettings | null {
  const [issuer, clientId] = [setting(env, "ISSUER"), setting(env, "CLIENT_ID")];
  const [viewers, operators] = [listOf(env, "VIEWERS"), listOf(env, "OPERATORS")];
  if (issuer === "" && clientId === "" && viewers.length + operators.length === 0) return null;
  if (issuer === "" || clientId === "") throw refused("how people sign in is set in part only");
  if (viewers.length + operators.length === 0) throw refused("no group is named whose people may sign in");
  const secret = setting(env, "CLIENT_SECRET");
  return {
    issuer: issuerOf(issuer),
    clientId,
    clientSecret: secret === "" ? null : new Secret(secret),
    claim: setting(env, "GROUPS_CLAIM") || "groups",
    viewers,
    operators,
    cookieKey: cookieKey(env),
  };
}
