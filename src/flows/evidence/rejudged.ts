import type { EvidenceFault } from "../../model/evidence.ts";

/** Outcome of judging a bundle again. */
export interface Rejudged {
  readonly faults: readonly EvidenceFault[];
  /** The words differ, of another version; what was found does not. */
  readonly reworded: boolean;
}
