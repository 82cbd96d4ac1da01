const pattern = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Duration that Okta writes for "only without a session": five years of hours (sign-on 1.3). */
const asLongAsTheSession = "PT43800H";

/**
 * An ISO 8601 duration of Okta's policies in seconds; null: as long as the session lasts.
 *
 * @returns undefined for what is no such duration
 */
export function secondsOf(duration: string): number | null | undefined {
  if (duration === asLongAsTheSession) return null;
  const found = pattern.exec(duration);
  if (found === null || duration === "P" || duration.endsWith("T")) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
