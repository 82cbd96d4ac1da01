import { PlumblineError } from "./errors.ts";
import { isLoopback } from "./loopback.ts";

const adminHost = /^([^.]+)-admin(\.(?:okta|oktapreview|okta-emea|okta-gov)\.(?:com|mil))$/;

const remedyFor = (called: string): string =>
  `set ${called} to the org's address, like https://acme.okta.com`;

function parse(text: string, called: string): URL {
  try {
    return new URL(text);
  } catch (cause) {
    throw new PlumblineError("ORG_URL_INVALID", `${called} is not a URL`, {
      remedy: remedyFor(called),
      cause,
    });
  }
}

function refuseSecretsAndLeftovers(url: URL, called: string): void {
  if (url.username !== "" || url.password !== "") {
    throw new PlumblineError("ORG_URL_INVALID", `${called} contains a user name or password`, {
      remedy: remedyFor(called),
    });
  }
  if (url.pathname.replaceAll("/", "") !== "" || url.search !== "" || url.hash !== "") {
    throw new PlumblineError("ORG_URL_INVALID", `${called} has more than a host: ${url.pathname}`, {
      remedy: `set ${called} to ${url.origin} alone`,
    });
  }
}

/**
 * The org's origin, without a slash at its end (the SDK would ask for `//api/v1/…`).
 * Plain http is refused except on loopback: the credentials travel in a header.
 *
 * @param called where the address is written, for the errors
 * @throws PlumblineError ORG_URL_MISSING, ORG_URL_INVALID or ORG_URL_INSECURE
 */
export function parseOrgUrl(value: string | undefined, called = "OKTA_ORG_URL"): string {
  const text = value?.trim() ?? "";
  if (text === "") {
    throw new PlumblineError("ORG_URL_MISSING", `${called} is not set`, { remedy: remedyFor(called) });
  }
  const url = parse(text, called);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new PlumblineError("ORG_URL_INVALID", `${called} is not an https URL (${url.protocol}//)`, {
      remedy: remedyFor(called),
    });
  }
  refuseSecretsAndLeftovers(url, called);
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw new PlumblineError("ORG_URL_INSECURE", `${called} uses http to ${url.hostname}`, {
      remedy: `use https://${url.host}; plain http is only for this machine (127.0.0.1, ::1, localhost)`,
    });
  }
  const admin = adminHost.exec(url.hostname);
  if (admin !== null) {
    throw new PlumblineError("ORG_URL_INVALID", `${called} is the Admin Console's address (${url.host})`, {
      remedy: `set ${called} to https://${admin[1]}${admin[2]}`,
    });
  }
  return url.origin;
}
