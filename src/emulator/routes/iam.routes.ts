import { type ApiAnswer, type ApiCall, ok, param, type Route, routesWithScope } from "../call/api-call.ts";
import { rolesOf } from "../people/role-holders.ts";
import type { CustomRole, ResourceSet } from "../state/access-state.ts";
import { notFound } from "../wire/api-failure.ts";
import type { Json, JsonObject } from "../wire/json.ts";

const routes = routesWithScope("roles", [
  [
    "GET",
    "/iam/roles",
    (call) => ok({ roles: call.org.initial.customRoles.map((role) => roleView(call, role)) }),
  ],
  ["GET", "/iam/roles/{role}", (call) => ok(roleView(call, givenRole(call)))],
  ["GET", "/iam/roles/{role}/permissions", listPermissions],
  ["GET", "/iam/roles/{role}/permissions/{permission}", readPermission],
  ["GET", "/iam/resource-sets", listSets],
  ["GET", "/iam/resource-sets/{set}", (call) => ok(setView(call, givenSet(call)))],
  ["GET", "/iam/resource-sets/{set}/resources", listResources],
  ["GET", "/iam/resource-sets/{set}/bindings", listBindings],
  [
    "GET",
    "/iam/resource-sets/{set}/bindings/{role}",
    (call) => ok(bindingView(call, givenSet(call), givenRole(call))),
  ],
  ["GET", "/iam/resource-sets/{set}/bindings/{role}/members", listMembers],
]);

/** Custom roles, resource sets, and who holds one with the other (okta-api 3.3): read, and not changed. */
export const iamRoutes: readonly Route[] = routes.map((route) => ({
  ...route,
  reservedFor: ["okta.iam.read"],
}));

const iamUrl = (call: ApiCall, path: string) => `${call.baseUrl}/api/v1/iam/${path}`;
const link = (href: string) => ({ href });

/** By id or label, as all of these paths take it. */
function given<Thing extends { readonly id: string; readonly label: string }>(
  things: readonly Thing[],
  name: string,
  type: string,
): Thing {
  const found = things.find(({ id, label }) => id === name || label === name);
  if (found === undefined) throw notFound(name, type);
  return found;
}

const givenRole = (call: ApiCall): CustomRole =>
  given(call.org.initial.customRoles, param(call, "role"), "CustomRole");
const givenSet = (call: ApiCall): ResourceSet =>
  given(call.org.initial.resourceSets, param(call, "set"), "ResourceSet");

function roleView(call: ApiCall, { permissions: _, ...role }: CustomRole): JsonObject {
  const self = iamUrl(call, `roles/${role.id}`);
  return { ...role, _links: { permissions: link(`${self}/permissions`), self: link(self) } };
}

function permissionView(call: ApiCall, role: CustomRole, label: string): JsonObject {
  const owner = iamUrl(call, `roles/${role.id}`);
  const { created, lastUpdated } = role;
  return {
    label,
    created,
    lastUpdated,
    conditions: null,
    _links: { role: link(owner), self: link(`${owner}/permissions/${label}`) },
  };
}

function listPermissions(call: ApiCall): ApiAnswer {
  const role = givenRole(call);
  return ok({ permissions: role.permissions.map((label) => permissionView(call, role, label)) });
}

function readPermission(call: ApiCall): ApiAnswer {
  const role = givenRole(call);
  const label = param(call, "permission");
  if (!role.permissions.includes(label)) throw notFound(label, "Permission");
  return ok(permissionView(call, role, label));
}

function listSets(call: ApiCall): ApiAnswer {
  return ok({ "resource-sets": call.org.initial.resourceSets.map((set) => setView(call, set)) });
}

function setView(call: ApiCall, { resources: _, ...set }: ResourceSet): JsonObject {
  const self = iamUrl(call, `resource-sets/${set.id}`);
  const links = {
    bindings: link(`${self}/bindings`),
    resources: link(`${self}/resources`),
    self: link(self),
  };
  return { ...set, _links: links };
}

/** A resource is told by its ORN, or by its address where the set names one. */
function listResources(call: ApiCall): ApiAnswer {
  const set = givenSet(call);
  const { created, lastUpdated } = set;
  const resources = set.resources.map((resource, index) => ({
    id: `ire${set.id.slice(3)}${index + 1}`,
    created,
    lastUpdated,
    ...(resource.startsWith("orn:") ? { orn: resource, _links: {} } : { _links: { self: link(resource) } }),
  }));
  return ok({ resources, _links: { "resource-set": link(iamUrl(call, `resource-sets/${set.id}`)) } });
}

function bindingView(call: ApiCall, set: ResourceSet, { id }: CustomRole): JsonObject {
  const self = iamUrl(call, `resource-sets/${set.id}/bindings/${id}`);
  return { id, _links: { self: link(self), members: link(`${self}/members`) } };
}

function listBindings(call: ApiCall): ApiAnswer {
  const set = givenSet(call);
  const bound = call.org.initial.customRoles.filter((role) => membersOf(call, set, role).length > 0);
  const self = iamUrl(call, `resource-sets/${set.id}/bindings`);
  return ok({ roles: bound.map((role) => bindingView(call, set, role)), _links: { self: link(self) } });
}

function listMembers(call: ApiCall): ApiAnswer {
  const [set, role] = [givenSet(call), givenRole(call)];
  const self = iamUrl(call, `resource-sets/${set.id}/bindings/${role.id}/members`);
  return ok({ members: membersOf(call, set, role), _links: { self: link(self) } });
}

function membersOf(call: ApiCall, set: ResourceSet, role: CustomRole): readonly Json[] {
  return rolesOf(call.org).flatMap(({ holder, assignment }) =>
    assignment.role === role.id && assignment.resourceSet === set.id
      ? [
          {
            id: assignment.id,
            created: assignment.created,
            lastUpdated: assignment.lastUpdated,
            _links: { self: link(`${call.baseUrl}/api/v1/${holder}`) },
          },
        ]
      : [],
  );
}
