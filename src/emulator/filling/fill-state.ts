import { everyoneGroupName } from "../../model/words.ts";
import { zoneFields } from "../policies/zone-view.ts";
import type { EmulatorSettings } from "../state/emulator-settings.ts";
import { factorKinds } from "../state/factor-kinds.ts";
import { IdSource } from "../state/id-source.ts";
import type {
  AdminConsoleSettings,
  EmulatedIdp,
  EmulatedOrg,
  EmulatedZone,
  EmulatorState,
  OrgFactor,
} from "../state/state.ts";
import { expandSignOn } from "./expand-sign-on.ts";
import { appIdsByLabel, fillApp, mapApps, wishedPolicies, withAppIds } from "./fill-apps.ts";
import { fillAuthenticators } from "./fill-authenticators.ts";
import { fillDevices } from "./fill-devices.ts";
import { fillGroupRules, fillGroups, groupIdsByName } from "./fill-groups.ts";
import { fillPolicies } from "./fill-policies.ts";
import { fillOrgSettings, fillResources } from "./fill-resources.ts";
import { fillRoles } from "./fill-roles.ts";
import { fillTokens, fillYubikeyTokens } from "./fill-tokens.ts";
import { fillUser } from "./fill-user.ts";
import { lookUp, type StateNames } from "./state-names.ts";
import type { WrittenState } from "./state-schema.ts";
import { madeLongAgo } from "./written-times.ts";

/** Fills what a written state leaves out, adds what every org has (Everyone, Okta's own policies), and turns names into ids. */
export function fillState(written: WrittenState): EmulatorState {
  const ids = new IdSource();
  for (const id of idsIn(written)) ids.reserve(id);
  const engine = written.engine ?? "identity";
  const org = fillOrg(written, engine, ids);
  const roles = fillRoles(written, ids);
  const users = (written.users ?? []).map((user) => fillUser(user, engine, ids, roles));
  const userIds = new Map(users.map((user) => [user.profile.login, user.id]));
  const groups = fillGroups(written, ids, lookUp(userIds), roles);
  const zones = (written.zones ?? []).map((zone) => fillZone(zone, ids));
  const writtenApps = withAppIds(written, ids);
  const idps = (written.idps ?? []).map((idp) => fillIdp(idp, ids));
  const names: StateNames = {
    user: lookUp(userIds),
    group: lookUp(groupIdsByName(groups)),
    zone: lookUp(new Map(zones.map((zone) => [zone.name, zone.id]))),
    app: lookUp(appIdsByLabel(writtenApps)),
    idp: lookUp(new Map(idps.map((idp) => [idp.name, idp.id]))),
  };
  const authenticators = engine === "identity" ? fillAuthenticators(written, ids) : [];
  const orgFactors = engine === "classic" ? fillOrgFactors(written) : [];
  const apps = writtenApps.map((app) => fillApp(app, names));
  const policies = fillPolicies([...(written.policies ?? []), ...expandSignOn(written)], {
    engine,
    ids,
    names,
    everyone: names.group(everyoneGroupName),
    authenticators,
    orgFactors,
    firstParty: new Set((written.apps ?? []).flatMap(({ name }) => name ?? [])),
  });
  return {
    engine,
    org,
    tokens: fillTokens(written, { users, groups }, ids, names),
    yubikeyTokens: fillYubikeyTokens(written, ids, names),
    resources: fillResources(written.resources, org, ids),
    orgSettings: fillOrgSettings(written.orgSettings, org, names),
    customRoles: roles.customRoles,
    resourceSets: roles.resourceSets,
    serviceApps: (written.serviceApps ?? []).map((app) => ({
      ...app,
      label: app.label ?? app.clientId,
      dpop: app.dpop ?? false,
      roles: (app.roles ?? ["READ_ONLY_ADMIN"]).map(roles.roleName),
    })),
    users,
    devices: fillDevices(written.devices, ids, names),
    groups,
    groupRules: fillGroupRules(written, ids, names),
    authenticators,
    orgFactors,
    policies: mapApps(policies, apps, wishedPolicies(writtenApps), ids),
    zones,
    apps,
    idps,
    adminConsole: fillAdminConsole(written.adminConsole),
    logEvents: written.logEvents ?? [],
    settings: fillSettings(written.settings ?? {}, names),
  };
}

function fillSettings(settings: NonNullable<WrittenState["settings"]>, names: StateNames): EmulatorSettings {
  return {
    callerZones: (settings.callerZones ?? []).map(names.zone),
    authenticatorEnrollments: settings.authenticatorEnrollments ?? "unfiltered",
    oktaVerifyEnrollments: settings.oktaVerifyEnrollments ?? "one",
    assigneesThroughGroups: settings.assigneesThroughGroups ?? false,
    customUserAttributes: settings.customUserAttributes ?? [],
    searchLagSeconds: settings.searchLagSeconds ?? 0,
    clockOffsetSeconds: settings.clockOffsetSeconds ?? 0,
  };
}

function idsIn(written: WrittenState): readonly string[] {
  const policies = [...(written.policies ?? []), ...expandSignOn(written)];
  const lists = [
    written.customRoles,
    written.resourceSets,
    written.users,
    written.users?.flatMap((user) => (user.factors ?? []).filter((factor) => typeof factor !== "string")),
    written.devices,
    written.groups,
    written.groupRules,
    written.authenticators,
    policies,
    policies.flatMap((policy) => [...(policy.rules ?? []), ...(policy.mappings ?? [])]),
    written.zones,
    written.apps,
    written.idps,
    written.tokens,
    written.yubikeyTokens,
    Object.values(written.resources ?? {}).flat(),
  ];
  return lists.flatMap((list) => (list ?? []).flatMap(({ id }) => (typeof id === "string" ? [id] : [])));
}

function fillOrg(written: WrittenState, engine: EmulatorState["engine"], ids: IdSource): EmulatedOrg {
  return {
    id: written.org?.id ?? ids.next("00o"),
    subdomain: written.org?.subdomain ?? "acme",
    cell: written.org?.cell ?? "emulator",
    userTypeId: written.org?.userTypeId ?? ids.next("oty"),
    userSchemaId: written.org?.userSchemaId ?? ids.next("osc"),
    realmId: engine === "classic" ? null : (written.org?.realmId ?? ids.next("guo")),
  };
}

/** Without org factors a Classic org has every factor that we know switched on. */
function fillOrgFactors(written: WrittenState): readonly OrgFactor[] {
  const kinds = factorKinds.filter((kind) => kind.policyKey !== null);
  const factors: NonNullable<WrittenState["orgFactors"]> =
    written.orgFactors ?? kinds.map((kind) => ({ id: kind.policyKey ?? "" }));
  return factors.map((factor) => {
    const known = kinds.find((kind) => kind.policyKey === factor.id);
    return {
      id: factor.id,
      provider: factor.provider ?? known?.provider ?? "OKTA",
      factorType: factor.factorType ?? known?.factorType ?? factor.id,
      status: factor.status ?? "ACTIVE",
    };
  });
}

/** Addresses that nobody has (RFC 5737). */
const documentationRange = { gateways: [{ type: "CIDR", value: "192.0.2.0/24" }], proxies: null };

function fillZone(zone: NonNullable<WrittenState["zones"]>[number], ids: IdSource): EmulatedZone {
  const type = zone.type ?? "IP";
  return {
    id: zone.id ?? ids.next("nzo"),
    name: zone.name,
    type,
    status: zone.status ?? "ACTIVE",
    usage: zone.usage ?? "POLICY",
    system: zone.system ?? false,
    created: zone.created ?? madeLongAgo,
    lastUpdated: zone.lastUpdated ?? zone.created ?? madeLongAgo,
    fields: zone.fields ?? (type === "IP" ? documentationRange : zoneFields(type, {})),
  };
}

function fillIdp(idp: NonNullable<WrittenState["idps"]>[number], ids: IdSource): EmulatedIdp {
  return {
    id: idp.id ?? ids.next("0oa"),
    name: idp.name,
    type: idp.type ?? "SAML2",
    status: idp.status ?? "ACTIVE",
    trustClaims: idp.trustClaims ?? false,
    trust: idp.trust ?? null,
    created: idp.created ?? madeLongAgo,
    lastUpdated: idp.lastUpdated ?? idp.created ?? madeLongAgo,
  };
}

/** Okta's defaults (its OpenAPI document, AdminConsoleSettings). */
function fillAdminConsole(written: WrittenState["adminConsole"]): AdminConsoleSettings {
  return {
    sessionIdleTimeoutMinutes: written?.sessionIdleTimeoutMinutes ?? 15,
    sessionMaxLifetimeMinutes: written?.sessionMaxLifetimeMinutes ?? 720,
  };
}
