import { z } from "zod";
import { type DeviceUser, deviceStatuses, type EmulatedDevice } from "../state/device-state.ts";
import type { IdSource } from "../state/id-source.ts";
import type { StateNames } from "./state-names.ts";
import { madeLongAgo } from "./written-times.ts";
import { json, stamps, text, time } from "./written-values.ts";

/** Devices as they may be written by hand: `{ name: Phone, platform: IOS, users: [dana@acme.example] }`. */
export const devicesSchema = z
  .array(
    z.strictObject({
      id: text.optional(),
      name: text.optional(),
      platform: text.optional(),
      status: z.enum(deviceStatuses).optional(),
      profile: json.optional(),
      users: z
        .array(
          z.union([
            text,
            z.strictObject({
              userId: text,
              created: time.optional(),
              managementStatus: z.enum(["MANAGED", "NOT_MANAGED"]).optional(),
            }),
          ]),
        )
        .optional(),
      ...stamps,
    }),
  )
  .optional();

/** The devices of a written state. */
export function fillDevices(
  written: z.infer<typeof devicesSchema>,
  ids: IdSource,
  names: Pick<StateNames, "user">,
): readonly EmulatedDevice[] {
  return (written ?? []).map(({ created = madeLongAgo, ...device }) => ({
    id: device.id ?? ids.next("guo"),
    status: device.status ?? "ACTIVE",
    created,
    lastUpdated: device.lastUpdated ?? created,
    profile: {
      displayName: device.name ?? "Phone",
      platform: device.platform ?? "IOS",
      registered: true,
      secureHardwarePresent: true,
      ...device.profile,
    },
    users: (device.users ?? []).map((user): DeviceUser => {
      const given = typeof user === "string" ? { userId: user } : user;
      return {
        userId: names.user(given.userId),
        created: given.created ?? created,
        managementStatus: given.managementStatus ?? "NOT_MANAGED",
      };
    }),
  }));
}
