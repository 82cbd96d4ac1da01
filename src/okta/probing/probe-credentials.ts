import { z } from "zod";
import { PlumblineError } from "../../model/errors.ts";
import type { ProbedCredentials } from "../../model/org-probe.ts";
import type { Grant } from "../access/token-endpoint.ts";
import type { OktaConnection, OktaRead } from "../connection/connection.ts";
import { failedRead } from "../transport/failed-read.ts";
import { ReadFailure } from "../transport/read-failure.ts";
import { wireRole } from "../wire/org-parts.ts";
import { parseList } from "../wire/wire-problem.ts";

/** Credentials that were tried, and what the token endpoint gives. */
export interface TriedCredentials {
  readonly credentials: Omit<ProbedCredentials, "roles">;
  /** Null for an API token, which has no scopes, and for credentials that were refused. */
  readonly granted: ReadonlySet<string> | null;
  /** Whose admin roles they have: a read of them; null where nobody can be asked about. */
  readonly rolesRead: OktaRead | null;
}

const wireMe = z.looseObject({ id: z.string().min(1) });

/**
 * Tries the credentials, before anything is read with them.
 *
 * @param scopes that a check would ask for
 * @throws PlumblineError NOT_OKTA, NETWORK when Okta did not answer
 */
export async function tryCredentials(
  connection: OktaConnection,
  scopes: readonly string[],
  signal: AbortSignal,
): Promise<TriedCredentials> {
  const { clientId } = connection;
  try {
    return clientId === null
      ? await tryToken(connection, signal)
      : await tryServiceApp(connection, clientId, await connection.grantOf(scopes, signal));
  } catch (error) {
    if (error instanceof ReadFailure && error.kind !== "aborted") {
      const what = clientId === null ? "the owner of the API token" : "a token for the service app";
      throw failedRead(what, "okta.users.read", error);
    }
    if (!(error instanceof PlumblineError) || error.code !== "AUTH_FAILED") throw error;
    const refusal = { message: error.message, remedy: error.remedy };
    const kind = connection.credentialKind;
    const credentials = { kind, clientId, isBound: false, refusal, unaskedScopes: [] };
    return { credentials, granted: null, rolesRead: null };
  }
}

async function tryServiceApp(
  connection: OktaConnection,
  clientId: string,
  grant: Grant | null,
): Promise<TriedCredentials> {
  const granted = grant?.granted ?? new Set<string>();
  connection.needScopes([...granted]);
  return {
    credentials: {
      kind: "service-app",
      clientId,
      isBound: grant?.isBound ?? false,
      refusal: null,
      unaskedScopes: grant?.unasked ?? [],
    },
    granted,
    rolesRead: granted.has("okta.roles.read")
      ? { endpoint: "/oauth2/v1/clients/{id}/roles", ids: [clientId] }
      : null,
  };
}

/** The owner's own record; whoever may not read even that is still known to Okta. */
async function tryToken(connection: OktaConnection, signal: AbortSignal): Promise<TriedCredentials> {
  const credentials = {
    kind: "api-token",
    clientId: null,
    isBound: false,
    refusal: null,
    unaskedScopes: [],
  } as const;
  try {
    const { body } = await connection.get({ endpoint: "/api/v1/users/{id}", ids: ["me"] }, signal);
    const me = wireMe.safeParse(body);
    const rolesRead = me.success ? { endpoint: "/api/v1/users/{id}/roles", ids: [me.data.id] } : null;
    return { credentials, granted: null, rolesRead };
  } catch (failure) {
    const isAnswer = failure instanceof ReadFailure && failure.kind === "refused";
    if (!isAnswer) throw failure;
    return { credentials, granted: null, rolesRead: null };
  }
}

/** Types of the admin roles behind the credentials; null when Okta does not tell, which is no failure. */
export async function readOwnRoles(
  connection: OktaConnection,
  read: OktaRead | null,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  if (read === null) return null;
  try {
    const { body } = await connection.get(read, signal);
    const roles = parseList("role", wireRole, body)?.items;
    return roles?.filter(({ status }) => (status ?? "ACTIVE") === "ACTIVE").map(({ type }) => type) ?? null;
  } catch (failure) {
    if (!(failure instanceof ReadFailure) || failure.kind === "aborted") throw failure;
    return null;
  }
}
