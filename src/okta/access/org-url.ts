import { PlumblineError } from "../../model/errors.ts";
import { isLoopback } from "../../model/loopback.ts";

const remedy = "set OKTA_ORG_URL to the org's address, like https://acme.okta.com";

const adminHost = /^([^.]+)-admin(\.(?:okta|oktapreview|okta-emea|okta-gov)\.(?:com|mil))$/;

function parse(text: string): URL {
  try {
    return new URL(text);
  } catch (cause) {
    throw new PlumblineError("ORG_URL_INVALID", "OKTA_ORG_URL is not a URL", { remedy, cause });
  }
}

function refuseSecretsAndLeftovers(url: URL): void {
  if (url.username !== "" || url.password !== "") {
    throw new PlumblineError("ORG_URL_INVALID", "OKTA_ORG_URL contains a user name or password", { remedy });
  }
  if (url.pathname.replaceAll("/", "") !== "" || url.search !== "" || url.hash !== "") {
    throw new PlumblineError("ORG_URL_INVALID", `OKTA_ORG_URL has more than a host: ${url.pathname}`, {
      remedy: `set OKTA_ORG_URL to ${url.origin} alone`,
    });
  }
}

/**
 * The org's origin, without a slash at its end (the SDK would ask for `//api/v1/…`).
 * Plain http is refused except on loopback: the credentials travel in a header.
 *
 * @throws PlumblineError ORG_URL_MISSING, ORG_URL_INVALID or ORG_URL_INSECURE
 */
export function parseOrgUrl(value: string | undefined): string {
  const text = value?.trim() ?? "";
  if (text === "") throw new PlumblineError("ORG_URL_MISSING", "OKTA_ORG_URL is not set", { remedy });
  const url = parse(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new PlumblineError("ORG_URL_INVALID", `OKTA_ORG_URL is not an https URL (${url.protocol}//)`, {
      remedy,
    });
  }
  refuseSecretsAndLeftovers(url);
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw new PlumblineError("ORG_URL_INSECURE", `OKTA_ORG_URL uses http to ${url.hostname}`, {
      remedy: `use https://${url.host}; plain http is only for this machine (127.0.0.1, ::1, localhost)`,
    });
  }
  const admin = adminHost.exec(url.hostname);
  if (admin !== null) {
    throw new PlumblineError("ORG_URL_INVALID", `OKTA_ORG_URL is the Admin Console's address (${url.host})`, {
      remedy: `set OKTA_ORG_URL to https://${admin[1]}${admin[2]}`,
    });
  }
  return url.origin;
}
