// The provider is imported module by module here and in its neighbours: its index would load two hundred of them.
import { getApp } from "@pulumi/okta/app/getApp.js";
import { getAuthenticator } from "@pulumi/okta/getAuthenticator.js";
import { getNetworkZone } from "@pulumi/okta/getNetworkZone.js";
import { getOrgMetadata } from "@pulumi/okta/getOrgMetadata.js";
import { getGroup } from "@pulumi/okta/group/getGroup.js";
import { getDefaultPolicy } from "@pulumi/okta/policy/getDefaultPolicy.js";
import { getPolicy } from "@pulumi/okta/policy/getPolicy.js";
import { getUser } from "@pulumi/okta/user/getUser.js";
import { getUserType } from "@pulumi/okta/user/getUserType.js";
import type * as pulumi from "@pulumi/pulumi";
import { PlumblineError } from "../src/model/errors.ts";
import { defaultPolicyName, everyoneGroupName } from "../src/model/words.ts";

/** Questions to the org through the provider's data sources; each answer is null when there is no such thing. */
export interface ProviderLookups {
  group(name: string): Promise<Named | null>;
  zone(name: string): Promise<Named | null>;
  /** By login or id, as `GET /api/v1/users/{idOrLogin}` takes either. */
  user(loginOrId: string): Promise<{ readonly id: string; readonly login: string } | null>;
  /** By key, or by id for a key that repeats. */
  authenticator(by: { readonly key: string } | { readonly id: string }): Promise<LiveAuthenticator | null>;
  /** An active application by its label. */
  app(label: string): Promise<Named | null>;
  /** By name, or by id where the name is one: `oty…`. */
  userType(nameOrId: string): Promise<Named | null>;
  /** An app sign-in policy. */
  appPolicy(name: string): Promise<Named | null>;
  /** Okta's own global session policy. */
  defaultSessionPolicy(): Promise<Named | null>;
  /** `idx` or `v1`; throws when the org cannot be asked. */
  pipeline(): Promise<string>;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface LiveAuthenticator {
  readonly id: string;
  readonly key: string;
  readonly status: string;
}

/** Asks with the provider of the given resource. Answers are as the provider gives them: nothing is compared here. */
export function providerLookups(parent: pulumi.Resource): ProviderLookups {
  const options = { parent };
  return {
    group: (name) =>
      orNull("group", name, async () => {
        // The built-in group is alone in its type; others are found in whatever directory they come from.
        const type = name === everyoneGroupName ? { type: "BUILT_IN" } : {};
        const found = await getGroup({ name, ...type }, options);
        return { id: found.id, name: found.name };
      }),
    zone: (name) =>
      orNull("network zone", name, async () => {
        const found = await getNetworkZone({ name }, options);
        return found.id === undefined ? null : { id: found.id, name: found.name ?? "" };
      }),
    user: (loginOrId) =>
      orNull("user", loginOrId, async () => {
        const asked = { userId: loginOrId, skipGroups: true, skipRoles: true };
        const found = await getUser(asked, options);
        return { id: found.id, login: found.login };
      }),
    authenticator: (by) =>
      orNull("authenticator", "id" in by ? by.id : by.key, async () => {
        const found = await getAuthenticator(by, options);
        return { id: found.id ?? "", key: found.key ?? "", status: found.status };
      }),
    app: (label) =>
      orNull("application", label, async () => {
        const found = await getApp({ label, skipUsers: true, skipGroups: true }, options);
        return found.id === undefined ? null : { id: found.id, name: found.label ?? "" };
      }),
    userType: (nameOrId) =>
      orNull("user type", nameOrId, async () => {
        const isId = nameOrId.startsWith("oty");
        const found = await getUserType(isId ? { id: nameOrId } : { name: nameOrId }, options);
        return found.id === undefined ? null : { id: found.id, name: isId ? found.id : (found.name ?? "") };
      }),
    appPolicy: (name) =>
      orNull("app sign-in policy", name, async () => getPolicy({ name, type: "ACCESS_POLICY" }, options)),
    defaultSessionPolicy: () =>
      orNull("session policy", defaultPolicyName, async () => {
        const { id } = await getDefaultPolicy({ type: "OKTA_SIGN_ON" }, options);
        return { id, name: defaultPolicyName };
      }),
    pipeline: async () => (await getOrgMetadata({}, options)).pipeline,
  };
}

/**
 * The provider's words for "there is no such thing" (data_source_okta_group.go, _network_zone.go, _authenticator.go,
 * _app.go, _policy.go) and Okta's own for a user (E0000007).
 */
const absent = /does not exist|not found|no \S+ found|no policies retrieved|select a more precise name/i;

async function orNull<Found>(
  kind: string,
  name: string,
  ask: () => Promise<Found | null>,
): Promise<Found | null> {
  try {
    return await ask();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (absent.test(reason)) return null;
    throw new PlumblineError("OKTA_REFUSED", `cannot look up the ${kind} "${name}": ${reason}`, {
      remedy:
        "check the provider's org and credentials (pulumi config, OKTA_ORG_NAME, OKTA_API_TOKEN) and scopes",
      cause,
    });
  }
}
