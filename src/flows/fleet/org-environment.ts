import type { Environment } from "../../model/environment.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { FleetOrg } from "../../model/fleet.ts";
import { credentialVariables } from "../../okta/access/connection-settings.ts";

/**
 * The environment of a command that knows one org only: its address from the fleet, its credentials from the variables
 * with its prefix (`ACME_PROD_API_TOKEN` as `OKTA_API_TOKEN`), and none of anybody else's under those names.
 */
export function orgEnvironment({ url, credentials }: FleetOrg, env: Environment): Environment {
  const own = credentialVariables.map((name) => [name, env[variableOf(credentials, name)]] as const);
  return { ...env, ...Object.fromEntries(own), OKTA_ORG_URL: url };
}

const variableOf = (prefix: string, name: string): string => name.replace("OKTA", prefix);

/** A failure of one org in the words of the fleet: it names the variables that are read for that org. */
export function orgFailure(error: PlumblineError, { name, credentials }: FleetOrg): PlumblineError {
  const inItsNames = (text: string): string =>
    credentialVariables
      .reduce((before, variable) => before.replaceAll(variable, variableOf(credentials, variable)), text)
      .replaceAll("OKTA_ORG_URL", `the url of ${name} in the fleet`);
  return new PlumblineError(error.code, inItsNames(error.message), {
    remedy: inItsNames(error.remedy),
    details: error.details.map(inItsNames),
    cause: error,
  });
}
