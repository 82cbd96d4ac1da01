import type { JsonObject } from "../wire/json.ts";

export const deviceStatuses = ["CREATED", "ACTIVE", "SUSPENDED", "DEACTIVATED"] as const;

/** A device on which somebody registered Okta Verify. */
export interface EmulatedDevice {
  readonly id: string;
  readonly status: (typeof deviceStatuses)[number];
  readonly created: string;
  readonly lastUpdated: string;
  /** `displayName`, `platform`, `registered` and whatever else Okta knows of it. */
  readonly profile: JsonObject;
  readonly users: readonly DeviceUser[];
}

/** Somebody who uses a device. */
export interface DeviceUser {
  readonly userId: string;
  /** When they registered on it. */
  readonly created: string;
  readonly managementStatus: "MANAGED" | "NOT_MANAGED";
}
