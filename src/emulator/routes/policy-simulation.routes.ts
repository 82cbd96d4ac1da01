import { type ApiAnswer, type ApiCall, ok, type Route } from "../call/api-call.ts";
import { simulate, simulatedTypes } from "../simulation/simulate.ts";
import { readSituation } from "../simulation/situation.ts";
import { failure, invalid } from "../wire/api-failure.ts";
import { asStrings } from "../wire/json.ts";

/**
 * `POST /policies/simulate`: which policies and rules would apply to a sign-in (okta-api 4.8). It shares nothing with
 * what judges orgs, so that each can be held against the other.
 */
export const policySimulationRoutes: readonly Route[] = [
  { method: "POST", path: "/api/v1/policies/simulate", scope: "okta.policies.read", handle: simulateAll },
];

/** Okta's document has the request as a list and its guide as one; of a list every evaluation is given, in order. */
function simulateAll(call: ApiCall): ApiAnswer {
  // The feature is Identity Engine's; how Classic refuses it is not verified against a live org.
  if (call.org.initial.engine === "classic") {
    throw failure(403, "E0000015", "You do not have permission to access the feature you are requesting");
  }
  const expand = call.query.getAll("expand");
  const telling = { evaluated: expand.includes("EVALUATED"), conditions: expand.includes("RULE") };
  const evaluation = call.bodies.flatMap((body) => {
    const asked = asStrings(body["policyTypes"]);
    const unknown = asked.find((type) => !simulatedTypes.some((one) => one === type));
    if (unknown !== undefined) throw invalid("policyTypes", `policyTypes: ${unknown} cannot be simulated.`);
    const situation = readSituation(call, body);
    const types = simulatedTypes.filter((type) => asked.length === 0 || asked.includes(type));
    return types.map((type) => simulate(type, situation, telling));
  });
  return ok({ evaluation });
}
