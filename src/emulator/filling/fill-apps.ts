import { PlumblineError } from "../../model/errors.ts";
import { firstPartyApps } from "../apps/first-party-apps.ts";
import { hasAppPolicy } from "../policies/app-policy.ts";
import type { IdSource } from "../state/id-source.ts";
import type { EmulatedApp, EmulatedPolicy } from "../state/state.ts";
import type { StateNames } from "./state-names.ts";
import type { WrittenState } from "./state-schema.ts";
import { madeLongAgo } from "./written-times.ts";

type WrittenApp = NonNullable<WrittenState["apps"]>[number];

type AppWithId = WrittenApp & { readonly id: string };

/** The written applications and Okta's own, each with an id of its own: labels need not be unique. */
export function withAppIds(written: WrittenState, ids: IdSource): readonly AppWithId[] {
  return [...(written.apps ?? []), ...missingFirstPartyApps(written)].map((app) => ({
    ...app,
    id: app.id ?? ids.next("0oa"),
  }));
}

/** Of applications with one label the first that is written is meant; the others by id. */
export function appIdsByLabel(apps: readonly AppWithId[]): ReadonlyMap<string, string> {
  return new Map(apps.toReversed().map(({ label, id }) => [label, id]));
}

/** Okta's own applications that an Identity Engine org has and its state does not write. */
function missingFirstPartyApps(written: WrittenState): readonly WrittenApp[] {
  if (written.engine === "classic") return [];
  const names = new Set((written.apps ?? []).map(({ name }) => name));
  // Okta's document lets no OpenID Connect application have such a name, so these are shown as SAML ones.
  return firstPartyApps
    .filter(({ name }) => !names.has(name))
    .map(({ name, label }) => ({ name, label, signOnMode: "SAML_2_0" }));
}

/** An application with everything filled in. */
export function fillApp(app: AppWithId, names: StateNames): EmulatedApp {
  const created = app.created ?? madeLongAgo;
  return {
    id: app.id,
    name: app.name ?? "oidc_client",
    label: app.label,
    status: app.status ?? "ACTIVE",
    signOnMode: app.signOnMode ?? "OPENID_CONNECT",
    applicationType: app.applicationType ?? "web",
    created,
    lastUpdated: app.lastUpdated ?? created,
    userIds: (app.userIds ?? []).map(names.user),
    groupIds: (app.groupIds ?? []).map(names.group),
  };
}

/** The policy that each application is written to be under, by name or id, where one is written. */
export function wishedPolicies(apps: readonly AppWithId[]): ReadonlyMap<string, string> {
  return new Map(apps.flatMap(({ id, policy }) => (policy === undefined ? [] : [[id, policy] as const])));
}

/**
 * Puts each application under an app sign-in policy: the one that lists it, the one that it asks for, the one that
 * Okta has for its own, or the default.
 * @throws PlumblineError STATE_INVALID when an application asks for a policy that does not exist
 */
export function mapApps(
  policies: readonly EmulatedPolicy[],
  apps: readonly EmulatedApp[],
  wishes: ReadonlyMap<string, string>,
  ids: IdSource,
): readonly EmulatedPolicy[] {
  const choices = policies.filter((policy) => policy.resourceType === "APP");
  const mapped = new Set(choices.flatMap(({ mappings }) => mappings.map(({ appId }) => appId)));
  const added = new Map<string, string[]>();
  for (const app of apps) {
    if (mapped.has(app.id) || !hasAppPolicy(app)) continue;
    const policy = policyFor(app, choices, wishes.get(app.id));
    if (policy !== undefined) added.set(policy.id, [...(added.get(policy.id) ?? []), app.id]);
  }
  return policies.map((policy) => {
    const more = (added.get(policy.id) ?? []).map((appId) => ({ id: ids.next("map"), appId }));
    return more.length === 0 ? policy : { ...policy, mappings: [...policy.mappings, ...more] };
  });
}

function policyFor(
  app: EmulatedApp,
  choices: readonly EmulatedPolicy[],
  wish: string | undefined,
): EmulatedPolicy | undefined {
  if (wish !== undefined) {
    const wished = choices.find(({ id, name }) => name === wish || id === wish);
    if (wished !== undefined) return wished;
    throw new PlumblineError(
      "STATE_INVALID",
      `${app.label} is to be under the policy ${wish}, which does not exist`,
      {
        remedy: "Name one of `appPolicies`, or one that every org has, such as Any two factors.",
      },
    );
  }
  const ofFirstParty = firstPartyApps.find(({ name }) => name === app.name)?.policy;
  return choices.find(({ name }) => name === ofFirstParty) ?? choices.find(({ system }) => system);
}
