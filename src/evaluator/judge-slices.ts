import type { Baseline } from "../model/baseline.ts";
import type { OrgSlices, OrgSnapshot } from "../model/snapshot.ts";
import type { JudgedOrg } from "./judged-org.ts";
import { judge } from "./judgement.ts";

type JudgedSlices = Pick<JudgedOrg, "baseline" | "org" | "judgement">;

const known = new WeakMap<OrgSlices, JudgedSlices>();

/**
 * Judges an org while it is being read, by what there is of it: which gaps there are does not matter yet. Whoever asks about
 * the same slices gets the same answer.
 */
export function judgeSlices(baseline: Baseline, slices: OrgSlices): JudgedSlices {
  const before = known.get(slices);
  if (before?.baseline === baseline) return before;
  const org: OrgSnapshot = {
    schemaVersion: 2,
    takenAt: "",
    org: { url: "", id: null, engine: baseline.org.engine },
    slices,
    gaps: [],
  };
  const judged = { baseline, org, judgement: judge(baseline, org) };
  known.set(slices, judged);
  return judged;
}
