import type { Alert } from "../../model/alert.ts";
import type { AlertGuidance } from "../../model/alert-guidance.ts";
import { actorText, toTheMinute } from "../../model/alert-words.ts";
import { inertText } from "../../model/inert-text.ts";
import { jsonText } from "../text/json-text.ts";
import { wrapText } from "../text/wrap-text.ts";

/** The alerts as JSON: `{"alerts": [...]}`. */
export function alertsAsJson(alerts: readonly Alert[]): string {
  return jsonText({ alerts });
}

/** The same of one, with what to tell of it. */
export function alertAsJson(alert: Alert, guidance: AlertGuidance): string {
  return jsonText({ alerts: [alert], guidance: { [alert.id]: guidance } });
}

export interface ListLayout {
  readonly width: number;
  /** Time to compare due dates with: an alert due before is overdue. */
  readonly now: Date;
  readonly shortIds: ReadonlyMap<string, string>;
}

/** Two lines an alert: how bad and what, then when and by which id to name it. */
export function alertList(alerts: readonly Alert[], layout: ListLayout): string {
  if (alerts.length === 0) return "No alerts.\n";
  const more = "plumbline alerts show ID: why it matters, what to do now, how it closes, and where to look.";
  return `${alerts.map((alert) => alertLines(alert, layout)).join("")}\n${wrapText(more, layout.width)}\n`;
}

const changeWords: Readonly<Record<string, string>> = { joined: "again", recorded: "managed" };

/** One line for what became of an alert. @param kind `opened`, `joined`, `resolved`, … */
export function alertChangeLine(kind: string, { severity, title, id, resolution }: Alert): string {
  const why = kind === "resolved" && resolution !== null ? `: ${resolution}` : "";
  return `${inertText(`${changeWords[kind] ?? kind} ${severity}: ${title}${why} (${id})`)}\n`;
}

function alertLines(alert: Alert, { width, now, shortIds }: ListLayout): string {
  const { severity, state, detection, title, openedAt, dueAt, id } = alert;
  const isOverdue = dueAt !== null && state !== "resolved" && Date.parse(dueAt) < now.getTime();
  const when = [
    `${detection}, ${toTheMinute(openedAt)}`,
    ...(dueAt === null ? [] : [`${isOverdue ? "OVERDUE since" : "due"} ${toTheMinute(dueAt)}`]),
    ...(state === "open" ? [] : [state]),
  ].join(", ");
  const lines = [
    wrapText(inertText(`${severity.padEnd(8)}  ${title}`), width, 0, 10),
    wrapText(inertText(`${when}; id ${shortIds.get(id) ?? id}`), width, 10),
  ];
  return `${lines.join("\n")}\n`;
}

export interface Beside {
  /** Guidance to tell of it; nothing where it is left out. */
  readonly guidance?: AlertGuidance;
  /** Posts about it to destinations, one clause each. */
  readonly told?: readonly string[];
}

/** Everything that is known of one alert; a resolved one needs nobody to do anything. */
export function alertDetails(alert: Alert, width: number, { guidance, told = [] }: Beside = {}): string {
  const { subject, actor, dueAt, resolvedAt, resolution, note } = alert;
  const advice = alert.state === "resolved" ? undefined : guidance;
  const rows: readonly (readonly [name: string, value: string | null])[] = [
    ["id", alert.id],
    ["state", alert.state],
    ["severity", alert.severity],
    ["detection", alert.detection],
    ["about", `${subject.type} ${subject.name} (${subject.id})`],
    ["done by", actorText(actor)],
    ["opened", toTheMinute(alert.openedAt)],
    ["last seen", toTheMinute(alert.lastSeenAt)],
    ["due", dueAt === null ? null : toTheMinute(dueAt)],
    ["resolved", resolvedAt === null ? null : toTheMinute(resolvedAt)],
    ["resolution", resolution],
    ["note", note],
    ["told", told.length === 0 ? null : told.join("; ")],
    ["why", guidance?.why ?? null],
    ["do now", advice?.remedy ?? null],
    ["closes", advice?.closes ?? null],
    ["events", alert.events.join(" ")],
  ];
  const nameWidth = 13;
  return `${[
    wrapText(inertText(alert.title), width),
    ...rows.flatMap(([name, value]) =>
      value === null
        ? []
        : [wrapText(inertText(`${name.padEnd(nameWidth - 2)}${value}`), width, 2, nameWidth)],
    ),
    // Whole, however long: a link that was cut cannot be followed.
    ...(guidance?.links ?? []).map(({ label, url }) => `  ${label}: ${url}`),
  ].join("\n")}\n`;
}
