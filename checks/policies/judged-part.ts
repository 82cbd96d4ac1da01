import type { Baseline } from "../../src/model/baseline.ts";
import type { Slice } from "../../src/model/snapshot.ts";
import type { ConfigurationCheck } from "../contract/check.ts";

/** The part of a check of policies that is the same in every family; what it is for, its file says. */
export interface JudgedPart extends Pick<ConfigurationCheck, "evaluate"> {
  readonly severity: ConfigurationCheck["severity"];
  needs(baseline: Baseline): readonly Slice[];
  sharpenedBy?(baseline: Baseline): readonly Slice[];
}
