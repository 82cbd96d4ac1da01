import {
  type ApiAnswer,
  type ApiCall,
  noContent,
  ok,
  param,
  type Route,
  routesWithScope,
} from "../call/api-call.ts";
import { pageAnswer, pageLimit } from "../call/paging.ts";
import { deviceFields, deviceListItem, deviceUsers, deviceView } from "../devices/device-view.ts";
import { target } from "../log/log-events.ts";
import { readScimFilter, type ScimDialect } from "../scim/scim-filter.ts";
import { matchesScimFilter } from "../scim/scim-match.ts";
import type { EmulatedDevice } from "../state/device-state.ts";
import { ApiFailure, failure, notFound } from "../wire/api-failure.ts";
import { stringAt } from "../wire/json.ts";
import { givenUser } from "./given-user.ts";

/** Devices on which people registered, and who they are (okta-api 2.6). */
export const deviceRoutes: readonly Route[] = [
  ...routesWithScope("devices", [
    ["GET", "/devices", listDevices],
    ["GET", "/devices/{deviceId}", (call) => ok(deviceView(givenDevice(call), call))],
    ["GET", "/devices/{deviceId}/users", (call) => ok(deviceUsers(givenDevice(call), call, true))],
    ["DELETE", "/devices/{deviceId}", deleteDevice],
    ["POST", "/devices/{deviceId}/lifecycle/{action}", changeStatus],
  ]),
  ...routesWithScope("users", [["GET", "/users/{userId}/devices", listDevicesOfUser]]),
];

function givenDevice(call: ApiCall): EmulatedDevice {
  const id = param(call, "deviceId");
  const device = call.org.devices.get(id);
  if (device === undefined) throw notFound(id, "Device");
  return device;
}

const dialect: ScimDialect = {
  parameter: "search",
  operatorsOf: (path) => {
    if (path.startsWith("profile.")) return ["eq", "sw", "co", "pr", "gt", "ge", "lt", "le"];
    return ["id", "status", "lastUpdated"].includes(path) ? ["eq", "gt", "ge", "lt", "le"] : null;
  },
};

function listDevices(call: ApiCall): ApiAnswer {
  const found = [...call.org.devices.after(call.query.get("after"))].filter(searched(call));
  return pageAnswer(call, found, pageLimit(call, 200, 200), (device) => deviceListItem(device, call));
}

/** @throws ApiFailure E0000031 when the search does not hold */
function searched({ query }: ApiCall): (device: EmulatedDevice) => boolean {
  const search = query.get("search");
  if (search === null || search === "") return () => true;
  const reading = readScimFilter(search, dialect);
  if (reading.kind === "error") throw new ApiFailure(reading.error);
  return (device) => matchesScimFilter(reading.filter, deviceFields(device), { caseSensitiveValues: false });
}

function listDevicesOfUser(call: ApiCall): ApiAnswer {
  const user = givenUser(call);
  const held = call.org.devices.all().flatMap((device) =>
    device.users
      .filter(({ userId }) => userId === user.id)
      .map(({ created }) => ({
        created,
        deviceUserId: `lnk${device.id.slice(3)}`,
        device: deviceView(device, call),
      })),
  );
  return ok(held);
}

/** From which statuses an action leads where. */
const actions: Readonly<
  Record<string, { readonly from: readonly string[]; readonly to: EmulatedDevice["status"] }>
> = {
  activate: { from: ["CREATED", "DEACTIVATED"], to: "ACTIVE" },
  deactivate: { from: ["ACTIVE", "SUSPENDED"], to: "DEACTIVATED" },
  suspend: { from: ["ACTIVE"], to: "SUSPENDED" },
  unsuspend: { from: ["SUSPENDED"], to: "ACTIVE" },
};

/** The log names the device and not its people; whether Okta's does besides is not verified (incremental 3.2). */
function logDevice(call: ApiCall, what: string, device: EmulatedDevice): void {
  const name = stringAt(device.profile, "displayName") ?? "";
  call.log({ eventType: `device.lifecycle.${what}`, targets: [target("UDDevice", device.id, name)] });
}

function changeStatus(call: ApiCall): ApiAnswer {
  const device = givenDevice(call);
  const name = param(call, "action");
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) throw failure(404, "E0000008", "The requested path was not found");
  if (!action.from.includes(device.status)) {
    throw failure(400, "E0000001", "Api validation failed: device", [
      "The device's status does not allow it.",
    ]);
  }
  call.org.devices.put({ ...device, status: action.to, lastUpdated: call.now });
  logDevice(call, name, device);
  return noContent;
}

function deleteDevice(call: ApiCall): ApiAnswer {
  const device = givenDevice(call);
  if (device.status !== "DEACTIVATED") {
    throw failure(400, "E0000001", "Api validation failed: device", [
      "The device must be deactivated first.",
    ]);
  }
  call.org.devices.delete(device.id);
  logDevice(call, "delete", device);
  return noContent;
}
