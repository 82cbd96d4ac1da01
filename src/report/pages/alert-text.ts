import type { Alert } from "../../model/alert.ts";
import { actorText, toTheMinute } from "../../model/alert-words.ts";
import { inertText } from "../../model/inert-text.ts";
import { jsonText } from "../text/json-text.ts";
import { wrapText } from "../text/wrap-text.ts";

/** The alerts as JSON: `{"alerts": [...]}`. */
export function alertsAsJson(alerts: readonly Alert[]): string {
  return jsonText({ alerts });
}

/** Two lines an alert: how bad and what, then when and by which id to name it. */
export function alertList(alerts: readonly Alert[], width: number): string {
  return alerts.map((alert) => alertLines(alert, width)).join("");
}

const changeWords: Readonly<Record<string, string>> = { joined: "again", recorded: "managed" };

/** One line for what became of an alert. @param kind `opened`, `joined`, `resolved`, … */
export function alertChangeLine(kind: string, { severity, title, id, resolution }: Alert): string {
  const why = kind === "resolved" && resolution !== null ? `: ${resolution}` : "";
  return `${inertText(`${changeWords[kind] ?? kind} ${severity}: ${title}${why} (${id})`)}\n`;
}

function alertLines(alert: Alert, width: number): string {
  const { severity, state, detection, title, openedAt, dueAt, id } = alert;
  const when = [
    `${detection}, ${toTheMinute(openedAt)}`,
    ...(dueAt === null ? [] : [`due ${toTheMinute(dueAt)}`]),
    ...(state === "open" ? [] : [state]),
  ].join(", ");
  const lines = [
    wrapText(inertText(`${severity.padEnd(8)}  ${title}`), width, 0, 10),
    wrapText(inertText(`${when}; id ${id}`), width, 10),
  ];
  return `${lines.join("\n")}\n`;
}

/** Everything that is known of one alert. @param told what destinations were told of it, one clause each */
export function alertDetails(alert: Alert, width: number, told: readonly string[] = []): string {
  const { subject, actor, dueAt, resolvedAt, resolution, note } = alert;
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
  ].join("\n")}\n`;
}
