import type { Environment } from "../../model/environment.ts";
import { PlumblineError } from "../../model/errors.ts";
import { isLoopback } from "../../model/loopback.ts";
import { Secret } from "../../model/secret.ts";

const page = "docs/notifying.md says what each destination needs";

/** The fault of a variable; never its value. */
export function invalidVariable(name: string, what: string): PlumblineError {
  return new PlumblineError("DESTINATION_INVALID", `${name} ${what}`, { remedy: page });
}

/**
 * The values of variables that a destination cannot do without.
 *
 * @throws PlumblineError DESTINATION_MISSING naming every one that is not set
 */
export function requiredVariables<Name extends string>(
  env: Environment,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const values = names.map((name) => [name, env[name]?.trim() ?? ""] as const);
  const missing = values.flatMap(([name, value]) => (value === "" ? [name] : []));
  if (missing.length > 0) {
    const are = missing.length === 1 ? "is" : "are";
    throw new PlumblineError("DESTINATION_MISSING", `${missing.join(" and ")} ${are} not set`, {
      remedy: `set ${missing.join(" and ")}, or take the route out of the baseline; ${page}`,
    });
  }
  return Object.fromEntries(values) as Record<Name, string>;
}

/**
 * The URL that a variable holds: https, or http to this machine.
 *
 * @throws PlumblineError DESTINATION_INVALID
 */
export function secureUrl(name: string, value: string): URL {
  if (!URL.canParse(value)) throw invalidVariable(name, "is not a URL");
  const url = new URL(value);
  if (url.username !== "" || url.password !== "") {
    throw invalidVariable(name, "contains a user name or password, which would be sent to nobody");
  }
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
  if (!isSafe) throw invalidVariable(name, "must be an https URL; http is only for this machine");
  url.hash = "";
  return url;
}

/** The same, for a URL that is itself the credential. */
export function secretUrl(name: string, value: string): Secret {
  return new Secret(secureUrl(name, value).href);
}
