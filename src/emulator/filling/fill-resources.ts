import {
  type OrgSettings,
  type OrgSettingsKey,
  orgSettingsKeys,
  orgSettingsPages,
} from "../resources/org-settings.ts";
import {
  type Resource,
  type ResourceKey,
  type Resources,
  resourceKeys,
  resourceKind,
} from "../resources/resource-kinds.ts";
import type { IdSource } from "../state/id-source.ts";
import type { EmulatedOrg } from "../state/state.ts";
import { asStrings, type JsonObject } from "../wire/json.ts";
import type { StateNames } from "./state-names.ts";
import type { WrittenState } from "./state-schema.ts";
import { madeLongAgo } from "./written-times.ts";

const stamps = { created: madeLongAgo, lastUpdated: madeLongAgo };

/** The resources of a written state, and of every kind that it leaves out what an org starts with. */
export function fillResources(
  written: WrittenState["resources"],
  org: EmulatedOrg,
  ids: IdSource,
): Resources {
  const filled: Partial<Record<ResourceKey, readonly Resource[]>> = {};
  for (const key of resourceKeys) {
    const kind = resourceKind(key);
    filled[key] = (written?.[key] ?? kind.initial?.(org) ?? []).map((one) => ({
      ...stamps,
      ...kind.usual(one, org),
      ...one,
      id: typeof one["id"] === "string" ? one["id"] : ids.next(kind.idPrefix),
    }));
  }
  return filled;
}

/** The settings of a written state over those that are usual; zones are meant by name. */
export function fillOrgSettings(
  written: WrittenState["orgSettings"],
  org: EmulatedOrg,
  names: Pick<StateNames, "zone">,
): OrgSettings {
  const filled: Partial<Record<OrgSettingsKey, JsonObject>> = {};
  for (const key of orgSettingsKeys) {
    const said = written?.[key] ?? {};
    const zones = said["excludeZones"];
    const excludeZones = zones === undefined ? {} : { excludeZones: asStrings(zones).map(names.zone) };
    const { isDated, usual } = orgSettingsPages[key];
    filled[key] = { ...usual(org), ...(isDated ? stamps : {}), ...said, ...excludeZones };
  }
  return filled;
}
