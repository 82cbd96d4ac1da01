import type { LogEvent, LogTarget } from "../../model/log-event.ts";

/**
 * Targets of an event of `iam.*`. Okta's catalogue does not say of which types its targets are, and none was seen on a
 * live org: they are told by the words in the type.
 */
const target = ({ targets }: LogEvent, type: RegExp): LogTarget | null =>
  targets.find((one) => type.test(one.type)) ?? null;

/** The admin role. */
export const roleTarget = (event: LogEvent): LogTarget | null => target(event, /role/i);

/** The resource set. */
export const resourceSetTarget = (event: LogEvent): LogTarget | null => target(event, /resource.?set/i);
