import { PlumblineError } from "../../model/errors.ts";
import type { OrgId } from "../../model/ids.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { wellKnownEndpoint } from "../connection/carry.ts";
import type { OktaConnection } from "../connection/connection.ts";
import { ReadFailure } from "../transport/read-failure.ts";
import { wireOrganization } from "../wire/org-parts.ts";

function unreachable(orgUrl: string, failure: ReadFailure): PlumblineError {
  return new PlumblineError("NETWORK", `${orgUrl} did not answer: ${failure.message}`, {
    remedy: "check OKTA_ORG_URL, the network and the proxy (https_proxy, NO_PROXY), then try again",
    cause: failure,
  });
}

function notOkta(orgUrl: string, detail: string): PlumblineError {
  return new PlumblineError("NOT_OKTA", `${orgUrl} does not look like an Okta org (${detail})`, {
    remedy: "set OKTA_ORG_URL to the org's address, like https://acme.okta.com",
  });
}

async function askOrganization(connection: OktaConnection, signal: AbortSignal): Promise<OrgSnapshot["org"]> {
  const { orgUrl } = connection;
  let body: unknown;
  try {
    ({ body } = await connection.get({ endpoint: wellKnownEndpoint }, signal));
  } catch (failure) {
    if (!(failure instanceof ReadFailure) || failure.kind === "aborted") throw failure;
    if (failure.kind === "refused" || failure.kind === "garbage") throw notOkta(orgUrl, failure.message);
    throw unreachable(orgUrl, failure);
  }
  const organization = wireOrganization.safeParse(body);
  if (!organization.success) throw notOkta(orgUrl, "no pipeline in its description");
  const { id, pipeline } = organization.data;
  // `v1` is Classic; Identity Engine says `idx`, and so, we take it, will whatever follows it.
  return {
    url: orgUrl,
    id: id == null ? null : (id as OrgId),
    engine: pipeline === "v1" ? "classic" : "identity",
  };
}

/** Org of each connection, kept so that a look before the snapshot costs no second request. */
const known = new WeakMap<OktaConnection, OrgSnapshot["org"]>();

/**
 * Which org this is and which engine it runs, from the one document that needs no credentials (okta-api 0.1).
 * Asked once for each connection.
 *
 * @throws PlumblineError NETWORK, NOT_OKTA; ReadFailure when the signal aborted
 */
export async function readOrganization(
  connection: OktaConnection,
  signal: AbortSignal,
): Promise<OrgSnapshot["org"]> {
  const org = known.get(connection) ?? (await askOrganization(connection, signal));
  known.set(connection, org);
  return org;
}
