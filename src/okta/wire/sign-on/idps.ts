import { z } from "zod";
import type { IdpId } from "../../../model/ids.ts";
import type { IdentityProvider } from "../../../model/live-sign-on.ts";

export const wireIdp = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  type: z.string().nullish(),
  status: z.string(),
  protocol: z
    .looseObject({
      credentials: z
        .looseObject({
          trust: z.looseObject({ issuer: z.string().nullish(), kid: z.string().nullish() }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
  policy: z.looseObject({ trustClaims: z.boolean().nullish() }).nullish(),
});

function trustOf({ type, protocol }: z.output<typeof wireIdp>): Pick<IdentityProvider, "trust"> {
  const trust = protocol?.credentials?.trust;
  return type === "X509" ? { trust: { issuer: trust?.issuer ?? null, kid: trust?.kid ?? null } } : {};
}

export const toIdp = (idp: z.output<typeof wireIdp>): IdentityProvider => ({
  id: idp.id as IdpId,
  name: idp.name,
  type: idp.type ?? "",
  status: idp.status,
  trustsClaims: idp.policy?.trustClaims ?? false,
  ...trustOf(idp),
});
