import { indexLive } from "../../../evaluator/live/live-index.ts";
import type { Baseline } from "../../../model/baseline.ts";
import type { OrgSnapshot } from "../../../model/snapshot.ts";
import { align } from "../change/align.ts";

/** Two versions of a baseline. */
export interface BothBaselines {
  readonly base: Baseline;
  readonly head: Baseline;
}

/**
 * Renames things that were only renamed back to the name that the org has. Where the org has both names,
 * they are two things, whatever the text looks like.
 */
export function inLiveNames({ base, head }: BothBaselines, org: OrgSnapshot): BothBaselines {
  const live = indexLive(org.slices);
  const { renames, base: renamed } = align(base, head);
  const has = { group: live.groupsNamed, policy: live.policiesNamed };
  const known = renames.flatMap((rename) =>
    rename.kind === "group" || rename.kind === "policy"
      ? [{ old: has[rename.kind](rename.from), now: has[rename.kind](rename.to) }]
      : [],
  );
  if (known.some(({ old, now }) => old.length > 0 && now.length > 0)) return { base, head };
  return known.some(({ now }) => now.length > 0)
    ? { base: renamed, head }
    : { base, head: align(head, base).base };
}
