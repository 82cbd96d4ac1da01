/** How many times the usual cases properties get: 1 in `npm test`; `.ci/run` and `npm run soak` say more. */
const times = Number(process.env["PLUMBLINE_RUNS"] ?? 1);

/** Cases of a property, of which `npm test` runs as many as written. */
export const propertyRuns = (usual: number): number => Math.ceil(usual * times);

/** Limit of a test that runs a property, in milliseconds; as written for `npm test`. */
export const propertyLimit = (usualMs: number): number => usualMs * Math.max(1, times);
