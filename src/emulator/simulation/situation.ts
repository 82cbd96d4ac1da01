import { isIP } from "node:net";
import { everyoneGroupName } from "../../model/words.ts";
import { isFirstParty } from "../apps/first-party-apps.ts";
import type { ApiCall } from "../call/api-call.ts";
import type { GroupRow, OrgStore } from "../state/org-store.ts";
import type { EmulatedApp, EmulatedUser } from "../state/state.ts";
import { invalid, notFound } from "../wire/api-failure.ts";
import { asObject, asStrings, fieldAt, type JsonObject, stringAt } from "../wire/json.ts";

/** Who signs in to what and from where, as far as a simulation was told. */
export interface Situation {
  readonly org: OrgStore;
  readonly app: EmulatedApp;
  /** Null when groups were given in place of a person. */
  readonly user: EmulatedUser | null;
  readonly groupIds: ReadonlySet<string>;
  /** The zones to be in, and in no other; null when they were not given. */
  readonly zoneIds: ReadonlySet<string> | null;
  readonly ip: string | null;
  readonly riskLevel: string | null;
  readonly device: JsonObject;
}

/**
 * Reads one simulation's request (okta-api 4.8).
 * @throws ApiFailure E0000001 where it contradicts itself or the application is not assigned, E0000007 for what is not there
 */
export function readSituation(call: ApiCall, body: JsonObject): Situation {
  const appId = stringAt(body, "appInstance");
  if (appId === null) throw invalid("appInstance", "appInstance: The field cannot be left blank");
  const app = call.org.apps.get(appId);
  if (app === undefined) throw notFound(appId, "AppInstance");
  const context = asObject(body["policyContext"]);
  refuseBoth(context, "user", "groups");
  refuseBoth(context, "ip", "zones");
  const ip = stringAt(context, "ip");
  if (ip !== null && isIP(ip) === 0) throw invalid("ip", "ip: The IP address is not valid.");
  const zones = fieldAt(context, "zones", "ids");
  return {
    org: call.org,
    app,
    ...readPeople(call.org, app, context),
    zoneIds: zones === undefined ? null : new Set(asStrings(zones)),
    ip,
    riskLevel: stringAt(context, "risk", "level"),
    device: asObject(context["device"]),
  };
}

function refuseBoth(context: JsonObject, one: string, other: string): void {
  if (context[one] !== undefined && context[other] !== undefined) {
    throw invalid("policyContext", `policyContext: Only one of ${one} and ${other} is allowed.`);
  }
}

function readPeople(
  org: OrgStore,
  app: EmulatedApp,
  context: JsonObject,
): Pick<Situation, "user" | "groupIds"> {
  const userId = stringAt(context, "user", "id");
  if (userId === null) return { user: null, groupIds: readGroups(org, app, context) };
  const user = org.findUser(userId);
  if (user === undefined) throw notFound(userId, "User");
  const groups = org.groupsOf(user);
  requireAssigned(
    app,
    "User",
    user.profile.login,
    app.userIds.includes(user.id) || groups.some(isAssigned(app)),
  );
  return { user, groupIds: new Set(groups.map(({ id }) => id)) };
}

const isAssigned =
  (app: EmulatedApp) =>
  ({ id }: GroupRow): boolean =>
    app.groupIds.includes(id);

/** Everybody is in Everyone, whatever groups are given. */
function readGroups(org: OrgStore, app: EmulatedApp, context: JsonObject): ReadonlySet<string> {
  const ids = asStrings(fieldAt(context, "groups", "ids"));
  if (ids.length === 0) throw invalid("policyContext", "policyContext: A user or groups must be given.");
  for (const id of ids) {
    const group = org.groups.get(id);
    if (group === undefined) throw notFound(id, "UserGroup");
    requireAssigned(app, "Groups", group.name, isAssigned(app)(group));
  }
  const everyone = org.groups
    .all()
    .filter((group) => group.name === everyoneGroupName && org.isEveryone(group));
  return new Set([...ids, ...everyone.map(({ id }) => id)]);
}

/**
 * The words are Okta's for groups (its guide to policy simulation); for a person they are not verified. Okta's own
 * applications are there for people without an assignment.
 */
function requireAssigned(app: EmulatedApp, what: string, name: string, isThere: boolean): void {
  if (isThere || isFirstParty(app)) return;
  throw invalid(what, `Access to ${app.label} is not allowed. ${name} is not assigned to this application.`);
}
