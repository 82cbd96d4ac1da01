import { PlumblineError } from "../../model/errors.ts";
import { wellKnownEndpoint } from "../connection/carry.ts";
import type { OktaConnection } from "../connection/connection.ts";
import { ReadFailure } from "../transport/read-failure.ts";

/**
 * A connection that fails as a whole when the very first authenticated read is refused with 401: then it is the
 * credentials, and every slice would say so again. Once a read has worked, a 401 concerns that read.
 */
export function failOnFirst401(connection: OktaConnection): OktaConnection {
  let hasWorked = false;
  return {
    ...connection,
    async get(read, signal) {
      try {
        const answer = await connection.get(read, signal);
        if (read.endpoint !== wellKnownEndpoint) hasWorked = true;
        return answer;
      } catch (failure) {
        const isRefused = failure instanceof ReadFailure && failure.status === 401;
        if (!isRefused || failure.errorCode === "E0000015" || hasWorked) throw failure;
        const who = connection.credentialKind === "api-token" ? "the API token" : "the service app's token";
        throw new PlumblineError("AUTH_FAILED", `Okta refused ${who}: ${failure.message}`, {
          remedy:
            connection.credentialKind === "api-token"
              ? "set OKTA_API_TOKEN to a token of this org that is not revoked, expired (30 days unused) or tied to other networks"
              : "check that the service app is active and belongs to this org",
          cause: failure,
        });
      }
    },
  };
}
