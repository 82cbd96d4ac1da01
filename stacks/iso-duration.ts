/** Duration that Okta takes for "only without a session": five years of hours (sign-on 1.3). */
const asLongAsTheSession = "PT43800H";

/**
 * Seconds as Okta writes them in a policy: whole hours or minutes where they come out even, as its console does.
 *
 * @param seconds - null: as long as the session lasts
 */
export function isoDuration(seconds: number | null): string {
  if (seconds === null) return asLongAsTheSession;
  if (seconds > 0 && seconds % 3600 === 0) return `PT${seconds / 3600}H`;
  if (seconds > 0 && seconds % 60 === 0) return `PT${seconds / 60}M`;
  return `PT${seconds}S`;
}
