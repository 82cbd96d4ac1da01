import { type ErrorCode, PlumblineError } from "../../model/errors.ts";
import type { ReadFailure, ReadFailureKind } from "./read-failure.ts";

interface Advice {
  readonly code: ErrorCode;
  readonly remedy: string;
}

const network: Advice = { code: "NETWORK", remedy: "check the network and the proxy, then run it again" };
const busy: Advice = { code: "NETWORK", remedy: "Okta is busy or down: run it again later" };
const strange: Advice = {
  code: "OKTA_REFUSED",
  remedy: "run it again; if it stays so, report it with --debug",
};

const adviceByKind: Readonly<Record<ReadFailureKind, Advice>> = {
  refused: strange,
  throttled: busy,
  unavailable: busy,
  connection: network,
  garbage: strange,
  "off-org": strange,
  aborted: { code: "INTERRUPTED", remedy: "run it again" },
};

/**
 * The error for a read that a command cannot do without.
 *
 * @param what that was to be read, as in "the System Log could not be read"
 * @param scope that it needs
 */
export function failedRead(what: string, scope: string, failure: ReadFailure): PlumblineError {
  const advice: Advice =
    failure.status === 403
      ? {
          code: "SCOPE_MISSING",
          remedy: `grant ${scope} to the service app, or the token's owner a role that can read it`,
        }
      : adviceByKind[failure.kind];
  const { code, remedy } = advice;
  return new PlumblineError(code, `${what} could not be read: ${failure.message}`, {
    remedy,
    cause: failure,
  });
}
