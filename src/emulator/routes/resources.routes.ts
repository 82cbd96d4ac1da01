import { type ApiAnswer, type ApiCall, ok, param, type Route, routesWithScope } from "../call/api-call.ts";
import { pageAnswer, pageLimit } from "../call/paging.ts";
import { type Resource, type ResourceKey, resourceKeys, resourceKind } from "../resources/resource-kinds.ts";
import { fieldFilter } from "../scim/field-filter.ts";
import { notFound } from "../wire/api-failure.ts";
import type { JsonObject } from "../wire/json.ts";

/** Routes of the read-only resources of an org, beside people and policies. */
export const resourceRoutes: readonly Route[] = resourceKeys.flatMap((key) => {
  const { path, scope } = resourceKind(key);
  return routesWithScope(scope, [
    ["GET", path, (call) => listOf(call, key)],
    ["GET", `${path}/{resourceId}`, (call) => ok(view(call, key, givenResource(call, key)))],
  ]);
});

/**
 * The resource of a kind that the path names by id.
 * @throws ApiFailure E0000007
 */
export function givenResource(call: ApiCall, key: ResourceKey): Resource {
  const id = param(call, "resourceId");
  const resource = call.org.resources(key).get(id);
  if (resource === undefined) throw notFound(id, resourceKind(key).type);
  return resource;
}

function listOf(call: ApiCall, key: ResourceKey): ApiAnswer {
  const { filters, listedIn } = resourceKind(key);
  const table = call.org.resources(key);
  if (listedIn !== undefined) return ok({ [listedIn]: table.all().map((one) => view(call, key, one)) });
  const fits = fieldFilter(call.query, filters ?? []);
  const found = [...table.after(call.query.get("after"))].filter(fits);
  return pageAnswer(call, found, pageLimit(call, 200, 200), (one) => view(call, key, one));
}

function view(call: ApiCall, key: ResourceKey, resource: Resource): JsonObject {
  const { path, hidden = [], hasLifecycle = false } = resourceKind(key);
  const self = `${call.baseUrl}/api/v1${path}/${resource.id}`;
  const lifecycle = resource["status"] === "ACTIVE" ? "deactivate" : "activate";
  const shown = Object.entries(resource).filter(([name]) => !hidden.includes(name));
  return {
    ...Object.fromEntries(shown),
    _links: {
      self: { href: self, hints: { allow: ["GET"] } },
      ...(hasLifecycle ? { [lifecycle]: { href: `${self}/lifecycle/${lifecycle}`, method: "POST" } } : {}),
    },
  };
}
