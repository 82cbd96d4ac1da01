import { createHash, timingSafeEqual } from "node:crypto";
import type { Environment } from "../../model/environment.ts";
import { PlumblineError } from "../../model/errors.ts";
import { type Principal, type WebRole, webRoles } from "./principal.ts";

const shortest = 32;

/** A machine that may ask, by the digest of its token: the token itself is not kept. */
interface Machine extends Principal {
  readonly digest: Buffer;
}

const digestOf = (token: string): Buffer => createHash("sha256").update(token).digest();

function machineOf(entry: string, role: WebRole, variable: string): Machine {
  const [, name = "", token = ""] = /^([\w.-]+)=(\S+)$/.exec(entry) ?? [];
  if (name !== "" && token.length >= shortest) return { name, role, digest: digestOf(token) };
  throw new PlumblineError(
    "SIGN_IN_INVALID",
    `${variable} is no list of name=token, of ${shortest} characters or more`,
    {
      remedy: `write ${variable}=prometheus=TOKEN, with commas between several; openssl rand -hex 32 makes one`,
    },
  );
}

/**
 * Reads the tokens of machines: PLUMBLINE_VIEWER_TOKENS and PLUMBLINE_OPERATOR_TOKENS.
 *
 * @returns who a token is of; null for one of nobody
 * @throws PlumblineError SIGN_IN_INVALID, without the text
 */
export function readMachineTokens(env: Environment): (token: string) => Principal | null {
  const machines = webRoles.flatMap((role) => {
    const variable = `PLUMBLINE_${role.toUpperCase()}_TOKENS`;
    const entries = (env[variable] ?? "").split(",").filter((entry) => entry.trim() !== "");
    return entries.map((entry) => machineOf(entry.trim(), role, variable));
  });
  return (token) => {
    const digest = digestOf(token);
    const found = machines.find((machine) => timingSafeEqual(machine.digest, digest));
    return found === undefined ? null : { name: found.name, role: found.role };
  };
}
