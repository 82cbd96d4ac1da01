import { createHash } from "node:crypto";
import type { EffectivePolicy } from "../../evaluator/effective-policy/effective-policy.ts";
import { judgeSlices } from "../../evaluator/judge-slices.ts";
import { once } from "../../evaluator/live/once.ts";
import { coverageOf } from "../../evaluator/people/coverage.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { UserId } from "../../model/ids.ts";
import type { OrgSlices } from "../../model/snapshot.ts";

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
  const { org, judgement } = judgeSlices(baseline, slices);
  const digest = once(digestOf);
  const critical = baseline.requirements
    .filter(({ severity }) => severity === "critical")
    .map(({ appliesTo }) => appliesTo);
  const covered = [{ kind: "adminRoles", roles: "any" } as const, ...critical].map((appliesTo) =>
    coverageOf(appliesTo, { baseline, org, live: judgement.live }),
  );
  return {
    viewOf: (user) => digest(judgement.effectivePolicyOf(user)),
    isPrivileged: (user) => covered.some(({ covers }) => covers(user)),
  };
}
