import type { Alert, AlertState } from "../../model/alert.ts";
import type { AlertGuidance, ConsoleLink } from "../../model/alert-guidance.ts";
import { actorText, toTheMinute } from "../../model/alert-words.ts";
import { inertText } from "../../model/inert-text.ts";
import type { Post } from "./notifier.ts";

/** Texts of a post for people; every text is on one line, and nothing in it is obeyed by a terminal. */
export interface PostText {
  /** `High alert opened`. */
  readonly headline: string;
  /** One plain sentence. */
  readonly title: string;
  /** Why it matters, what to do now, how it closes: nothing of that once it is resolved. */
  readonly advice: readonly (readonly [name: string, value: string])[];
  readonly rows: readonly (readonly [name: string, value: string])[];
  /** Addresses that we made ourselves, of an id and a time. */
  readonly links: readonly ConsoleLink[];
}

const stateWords: Readonly<Record<AlertState, string>> = {
  open: "opened",
  acknowledged: "acknowledged",
  resolved: "resolved",
};

/** The words of a post, the same for every destination that people read. */
export function postText({ alert, org, guidance }: Post): PostText {
  const severity = `${alert.severity.charAt(0).toUpperCase()}${alert.severity.slice(1)}`;
  const rows = rowsOf(alert, org).flatMap(([name, value]) =>
    value === null ? [] : [[name, inertText(value)] as const],
  );
  return {
    headline: `${severity} alert ${stateWords[alert.state]}`,
    title: inertText(alert.title),
    advice: alert.state === "resolved" ? [] : adviceOf(guidance),
    rows,
    links: guidance.links,
  };
}

const adviceOf = ({ why, remedy, closes }: AlertGuidance): PostText["advice"] => [
  ["Why it matters", why],
  ["What to do now", remedy],
  ["Closes", closes],
];

const timeOrNull = (time: string | null): string | null => (time === null ? null : toTheMinute(time));

function rowsOf(alert: Alert, org: string): readonly (readonly [string, string | null])[] {
  const { subject, actor, id, openedAt, lastSeenAt } = alert;
  return [
    ["About", `${subject.type} ${subject.name} (${subject.id})`],
    ["Done by", actorText(actor)],
    ["Happened", toTheMinute(openedAt)],
    ["Last seen", lastSeenAt === openedAt ? null : toTheMinute(lastSeenAt)],
    ["Due", timeOrNull(alert.dueAt)],
    ["Resolved", timeOrNull(alert.resolvedAt)],
    ["Resolution", alert.resolution],
    ["Note", alert.note],
    ["Detection", alert.detection],
    ["Org", org],
    ["See", `plumbline alerts show ${id}`],
  ];
}

/** At most so many UTF-16 units, with no character cut in half. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
