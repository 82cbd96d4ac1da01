import type { AuthenticatorId } from "../../model/ids.ts";
import type { AuthenticatorMethod, OrgAuthenticator } from "../../model/live-enrollment.ts";
import type { LiveNetwork } from "../../model/network.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { OrgSlices, Zone } from "../../model/snapshot.ts";
import {
  toAuthenticator,
  toMethod,
  toOrgFactor,
  toZone,
  wireAuthenticator,
  wireMethod,
  wireOrgFactor,
  wireZone,
} from "../wire/org-parts.ts";
import { startGapList } from "./gap-list.ts";
import { type Reading, readPart, readSlice } from "./reading.ts";
import { defaultWorkers, workThrough } from "./work-pool.ts";

/** Org-wide authenticators; on Classic the org's factors, which have the same part to play. */
export async function readAuthenticators(
  reading: Reading,
  plan: ReadPlan,
): Promise<readonly OrgAuthenticator[] | undefined> {
  const what = "authenticator";
  if (reading.engine === "classic") {
    const read = { endpoint: "/api/v1/org/factors" };
    return (
      (await readSlice(reading, "authenticators", { what, schema: wireOrgFactor, read }, toOrgFactor)) ??
      undefined
    );
  }
  const list = { what, schema: wireAuthenticator, read: { endpoint: "/api/v1/authenticators" } };
  const found = await readSlice(reading, "authenticators", list, toAuthenticator);
  if (found === null) return undefined;
  const methods = new Map<string, readonly AuthenticatorMethod[] | null>();
  await workThrough(plan.methodsNeededOf(found), defaultWorkers, async (id) => {
    methods.set(id, await readMethods(reading, id));
  });
  return found.map((one) => {
    const those = methods.get(one.id ?? "");
    return those === undefined ? one : { ...one, methods: those };
  });
}

async function readMethods(
  reading: Reading,
  id: AuthenticatorId,
): Promise<readonly AuthenticatorMethod[] | null> {
  const read = { endpoint: "/api/v1/authenticators/{id}/methods", ids: [id] };
  return readPart(reading, "authenticators", id, { what: "method", schema: wireMethod, read }, toMethod);
}

interface RuledPolicy {
  readonly rules: readonly { readonly network: LiveNetwork }[] | null;
}

/** Whether a rule names a zone, so that the zones make the answer sharper. */
export const namesZones = (policies: readonly RuledPolicy[]): boolean =>
  policies.some(({ rules }) =>
    rules?.some(
      ({ network }) => network.kind !== "anywhere" && network.zoneIds.some((id) => id !== "ALL_ZONES"),
    ),
  );

/**
 * Network zones, when the plan wants them or a live rule names one. In the second case they only make the answer
 * sharper, so failing to read them is not a gap.
 */
export async function readZones(
  reading: Reading,
  isPlanned: boolean,
  slices: Pick<OrgSlices, "policies" | "sessionPolicies" | "appPolicies" | "passwordPolicies">,
): Promise<readonly Zone[] | undefined> {
  const { policies = [], sessionPolicies = [], appPolicies = [], passwordPolicies = [] } = slices;
  const all = [...policies, ...sessionPolicies, ...appPolicies, ...passwordPolicies];
  if (!isPlanned && !namesZones(all)) return undefined;
  const list = {
    what: "zone",
    schema: wireZone,
    read: { endpoint: "/api/v1/zones", query: { limit: "200" } },
  };
  const at = isPlanned ? reading : { ...reading, gaps: startGapList() };
  return (await readSlice(at, "zones", list, toZone)) ?? undefined;
}
