import { appTarget } from "../apps/app-log.ts";
import type { ApiCall } from "../call/api-call.ts";
import type { LogTarget } from "../state/log-event.ts";
import type { EmulatedApp, EmulatedPolicy, PolicyMapping } from "../state/state.ts";
import { invalid } from "../wire/api-failure.ts";
import { defaultAppPolicy, hasAppPolicy, policyOfApp } from "./app-policy.ts";
import { policyTarget } from "./policy-log.ts";

/**
 * Maps an application to a policy, and away from the other policies of that type; nothing becomes of one that is
 * mapped already.
 * @throws ApiFailure E0000001 where the policy cannot be the application's
 */
export function movePolicyMapping(call: ApiCall, policy: EmulatedPolicy, app: EmulatedApp): PolicyMapping {
  const before = policyOfApp(call.org, app, policy.type);
  const held = before?.mappings.find(({ appId }) => appId === app.id);
  if (held !== undefined && before?.id === policy.id) return held;
  requireMappable(call, policy, app);
  forgetApp(call, app, policy.type);
  const mapping = addMapping(call, policy, app);
  call.log({
    eventType: "policy.mapping.create",
    targets: [
      policyTarget(policy),
      appTarget(app),
      ...(before === undefined ? [] : [previousTarget(before)]),
    ],
  });
  return mapping;
}

/** The catalogue of events knows that one policy is the previous one; how the log shows it is not verified. */
function previousTarget(policy: EmulatedPolicy): LogTarget {
  const shown = policyTarget(policy);
  return { ...shown, detailEntry: { ...shown.detailEntry, isPreviousPolicy: true } };
}

/** Which policies applications are mapped to; the Admin Console and its policy belong together (Okta's help). */
function requireMappable(call: ApiCall, policy: EmulatedPolicy, app: EmulatedApp): void {
  const isForApps = policy.resourceType === "APP" || policy.type === "PROFILE_ENROLLMENT";
  if (!isForApps) throw invalid("policy", "The policy cannot be assigned to applications.");
  if (policy.type !== "ACCESS_POLICY") return;
  const console = call.org.apps.all().find(({ name }) => name === "saasure");
  const isShared = policy.mappings.some(({ appId }) => appId === console?.id);
  if (app.id === console?.id || isShared) {
    throw invalid("policy", "The policy of the Okta Admin Console can be neither switched nor shared.");
  }
}

function addMapping(call: ApiCall, policy: EmulatedPolicy, app: EmulatedApp): PolicyMapping {
  const mapping: PolicyMapping = { id: call.org.ids.next("map"), appId: app.id };
  const { mappings } = call.org.policies.get(policy.id) ?? policy;
  call.org.policies.put({ ...policy, mappings: [...mappings, mapping] });
  return mapping;
}

/** Puts a new application under the default app sign-in policy, where there is one; the log has nothing of it. */
export function giveDefaultPolicy(call: ApiCall, app: EmulatedApp): void {
  const policy = defaultAppPolicy(call.org);
  if (policy !== undefined && hasAppPolicy(app)) addMapping(call, policy, app);
}

/** Takes an application out of the policies of a type, or of every type. */
export function forgetApp(call: ApiCall, app: EmulatedApp, type?: string): void {
  for (const policy of call.org.policies.all()) {
    const mappings = policy.mappings.filter(({ appId }) => appId !== app.id);
    const isMeant = type === undefined || policy.type === type;
    if (isMeant && mappings.length < policy.mappings.length) call.org.policies.put({ ...policy, mappings });
  }
}

/**
 * Takes a mapping away. An application that loses its app sign-in policy so is under the default one (sign-on 1.3: it
 * has exactly one).
 * @throws ApiFailure E0000001 for the default one itself
 */
export function removePolicyMapping(call: ApiCall, policy: EmulatedPolicy, mapping: PolicyMapping): void {
  const app = call.org.apps.get(mapping.appId);
  if (policy.type === "ACCESS_POLICY" && app !== undefined) {
    const fallback = defaultAppPolicy(call.org);
    if (fallback === undefined || fallback.id === policy.id) {
      throw invalid("policy", "An application cannot be taken off the default policy, only given another.");
    }
    movePolicyMapping(call, fallback, app);
    return;
  }
  call.org.policies.put({ ...policy, mappings: policy.mappings.filter(({ id }) => id !== mapping.id) });
}
