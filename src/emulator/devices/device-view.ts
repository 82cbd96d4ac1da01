import type { ApiCall } from "../call/api-call.ts";
import { userView } from "../people/user-view.ts";
import type { DeviceUser, EmulatedDevice } from "../state/device-state.ts";
import type { EmulatedUser } from "../state/state.ts";
import { type Json, type JsonObject, stringAt } from "../wire/json.ts";

/** Which lifecycle calls lead on from a status. */
const actions: Readonly<Record<EmulatedDevice["status"], readonly string[]>> = {
  CREATED: ["activate"],
  ACTIVE: ["deactivate", "suspend"],
  SUSPENDED: ["deactivate", "unsuspend"],
  DEACTIVATED: ["activate"],
};

/** Fields that searches can use. */
export function deviceFields({ users: _, ...device }: EmulatedDevice): JsonObject {
  return device;
}

/** A device as Okta shows it. */
export function deviceView(device: EmulatedDevice, call: ApiCall): JsonObject {
  const self = `${call.baseUrl}/api/v1/devices/${device.id}`;
  const link = (href: string, ...allow: readonly string[]) => ({ href, hints: { allow } });
  const links = actions[device.status].map((action) => [action, link(`${self}/lifecycle/${action}`, "POST")]);
  return {
    ...deviceFields(device),
    resourceId: device.id,
    resourceType: "UDDevice",
    resourceDisplayName: { value: stringAt(device.profile, "displayName") ?? "", sensitive: false },
    _links: {
      ...Object.fromEntries(links),
      self: link(self, "GET"),
      users: link(`${self}/users`, "GET"),
    },
  };
}

/** A device as an item of a list; `expand` adds the people, whole (`user`) or in short (`userSummary`). */
export function deviceListItem(device: EmulatedDevice, call: ApiCall): JsonObject {
  const expand = call.query.get("expand");
  const view = deviceView(device, call);
  if (expand !== "user" && expand !== "userSummary") return view;
  return { ...view, _embedded: { users: deviceUsers(device, call, expand === "user") } };
}

/** The people of a device who still exist. */
export function deviceUsers(device: EmulatedDevice, call: ApiCall, isWhole: boolean): readonly Json[] {
  return device.users.flatMap((holder) => {
    const user = call.org.users.get(holder.userId);
    return user === undefined
      ? []
      : [holderView(holder, isWhole ? userView(user, call) : summary(user, call))];
  });
}

function holderView({ created, managementStatus }: DeviceUser, user: JsonObject): JsonObject {
  return { created, managementStatus, screenLockType: "BIOMETRIC", user };
}

function summary({ id, profile }: EmulatedUser, { baseUrl }: ApiCall): JsonObject {
  const { login, email, firstName, lastName } = profile;
  const self = { href: `${baseUrl}/api/v1/users/${id}` };
  return { id, profile: { login, email, firstName, lastName }, _links: { self } };
}
