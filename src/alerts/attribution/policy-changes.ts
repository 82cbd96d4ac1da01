import type { LogEvent } from "../../model/log-event.ts";
import { sameName } from "../../model/words.ts";
import { readPolicyEvent } from "../policy-event/policy-event.ts";

/** Names of what an update changed, by Okta's names; empty where Okta does not say. */
interface ToldChanges {
  readonly from: Readonly<Record<string, unknown>>;
  readonly to: Readonly<Record<string, unknown>>;
  readonly changed: readonly string[];
}

/** Okta does not list everything that can change: a group put in another's place leaves no trace (okta-api 6). */
export function changesTold(event: LogEvent): ToldChanges {
  const { from, to } = readPolicyEvent(event);
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return { from, to, changed: names.filter((name) => from[name] !== to[name]) };
}

/** Whether an update says that it changed this, or nothing at all, so that it may have. */
export const changesOrIsSilent =
  (key: string) =>
  (event: LogEvent): boolean => {
    const { changed } = changesTold(event);
    return changed.length === 0 || changed.includes(key);
  };

/** Whether an update says that it changed this. */
export const changes =
  (key: string) =>
  (event: LogEvent): boolean =>
    changesTold(event).changed.includes(key);

export const isSilent = (event: LogEvent): boolean => changesTold(event).changed.length === 0;

/** Whether an update gave the name to, or took it from, what it is about. */
export const renames =
  (which: "from" | "to", key: string, name: string) =>
  (event: LogEvent): boolean => {
    const told = changesTold(event);
    const value = told[which][key];
    return told.changed.includes(key) && typeof value === "string" && sameName(value, name);
  };
