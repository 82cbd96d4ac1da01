import { createHash } from "node:crypto";
import { effectivePolicies } from "../../evaluator/effective-policy/cohorts.ts";
import type { EffectivePolicy } from "../../evaluator/effective-policy/effective-policy.ts";
import { indexLive } from "../../evaluator/live/live-index.ts";
import { once } from "../../evaluator/live/once.ts";
import { coverageOf } from "../../evaluator/people/coverage.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { UserId } from "../../model/ids.ts";
import type { OrgSlices, OrgSnapshot } from "../../model/snapshot.ts";

/** Facts that decide about a person's memory besides the memory itself. */
export interface ProofPeople {
  /** Digest of the enrollment policies in effect, which filter Okta's list of factors; the same text for the same policies. */
  viewOf(user: UserId): string;
  /** Administrators, and whoever a critical requirement is about. */
  isPrivileged(user: UserId): boolean;
}

const digestOf = ({ outcomes }: EffectivePolicy): string =>
  createHash("sha256").update(JSON.stringify(outcomes)).digest("hex").slice(0, 16);

/** Prepares asking about the people of an org of which all but the enrolments was read. */
export function proofPeople(baseline: Baseline, slices: OrgSlices): ProofPeople {
  const org: OrgSnapshot = {
    schemaVersion: 2,
    takenAt: "",
    org: { url: "", id: null, engine: baseline.org.engine },
    slices,
    gaps: [],
  };
  const live = indexLive(slices);
  const effectivePolicyOf = effectivePolicies(org, live);
  const digest = once(digestOf);
  const critical = baseline.requirements
    .filter(({ severity }) => severity === "critical")
    .map(({ appliesTo }) => appliesTo);
  const covered = [{ kind: "adminRoles", roles: "any" } as const, ...critical].map((appliesTo) =>
    coverageOf(appliesTo, { baseline, org, live }),
  );
  return {
    viewOf: (user) => digest(effectivePolicyOf(user)),
    isPrivileged: (user) => covered.some(({ covers }) => covers(user)),
  };
}
