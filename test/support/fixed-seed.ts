import fc from "fast-check";
import { propertyRuns } from "./property-runs.ts";

// The gate must answer alike for the same commit: a new counterexample is worth finding, but not by blocking whoever
// happens to push next. FC_SEED=random looks for new ones, FC_SEED=123 repeats a run.
const wanted = process.env["FC_SEED"];
fc.configureGlobal({
  ...(wanted === "random" ? {} : { seed: Number(wanted ?? 20_261_123) }),
  // fast-check's own number, for the properties that name none.
  numRuns: propertyRuns(100),
});
