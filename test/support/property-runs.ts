/** Runs of a heavy property: as many as written with `PLUMBLINE_RUNS=3`, as in CI; a third of them in `npm test`. */
export const propertyRuns = (inCi: number): number =>
  Math.ceil((inCi * Number(process.env["PLUMBLINE_RUNS"] ?? 1)) / 3);
