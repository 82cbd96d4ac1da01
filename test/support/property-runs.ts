/** Runs of a heavy property: as many as written with `PLUMBLINE_RUNS=3`; a third of them in `npm test` and in CI. */
export const propertyRuns = (most: number): number =>
  Math.ceil((most * Number(process.env["PLUMBLINE_RUNS"] ?? 1)) / 3);
