/** Milliseconds. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Okta keeps its System Log for so long (okta-api 6). */
export const logRetentionDays = 90;
export const logRetentionMs = logRetentionDays * dayMs;
