import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import { isEnrollmentPolicy, toEnrollmentPolicy, wirePolicy } from "../wire/policies.ts";
import { toEnrollmentRule, wireRule } from "../wire/rules.ts";
import type { Prober } from "./prober.ts";

/** Enrollment policies with their rules; null when the policies could not be read. */
export async function probePolicies(prober: Prober): Promise<readonly EnrollmentPolicy[] | null> {
  const { engine } = prober.reading;
  const read = { endpoint: "/api/v1/policies", query: { type: "MFA_ENROLL" } };
  const schema = wirePolicy.refine(isEnrollmentPolicy, "not an enrollment policy");
  const found = await prober.ask("policies", { what: "policy", schema, read });
  if (found === null) return null;
  const policies: EnrollmentPolicy[] = [];
  for (const item of found.items) {
    const policy = toEnrollmentPolicy(item, engine);
    const rulesRead = { endpoint: "/api/v1/policies/{id}/rules", ids: [policy.id] };
    const rules = await prober.ask("policy-rules", { what: "rule", schema: wireRule, read: rulesRead });
    policies.push({ ...policy, rules: rules?.items.map(toEnrollmentRule) ?? null });
  }
  return policies.sort((left, right) => left.priority - right.priority);
}
