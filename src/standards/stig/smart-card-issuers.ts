import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { isDodIssuer } from "../../model/dod-words.ts";
import type { IdentityProvider } from "../../model/live-sign-on.ts";
import type { StandardEvidence, StandardVerdict } from "../../model/standards.ts";
import type { StandardRequirement } from "../contract/framework.ts";
import { notReviewed, open, pass } from "../contract/verdicts.ts";

const seen = ({ id, name, trust }: IdentityProvider): StandardEvidence => ({
  path: `/api/v1/idps/${id}`,
  name,
  field: "protocol.credentials.trust.issuer",
  value: trust?.issuer ?? "not shown",
});

function judge({ org }: JudgedOrg): StandardVerdict {
  const cards = (org.slices.idps ?? []).filter(({ type }) => type === "X509");
  if (cards.length === 0) return open("the org has no smart card identity provider");
  const off = cards.filter(({ status }) => status !== "ACTIVE");
  const active = cards.filter(({ status }) => status === "ACTIVE");
  if (off.length > 0) {
    return open(
      `smart card identity provider "${off[0]?.name}" is not ACTIVE`,
      off.map((idp) => ({ ...seen(idp), field: "status", value: idp.status })),
    );
  }
  const strange = active.filter(({ trust }) => !isDodIssuer(trust?.issuer ?? ""));
  if (strange.length > 0) {
    return notReviewed(
      `whether the DOD approved the issuer that identity provider "${strange[0]?.name}" trusts (${strange[0]?.trust?.issuer ?? "not shown"}) is to be looked up`,
      strange.map(seen),
    );
  }
  return pass("each smart card identity provider trusts an issuer by a name of the DOD's", active.map(seen));
}

/** The requirement on who issues the certificates of smart cards. */
export const smartCardIssuersRequirement: StandardRequirement = {
  id: "V-273207",
  aliases: ["OKTA-APP-001920"],
  title: "Smart cards are taken only from authorities that the DOD approved",
  severity: "medium",
  decidedBy: "identity providers of type X509: status and protocol.credentials.trust.issuer",
  needs: ["idps"],
  asTheStandardChecks: judge,
  asItHoldsForPeople: { kind: "same" },
};
