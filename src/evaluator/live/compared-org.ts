import type { Baseline } from "../../model/baseline.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import type { LiveIndex } from "./live-index.ts";

/** An org beside the baseline that it is compared with, and lookups in what was read of it. */
export interface ComparedOrg {
  readonly baseline: Baseline;
  readonly org: OrgSnapshot;
  readonly judgement: { readonly live: LiveIndex };
}
