import type { Environment } from "../../model/environment.ts";
import { PlumblineError } from "../../model/errors.ts";
import { parseOrgUrl } from "../../model/org-url.ts";
import { Secret } from "../../model/secret.ts";
import { parsePrivateKey, type SigningKey } from "./private-key.ts";

/** How the tool proves who it is. */
export type Credentials =
  | { readonly kind: "service-app"; readonly clientId: string; readonly signingKey: SigningKey }
  | { readonly kind: "api-token"; readonly token: Secret };

/** Where the org is, how to get in, and which proxy the environment asks for. */
export interface ConnectionSettings {
  /** Origin, without a slash at its end. */
  readonly orgUrl: string;
  readonly credentials: Credentials;
  /** Both kinds of credentials were given: the service app is used, because it is limited to its scopes. */
  readonly apiTokenIgnored: boolean;
  /** The value of NO_PROXY, which the SDK itself does not look at. */
  readonly noProxy: string;
}

/** Variables that hold credentials. */
export const credentialVariables = [
  "OKTA_CLIENT_ID",
  "OKTA_PRIVATE_KEY",
  "OKTA_KEY_ID",
  "OKTA_API_TOKEN",
] as const;

const written = (env: Environment, name: (typeof credentialVariables)[number]): string =>
  env[name]?.trim() ?? "";

const remedy =
  "set OKTA_CLIENT_ID and OKTA_PRIVATE_KEY (a service app with read scopes), or OKTA_API_TOKEN (a read-only admin's)";

function readCredentials(env: Environment): Credentials {
  const clientId = written(env, "OKTA_CLIENT_ID");
  const privateKey = written(env, "OKTA_PRIVATE_KEY");
  const token = written(env, "OKTA_API_TOKEN");
  if (clientId !== "" && privateKey !== "") {
    const parsed = parsePrivateKey(privateKey);
    const keyId = written(env, "OKTA_KEY_ID");
    return {
      kind: "service-app",
      clientId,
      signingKey: { ...parsed, keyId: keyId === "" ? parsed.keyId : keyId },
    };
  }
  if (token !== "") {
    // Anything else cannot be sent in a header, and an error of the HTTP stack would quote it.
    if (!/^[\x21-\x7e]+$/.test(token)) {
      throw new PlumblineError("CREDENTIALS_INVALID", "OKTA_API_TOKEN holds characters no token has", {
        remedy: "set OKTA_API_TOKEN to the token alone, without SSWS before it",
      });
    }
    return { kind: "api-token", token: new Secret(token) };
  }
  const half = clientId !== "" ? "OKTA_PRIVATE_KEY" : privateKey !== "" ? "OKTA_CLIENT_ID" : null;
  const message = half === null ? "no Okta credentials are set" : `${half} is not set`;
  throw new PlumblineError("CREDENTIALS_MISSING", message, { remedy });
}

/**
 * Reads the org and the credentials from environment variables, the only place they may come from.
 *
 * @throws PlumblineError ORG_URL_*, CREDENTIALS_MISSING or CREDENTIALS_INVALID
 */
export function readConnectionSettings(env: Environment): ConnectionSettings {
  const orgUrl = parseOrgUrl(env["OKTA_ORG_URL"]);
  const credentials = readCredentials(env);
  return {
    orgUrl,
    credentials,
    apiTokenIgnored: credentials.kind === "service-app" && written(env, "OKTA_API_TOKEN") !== "",
    noProxy: env["NO_PROXY"] ?? env["no_proxy"] ?? "",
  };
}
