import type { ApiCall } from "../call/api-call.ts";
import type { EmulatedPolicyRule, EmulatedZone } from "../state/state.ts";
import { asStrings, fieldAt } from "../wire/json.ts";
import { logRule } from "./policy-log.ts";

const reason = "Network Zone used by the rule was deleted or deactivated";

/** Switches off the policy rules that ask for a zone which is gone, and says so in the log (okta-api 4.2). */
export function deactivateRulesOf(call: ApiCall, zone: EmulatedZone): void {
  for (const policy of call.org.policies.all()) {
    const hit = policy.rules.filter((rule) => rule.status === "ACTIVE" && usesZone(rule, zone.id));
    if (hit.length === 0) continue;
    const rules = policy.rules.map((rule) =>
      hit.includes(rule) ? { ...rule, status: "INACTIVE" as const, lastUpdated: call.now } : rule,
    );
    call.org.policies.put({ ...policy, rules });
    for (const rule of hit) {
      logRule(call, "policy.rule.invalidate", policy, rule, undefined, reason);
      logRule(call, "policy.rule.deactivate", policy, rule, undefined, reason);
    }
  }
}

function usesZone(rule: EmulatedPolicyRule, zoneId: string): boolean {
  const lists = ["include", "exclude"].map((list) => asStrings(fieldAt(rule.conditions, "network", list)));
  return lists.flat().includes(zoneId);
}
