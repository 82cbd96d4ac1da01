import { generateKeyPairSync } from "node:crypto";
import type { CustomRole, ServiceApp } from "../../src/emulator/state/access-state.ts";
import type { EmulatorState } from "../../src/emulator/state/state.ts";
import type { JsonObject } from "../../src/emulator/wire/json.ts";

/** The read scopes that the README asks to be granted. */
export const readScopes: readonly string[] = [
  "okta.apps.read",
  "okta.authenticators.read",
  "okta.groups.read",
  "okta.logs.read",
  "okta.networkZones.read",
  "okta.orgs.read",
  "okta.policies.read",
  "okta.roles.read",
  "okta.users.read",
];

/** The custom role that the README asks for beside Read-only Administrator, who does not see administrators. */
export const seesAdministrators: CustomRole = {
  id: "cr0seesadministrators",
  label: "Sees administrators",
  description: "Views roles, resources, and admin assignments",
  permissions: ["okta.iam.read"],
  created: "2024-01-15T09:00:00.000Z",
  lastUpdated: "2024-01-15T09:00:00.000Z",
};

const clientId = "0oaPlumbline";
const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" });
const jwk: JsonObject = Object.fromEntries(
  Object.entries(publicKey.export({ format: "jwk" })).map(([name, value]) => [name, String(value)]),
);

const pem = (key: typeof privateKey): string => key.export({ type: "pkcs8", format: "pem" }).toString();

/** The org with a service app that may read everything, with the given changes. */
export function withServiceApp(state: EmulatorState, change: Partial<ServiceApp> = {}): EmulatorState {
  const app: ServiceApp = {
    clientId,
    label: "Plumbline",
    keys: [{ ...jwk, kid: "k1" }],
    scopes: readScopes,
    dpop: false,
    roles: ["READ_ONLY_ADMIN", seesAdministrators.id],
    ...change,
  };
  return { ...state, serviceApps: [app], customRoles: [seesAdministrators] };
}

/** Variables to set to be that app. */
export const serviceAppEnv = {
  OKTA_CLIENT_ID: clientId,
  OKTA_PRIVATE_KEY: pem(privateKey),
  OKTA_KEY_ID: "k1",
};

/** A key that no app lists. */
export const strangersKey = pem(stranger.privateKey);
