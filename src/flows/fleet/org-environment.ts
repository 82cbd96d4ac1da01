import type { Environment } from "../../model/environment.ts";
import type { Failure } from "../../model/error-lines.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { FleetOrg } from "../../model/fleet.ts";
import { credentialVariables } from "../../okta/access/connection-settings.ts";
import type { Caller } from "../caller.ts";

/**
 * The environment of a command that knows one org only: its address from the fleet, its credentials from the variables
 * with its prefix (`ACME_PROD_API_TOKEN` as `OKTA_API_TOKEN`), and none of anybody else's under those names.
 */
export function orgEnvironment({ url, credentials }: FleetOrg, env: Environment): Environment {
  const own = credentialVariables.map((name) => [name, env[variableOf(credentials, name)]] as const);
  return { ...env, ...Object.fromEntries(own), OKTA_ORG_URL: url };
}

/** A caller for one org of a fleet: with its environment, and what is said of it under its name. Progress is the fleet's. */
export function callerFor(org: FleetOrg, caller: Caller): Caller {
  const said = (text: string): string => `${org.name}: ${inNamesOf(org, text)}`;
  return {
    env: orgEnvironment(org, caller.env),
    signal: caller.signal,
    now: () => caller.now(),
    warn: (text) => caller.warn(said(text)),
    remark: (text) => caller.remark(said(text)),
    progress: () => {},
  };
}

/** A failure of one org in the words of the fleet: it names the variables that are read for that org. */
export function orgFailure(error: PlumblineError, org: FleetOrg): PlumblineError {
  return new PlumblineError(error.code, inNamesOf(org, error.message), {
    remedy: inNamesOf(org, error.remedy),
    details: error.details.map((line) => inNamesOf(org, line)),
    cause: error,
  });
}

/** Whatever kept an org from having an answer, as data. */
export function failureOf(error: unknown, org: FleetOrg): Failure {
  if (error instanceof PlumblineError) {
    const { code, message, details, remedy } = orgFailure(error, org);
    return { code, message, details, remedy };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: "INTERNAL",
    message: message.split("\n", 1)[0] ?? "",
    details: [],
    remedy: `check this org alone to see more: plumbline check --debug with its variables as OKTA_*`,
  };
}

const variableOf = (prefix: string, name: string): string => name.replace("OKTA", prefix);

const inNamesOf = ({ name, credentials }: FleetOrg, text: string): string =>
  credentialVariables
    .reduce((before, variable) => before.replaceAll(variable, variableOf(credentials, variable)), text)
    .replaceAll("OKTA_ORG_URL", `the url of ${name} in the fleet`)
    .replaceAll("with --baseline FILE", `as the baseline of ${name} in the fleet`);
