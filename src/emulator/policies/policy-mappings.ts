import { target } from "../log/log-events.ts";
import type { ApiCall } from "../server/api-call.ts";
import type { EmulatedApp, EmulatedPolicy, PolicyMapping } from "../state/state.ts";
import { policyTarget } from "./policy-log.ts";

/** Maps an application to a policy, and away from the other policies of that type. */
export function movePolicyMapping(call: ApiCall, policy: EmulatedPolicy, app: EmulatedApp): PolicyMapping {
  const mapping: PolicyMapping = { id: call.org.ids.next("map"), appId: app.id };
  for (const other of call.org.policies.all()) {
    const mapped = other.mappings.some(({ appId }) => appId === app.id);
    if (other.type !== policy.type || !mapped) continue;
    call.org.policies.put({ ...other, mappings: other.mappings.filter(({ appId }) => appId !== app.id) });
  }
  const kept = (call.org.policies.get(policy.id) ?? policy).mappings;
  call.org.policies.put({ ...policy, mappings: [...kept, mapping] });
  call.log({
    eventType: "policy.mapping.create",
    targets: [policyTarget(policy), target("AppInstance", app.id, app.label, app.name)],
  });
  return mapping;
}
