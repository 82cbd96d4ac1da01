import type { ApiCall } from "../call/api-call.ts";
import type { GroupRow } from "../state/org-store.ts";
import type { JsonObject } from "../wire/json.ts";

/** Fields that filters and searches can use. */
export function groupFields(group: GroupRow): JsonObject {
  return {
    id: group.id,
    created: group.created,
    lastUpdated: group.lastUpdated,
    lastMembershipUpdated: group.lastMembershipUpdated,
    objectClass: [group.type === "APP_GROUP" ? "okta:windows_security_principal" : "okta:user_group"],
    type: group.type,
    profile: { name: group.name, description: group.description },
  };
}

/** A group as Okta shows it; `expand=stats` adds the counts (okta-api 3.1). */
export function groupView(group: GroupRow, call: ApiCall): JsonObject {
  const self = `${call.baseUrl}/api/v1/groups/${group.id}`;
  const logo = (name: string) => ({
    name,
    href: `${call.baseUrl}/assets/img/logos/groups/odyssey/okta-${name}.png`,
    type: "image/png",
  });
  return {
    ...groupFields(group),
    ...(call.query.get("expand") === "stats" ? { _embedded: { stats: statsOf(group, call) } } : {}),
    _links: {
      logo: [logo("medium"), logo("large")],
      owners: { href: `${self}/owners` },
      users: { href: `${self}/users` },
      apps: { href: `${self}/apps` },
    },
  };
}

function statsOf(group: GroupRow, { org, baseUrl }: ApiCall): JsonObject {
  return {
    usersCount: org.memberCount(group),
    appsCount: org.apps.all().filter((app) => app.groupIds.includes(group.id)).length,
    groupPushMappingsCount: 0,
    hasAdminPrivilege: group.roles.length > 0,
    _links: {
      users: { href: `${baseUrl}/api/v1/groups/${group.id}/users` },
      apps: { href: `${baseUrl}/api/v1/groups/${group.id}/apps` },
    },
  };
}
