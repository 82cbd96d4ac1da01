import { type ApiAnswer, type ApiCall, ok, param, routesWithScope } from "../call/api-call.ts";
import { target } from "../log/log-events.ts";
import { fieldFilter } from "../scim/field-filter.ts";
import type { OrgFactor } from "../state/state.ts";
import { failure, notFound } from "../wire/api-failure.ts";
import type { JsonObject } from "../wire/json.ts";

/** Classic's org-wide factor switches (okta-api 2.3); Identity Engine orgs answer with none. */
export const orgFactorRoutes = routesWithScope("orgs", [
  ["GET", "/org/factors", listFactors],
  ["GET", "/org/factors/{factorId}", (call) => ok(view(givenFactor(call), call))],
  ["POST", "/org/factors/{factorId}/lifecycle/activate", (call) => setStatus(call, "ACTIVE")],
  ["POST", "/org/factors/{factorId}/lifecycle/deactivate", (call) => setStatus(call, "INACTIVE")],
]);

function givenFactor(call: ApiCall): OrgFactor {
  const id = param(call, "factorId");
  const factor = call.org.orgFactors.get(id);
  if (factor === undefined) throw notFound(id, "Factor");
  return factor;
}

function view(factor: OrgFactor, call: ApiCall): JsonObject {
  const self = `${call.baseUrl}/api/v1/org/factors/${factor.id}`;
  const lifecycle = factor.status === "ACTIVE" ? "deactivate" : "activate";
  return {
    id: factor.id,
    provider: factor.provider,
    factorType: factor.factorType,
    status: factor.status,
    _links: {
      [lifecycle]: { href: `${self}/lifecycle/${lifecycle}`, hints: { allow: ["POST"] } },
      self: { href: self, hints: { allow: ["GET"] } },
    },
  };
}

function listFactors(call: ApiCall): ApiAnswer {
  const views = call.org.orgFactors.all().map((factor) => view(factor, call));
  return ok(views.filter(fieldFilter(call.query, ["status"])));
}

/** Switching off what is off gets E0000020, which the Terraform provider expects (pulumi-okta 8). */
function setStatus(call: ApiCall, status: "ACTIVE" | "INACTIVE"): ApiAnswer {
  const before = givenFactor(call);
  if (before.status === status && status === "INACTIVE") {
    throw failure(
      400,
      "E0000020",
      "Bad request. Accept and/or Content-Type headers likely do not match supported values.",
    );
  }
  const factor: OrgFactor = { ...before, status };
  call.org.orgFactors.put(factor);
  call.log({
    eventType: `system.mfa.factor.${status === "ACTIVE" ? "activate" : "deactivate"}`,
    targets: [target("Factor", factor.id, factor.id)],
    debugData: { factor: factor.id },
  });
  return ok(view(factor, call));
}
