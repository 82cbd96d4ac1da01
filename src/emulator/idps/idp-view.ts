import type { EmulatedIdp } from "../state/state.ts";
import type { JsonObject } from "../wire/json.ts";

/** The protocol that an identity provider of a type speaks; a social one speaks OAuth 2.0. */
function protocolOf(type: string): string {
  if (type === "SAML2") return "SAML2";
  if (type === "X509") return "MTLS";
  if (type.startsWith("IDV_")) return "ID_PROOFING";
  return ["OIDC", "OKTA_INTEGRATION"].includes(type) ? "OIDC" : "OAUTH2";
}

/**
 * An identity provider as Okta shows it. `policy.trustClaims` says whether its word on how somebody signed in counts
 * (sign-on 1.6); of credentials only whom a smart card provider trusts is shown.
 */
export function idpView(idp: EmulatedIdp, baseUrl: string): JsonObject {
  const lifecycle = idp.status === "ACTIVE" ? "deactivate" : "activate";
  const self = `${baseUrl}/api/v1/idps/${idp.id}`;
  const isProvisioned = !["MTLS", "ID_PROOFING"].includes(protocolOf(idp.type));
  return {
    id: idp.id,
    type: idp.type,
    name: idp.name,
    status: idp.status,
    created: idp.created,
    lastUpdated: idp.lastUpdated,
    issuerMode: "DYNAMIC",
    protocol: {
      type: protocolOf(idp.type),
      ...(idp.trust === null ? {} : { credentials: { trust: { ...idp.trust } } }),
    },
    policy: {
      provisioning: {
        action: isProvisioned ? "AUTO" : "DISABLED",
        profileMaster: false,
        groups: { action: "NONE" },
        conditions: { deprovisioned: { action: "NONE" }, suspended: { action: "NONE" } },
      },
      accountLink: { action: isProvisioned ? "AUTO" : "DISABLED" },
      subject: {
        userNameTemplate: { template: "idpuser.subjectNameId" },
        matchType: "USERNAME",
      },
      mapAMRClaims: idp.trustClaims,
      trustClaims: idp.trustClaims,
      maxClockSkew: 120000,
    },
    _links: {
      self: { href: self, hints: { allow: ["GET", "PUT", "DELETE"] } },
      [lifecycle]: { href: `${self}/lifecycle/${lifecycle}`, hints: { allow: ["POST"] } },
      users: { href: `${self}/users`, hints: { allow: ["GET"] } },
    },
  };
}
