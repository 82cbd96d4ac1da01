import type { SignInTarget } from "../../model/baseline-sign-on.ts";
import { firstPartyApps } from "../../model/first-party-apps.ts";
import type { AppId, PolicyId } from "../../model/ids.ts";
import type { AppPolicy, MappedApp } from "../../model/live-sign-on.ts";
import { type OtherDoor, otherDoors } from "../../model/sign-on-words.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import { whyPartial } from "../live/partly-read.ts";

/** Something to sign in to: an application with the policy that it is under, or what is behind another door. */
export interface EntryPoint {
  /** The application's label; the policy's name where the application is not shown. */
  readonly name: string;
  /** The applications that it stands for; empty where they are not shown. */
  readonly appIds: readonly AppId[];
  /** Null where the side of applications is not shown, as on Classic and at another door. */
  readonly policy: AppPolicy | null;
  /** Not by a browser: what is behind it is not shown. */
  readonly door: OtherDoor | null;
  /** True where the policy was found by its name alone, which can be changed. */
  readonly byName: boolean;
  /** How many applications it stands for. */
  readonly apps: number;
}

/** Meaning of a requirement's target. */
export interface EntryPoints {
  readonly entries: readonly EntryPoint[];
  /** Why there may be others, or why one is not known, one clause each. */
  readonly uncertainties: readonly string[];
}

const isOfApps = ({ resourceType }: AppPolicy): boolean => resourceType === "APP";

/** Okta takes sign-ins by the policy of the application; one without a policy takes none (sign-on 1.3). */
const isOpen = (app: MappedApp): app is OpenApp => app.status === "ACTIVE" && app.policyId !== null;

type OpenApp = MappedApp & { readonly policyId: PolicyId };

const doorNames: Readonly<Record<OtherDoor, string>> = {
  RADIUS: "what people open by RADIUS",
  LDAP_INTERFACE: "the LDAP interface",
};

/**
 * Doors that some session rule is for. Where none is, Okta does not show whether they are open (sign-on 1.8): an org is not
 * said to have them.
 */
function doorsOf({ sessionPolicies = [] }: OrgSnapshot["slices"]): readonly EntryPoint[] {
  const named = new Set(
    sessionPolicies
      .filter(({ status }) => status === "ACTIVE")
      .flatMap(({ rules }) => rules ?? [])
      .filter(({ status }) => status === "ACTIVE")
      .map(({ authType }) => authType),
  );
  return otherDoors
    .filter((door) => named.has(door))
    .map((door) => ({ name: doorNames[door], appIds: [], policy: null, door, byName: false, apps: 1 }));
}

/** Prepares finding what can be signed in to. */
export function entryPoints(org: OrgSnapshot): (target: SignInTarget) => EntryPoints {
  const { appPolicies, appMappings } = org.slices;
  const policies = new Map((appPolicies ?? []).map((policy) => [policy.id as string, policy]));
  const unread = [
    ...(appPolicies === undefined ? ["app sign-in policies were not read"] : []),
    ...(appMappings === undefined ? ["the policies of applications were not read"] : []),
  ];
  const partial = (["app-policies", "app-mappings"] as const).flatMap((slice) => {
    const why = whyPartial(slice, org);
    return why === null ? [] : [`not everything of ${slice} was read (${why})`];
  });
  const unknownPolicy = (name: string): string => `the policy of application "${name}" was not read`;

  const entryOf = (app: MappedApp): EntryPoint | string => {
    const policy = policies.get(app.policyId ?? "");
    return policy === undefined
      ? unknownPolicy(app.label)
      : { name: app.label, appIds: [app.id], policy, door: null, byName: false, apps: 1 };
  };
  const sortedOut = (
    found: readonly (EntryPoint | string)[],
    uncertainties: readonly string[],
  ): EntryPoints => ({
    entries: found.filter((one) => typeof one !== "string"),
    uncertainties: [...new Set([...uncertainties, ...found.filter((one) => typeof one === "string")])],
  });

  const ofApps = (labels: readonly string[]): EntryPoints => {
    if (unread.length > 0) return { entries: [], uncertainties: unread };
    const found = labels.flatMap((label): readonly (EntryPoint | string)[] => {
      const apps = (appMappings ?? []).filter((app) => sameName(app.label, label));
      if (apps.length === 0) return [`no application is called "${label}"`];
      return apps
        .filter(({ status }) => status === "ACTIVE")
        .map((app) => (isOpen(app) ? entryOf(app) : `application "${label}" shows no app sign-in policy`));
    });
    return sortedOut(found, []);
  };

  /** One entry point for each policy that has applications: the first by name stands for all of them. */
  const any = (): EntryPoints => {
    if (unread.length > 0) return { entries: [], uncertainties: unread };
    const byPolicy = new Map<string, { readonly first: OpenApp; readonly appIds: readonly AppId[] }>();
    for (const app of (appMappings ?? []).filter(isOpen)) {
      const { first, appIds } = byPolicy.get(app.policyId) ?? { first: app, appIds: [] };
      byPolicy.set(app.policyId, {
        first: app.label < first.label ? app : first,
        appIds: [...appIds, app.id],
      });
    }
    const shown = [...byPolicy.values()].map(({ first, appIds }): EntryPoint | string => {
      const entry = entryOf(first);
      return typeof entry === "string" ? entry : { ...entry, appIds, apps: appIds.length };
    });
    const hidden = (appPolicies ?? []).filter(
      (policy) => isOfApps(policy) && !byPolicy.has(policy.id) && (policy.hiddenAppIds?.length ?? 0) > 0,
    );
    const ofPolicies = [...shown, ...hidden.map((policy) => hiddenEntry(policy, false))];
    // Every org has Okta's own applications: that none has a policy means that it is not shown.
    const none = ofPolicies.length === 0 ? ["no application with an app sign-in policy is shown"] : [];
    return sortedOut([...ofPolicies, ...doorsOf(org.slices)], [...partial, ...none]);
  };

  const hiddenEntry = (policy: AppPolicy, byName: boolean): EntryPoint => ({
    name: policy.name,
    appIds: [],
    policy,
    door: null,
    byName,
    apps: policy.hiddenAppIds?.length ?? 1,
  });

  const own = ({
    name,
    policy: policyName,
  }: (typeof firstPartyApps)["adminConsole" | "dashboard"]): EntryPoints => {
    if (unread.length > 0) return { entries: [], uncertainties: unread };
    const shown = (appMappings ?? []).filter((app) => app.name === name);
    if (shown.length > 0) return sortedOut(shown.map(entryOf), []);
    const named = (appPolicies ?? []).filter(
      (policy) => isOfApps(policy) && sameName(policy.name, policyName),
    );
    const mapped = named.filter(({ hiddenAppIds }) => hiddenAppIds != null && hiddenAppIds.length > 0);
    return mapped.length > 0
      ? {
          entries: mapped.map((policy) => hiddenEntry(policy, true)),
          uncertainties: [],
        }
      : {
          entries: [],
          uncertainties: [
            `which policy ${policyName} is under was not read: it is shown to super administrators, and no policy of that name has an application that is not shown`,
          ],
        };
  };

  return (target) => {
    if (org.org.engine === "classic") {
      const session = { name: "Okta", appIds: [], policy: null, door: null, byName: false, apps: 1 };
      return { entries: [session, ...(target.kind === "any" ? doorsOf(org.slices) : [])], uncertainties: [] };
    }
    switch (target.kind) {
      case "apps":
        return ofApps(target.apps);
      case "any":
        return any();
      case "adminConsole":
        return own(firstPartyApps.adminConsole);
      case "dashboard":
        return own(firstPartyApps.dashboard);
    }
  };
}
