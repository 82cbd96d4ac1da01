import fc from "fast-check";

// The gate must answer alike for the same commit: a new counterexample is worth finding, but not by blocking whoever
// happens to push next. FC_SEED=random looks for new ones, FC_SEED=123 repeats a run.
const wanted = process.env["FC_SEED"];
if (wanted !== "random") fc.configureGlobal({ seed: Number(wanted ?? 20_261_123) });
