import {
  type ApiAnswer,
  type ApiCall,
  noContent,
  ok,
  param,
  type Route,
  routesWithScope,
} from "../call/api-call.ts";
import { movePolicyMapping, removePolicyMapping } from "../policies/policy-mappings.ts";
import type { EmulatedPolicy, PolicyMapping } from "../state/state.ts";
import { notFound } from "../wire/api-failure.ts";
import { type JsonObject, stringAt } from "../wire/json.ts";
import { appOfId } from "./given-app.ts";
import { givenPolicy } from "./given-policy.ts";

/** Which applications a policy is for (okta-api 4.1). */
export const policyMappingRoutes: readonly Route[] = routesWithScope("policies", [
  ["GET", "/policies/{policyId}/mappings", listMappings],
  ["POST", "/policies/{policyId}/mappings", createMapping],
  ["GET", "/policies/{policyId}/mappings/{mappingId}", readMapping],
  ["DELETE", "/policies/{policyId}/mappings/{mappingId}", deleteMapping],
]);

function view(policy: EmulatedPolicy, mapping: PolicyMapping, call: ApiCall): JsonObject {
  const owner = `${call.baseUrl}/api/v1/policies/${policy.id}`;
  return {
    id: mapping.id,
    _links: {
      application: { href: `${call.baseUrl}/api/v1/apps/${mapping.appId}`, hints: { allow: ["GET"] } },
      policy: { href: owner, hints: { allow: ["GET"] } },
      self: { href: `${owner}/mappings/${mapping.id}`, hints: { allow: ["GET", "DELETE"] } },
    },
  };
}

function given(call: ApiCall, policy: EmulatedPolicy): PolicyMapping {
  const id = param(call, "mappingId");
  const mapping = policy.mappings.find((candidate) => candidate.id === id);
  if (mapping === undefined) throw notFound(id, "PolicyMapping");
  return mapping;
}

function listMappings(call: ApiCall): ApiAnswer {
  const policy = givenPolicy(call);
  return ok(policy.mappings.map((mapping) => view(policy, mapping, call)));
}

function createMapping(call: ApiCall): ApiAnswer {
  const policy = givenPolicy(call);
  const id = stringAt(call.body, "resourceId") ?? "";
  return ok(view(policy, movePolicyMapping(call, policy, appOfId(call, id)), call));
}

function readMapping(call: ApiCall): ApiAnswer {
  const policy = givenPolicy(call);
  return ok(view(policy, given(call, policy), call));
}

function deleteMapping(call: ApiCall): ApiAnswer {
  const policy = givenPolicy(call);
  removePolicyMapping(call, policy, given(call, policy));
  return noContent;
}
