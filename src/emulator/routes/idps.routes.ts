import { type ApiAnswer, type ApiCall, ok, param, routesWithScope } from "../call/api-call.ts";
import { pageAnswer, pageLimit } from "../call/paging.ts";
import { idpView } from "../idps/idp-view.ts";
import { target } from "../log/log-events.ts";
import type { EmulatedIdp } from "../state/state.ts";
import { invalid, notFound } from "../wire/api-failure.ts";
import { fieldAt, stringAt } from "../wire/json.ts";

/** Identity providers, as far as signing in asks about them (sign-on 1.6). */
export const idpRoutes = routesWithScope("idps", [
  ["GET", "/idps", listIdps],
  ["GET", "/idps/{idpId}", (call) => ok(idpView(givenIdp(call), call.baseUrl))],
  ["PUT", "/idps/{idpId}", updateIdp],
  ["POST", "/idps/{idpId}/lifecycle/activate", (call) => setStatus(call, "ACTIVE")],
  ["POST", "/idps/{idpId}/lifecycle/deactivate", (call) => setStatus(call, "INACTIVE")],
]);

/** Okta's word for one that was not found is not verified against a live org. */
function givenIdp(call: ApiCall): EmulatedIdp {
  const id = param(call, "idpId");
  const idp = call.org.idps.get(id);
  if (idp === undefined) throw notFound(id, "IdentityProvider");
  return idp;
}

function listIdps(call: ApiCall): ApiAnswer {
  const type = call.query.get("type");
  const name = (call.query.get("q") ?? "").toLowerCase();
  const idps = [...call.org.idps.after(call.query.get("after"))].filter(
    (idp) => (type === null || idp.type === type) && idp.name.toLowerCase().includes(name),
  );
  return pageAnswer(call, idps, pageLimit(call, 20, 200), (idp) => idpView(idp, call.baseUrl));
}

function updateIdp(call: ApiCall): ApiAnswer {
  const before = givenIdp(call);
  const name = stringAt(call.body, "name") ?? "";
  if (name === "") throw invalid("name", "name: The field cannot be left blank");
  const trustClaims = fieldAt(call.body, "policy", "trustClaims") === true;
  return put(call, { ...before, name, trustClaims }, "update");
}

function setStatus(call: ApiCall, status: EmulatedIdp["status"]): ApiAnswer {
  return put(call, { ...givenIdp(call), status }, status === "ACTIVE" ? "activate" : "deactivate");
}

function put(call: ApiCall, idp: EmulatedIdp, what: string): ApiAnswer {
  const after = { ...idp, lastUpdated: call.now };
  call.org.idps.put(after);
  call.log({
    eventType: `system.idp.lifecycle.${what}`,
    targets: [target("AppInstance", idp.id, idp.name)],
    debugData: { idpType: idp.type },
  });
  return ok(idpView(after, call.baseUrl));
}
