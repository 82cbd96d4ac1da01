/** When everything was made of which a written state does not say it: beyond any grace period. */
export const madeLongAgo = "2024-01-15T09:00:00.000Z";
