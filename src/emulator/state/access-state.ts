import type { JsonObject } from "../wire/json.ts";

export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  /** The person whose rights the token has and who is the actor of what is done with it; null in an empty org. */
  readonly userId: string | null;
  /** From where it may be used: `{ connection: ANYWHERE }`, or `ZONE` with `include` or `exclude`. */
  readonly network: JsonObject;
  readonly created: string;
  readonly lastUpdated: string;
  /** Thirty days after it was used last. */
  readonly expiresAt: string;
}

/** A hardware token of which Okta has the seed. */
export interface YubikeyToken {
  readonly id: string;
  readonly serial: string;
  /** ACTIVE, UNASSIGNED, BLOCKED, REVOKED, DELETED or INACTIVE. */
  readonly status: string;
  readonly userId: string | null;
  readonly created: string;
  readonly lastUpdated: string;
}

/** An OAuth service app (client credentials with private_key_jwt). */
export interface ServiceApp {
  readonly clientId: string;
  readonly label: string;
  /** Public keys, as JWKs. */
  readonly keys: readonly JsonObject[];
  readonly scopes: readonly string[];
  /** Whether the app demands DPoP-bound tokens. */
  readonly dpop: boolean;
  /** Types of its standard admin roles and ids of custom ones; without any, no scope reads anything. */
  readonly roles: readonly string[];
}

/** A custom admin role, which is held with a resource set. */
export interface CustomRole {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Okta's permission names, such as `okta.users.read`. */
  readonly permissions: readonly string[];
  readonly created: string;
  readonly lastUpdated: string;
}

export interface ResourceSet {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Addresses or ORNs of what is in it. */
  readonly resources: readonly string[];
  readonly created: string;
  readonly lastUpdated: string;
}

export interface RoleAssignment {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly status: string;
  readonly created: string;
  readonly lastUpdated: string;
  /** Of a CUSTOM role: the role's id and its resource set's. */
  readonly role: string | null;
  readonly resourceSet: string | null;
}
