import type { EnrollmentPolicy, OrgAuthenticator, Zone } from "../../model/snapshot.ts";
import {
  toAuthenticator,
  toOrgFactor,
  toZone,
  wireAuthenticator,
  wireOrgFactor,
  wireZone,
} from "../wire/org-parts.ts";
import { startGapList } from "./gap-list.ts";
import { type Reading, readSlice } from "./reading.ts";

/** Org-wide authenticators; on Classic the org's factors, which have the same part to play. */
export async function readAuthenticators(reading: Reading): Promise<readonly OrgAuthenticator[] | undefined> {
  const what = "authenticator";
  const found =
    reading.engine === "classic"
      ? await readSlice(
          reading,
          "authenticators",
          { what, schema: wireOrgFactor, read: { endpoint: "/api/v1/org/factors" } },
          toOrgFactor,
        )
      : await readSlice(
          reading,
          "authenticators",
          { what, schema: wireAuthenticator, read: { endpoint: "/api/v1/authenticators" } },
          toAuthenticator,
        );
  return found ?? undefined;
}

/** Whether a rule names a zone, so that the zones make the answer sharper. */
export const namesZones = (policies: readonly EnrollmentPolicy[] | undefined): boolean =>
  (policies ?? []).some(({ rules }) =>
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
  policies: readonly EnrollmentPolicy[] | undefined,
): Promise<readonly Zone[] | undefined> {
  if (!isPlanned && !namesZones(policies)) return undefined;
  const list = {
    what: "zone",
    schema: wireZone,
    read: { endpoint: "/api/v1/zones", query: { limit: "200" } },
  };
  const at = isPlanned ? reading : { ...reading, gaps: startGapList() };
  return (await readSlice(at, "zones", list, toZone)) ?? undefined;
}
