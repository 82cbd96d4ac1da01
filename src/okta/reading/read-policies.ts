import type { EnrollmentPolicy, EnrollmentRule } from "../../model/live-enrollment.ts";
import { isEnrollmentPolicy, toEnrollmentPolicy, wirePolicy } from "../wire/policies.ts";
import { toEnrollmentRule, wireRule } from "../wire/rules.ts";
import { type Reading, readPart, readSlice } from "./reading.ts";
import { defaultWorkers, workThrough } from "./work-pool.ts";

const byPriority = (left: { readonly priority: number }, right: { readonly priority: number }): number =>
  left.priority - right.priority;

async function readRules(
  reading: Reading,
  policy: EnrollmentPolicy,
): Promise<readonly EnrollmentRule[] | null> {
  const read = { endpoint: "/api/v1/policies/{id}/rules", ids: [policy.id] };
  const list = { what: "rule", schema: wireRule, read };
  // One rule that cannot be read may be the one that decides: then none of the policy's are given.
  const rules = await readPart(reading, "policy-rules", policy.id, list, toEnrollmentRule);
  return rules?.sort(byPriority) ?? null;
}

/** Enrollment policies in order of precedence, with their rules when those are wanted. */
export async function readPolicies(
  reading: Reading,
  withRules: boolean,
): Promise<readonly EnrollmentPolicy[] | undefined> {
  const read = { endpoint: "/api/v1/policies", query: { type: "MFA_ENROLL" } };
  const list = {
    what: "policy",
    schema: wirePolicy.refine(isEnrollmentPolicy, "not an enrollment policy"),
    read,
  };
  const policies = await readSlice(reading, "policies", list, (policy) =>
    toEnrollmentPolicy(policy, reading.engine),
  );
  if (policies === null) return undefined;
  policies.sort(byPriority);
  if (!withRules) return policies;
  const rules = new Map<string, readonly EnrollmentRule[] | null>();
  await workThrough(policies, defaultWorkers, async (policy) => {
    rules.set(policy.id, await readRules(reading, policy));
  });
  return policies.map((policy) => ({ ...policy, rules: rules.get(policy.id) ?? null }));
}
