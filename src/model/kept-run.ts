import type { Finding, Report, Verdict } from "./report.ts";
import type { RunFigures } from "./run-view.ts";

/** A check whose report was kept, without its findings. */
export interface KeptRun extends Pick<Report, "finishedAt" | "source" | "baseline" | "summary"> {
  readonly id: string;
  readonly org: string;
  /** Numbers of its people; left out where none were kept. */
  readonly figures?: RunFigures;
}

/** Changes between two runs over one org. */
export interface RunChanges {
  readonly org: string;
  readonly from: KeptRun;
  readonly to: KeptRun;
  readonly verdict: { readonly from: Verdict; readonly to: Verdict };
  /** The later run was judged by another baseline: what is new may be asked for newly. */
  readonly isOtherBaseline: boolean;
  /** Findings of the later run that the earlier one, which judged their check, did not have. */
  readonly appeared: readonly Finding[];
  /** The same, of checks that the earlier run did not judge, or not for certain. */
  readonly firstJudged: readonly Finding[];
  /** Findings of the earlier run that the later one, which judged their check, has no more. */
  readonly settled: readonly Finding[];
  /** The same, of checks that the later run did not judge, or not for certain: nobody knows. */
  readonly notJudged: readonly Finding[];
  /** In both, and not the same. */
  readonly changed: readonly { readonly from: Finding; readonly to: Finding }[];
}
