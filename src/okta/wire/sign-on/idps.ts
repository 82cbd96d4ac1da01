import { z } from "zod";
import type { IdpId } from "../../../model/ids.ts";
import type { IdentityProvider } from "../../../model/live-sign-on.ts";

export const wireIdp = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  type: z.string().nullish(),
  status: z.string(),
  policy: z.looseObject({ trustClaims: z.boolean().nullish() }).nullish(),
});

export const toIdp = (idp: z.output<typeof wireIdp>): IdentityProvider => ({
  id: idp.id as IdpId,
  name: idp.name,
  type: idp.type ?? "",
  status: idp.status,
  trustsClaims: idp.policy?.trustClaims ?? false,
});
