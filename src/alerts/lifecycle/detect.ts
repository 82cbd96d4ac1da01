import type { LogEvent } from "../../model/log-event.ts";
import type { AlertDraft, Detection } from "../detections/detection.ts";
import { enabledDetections } from "../detections/settings.ts";
import { actorOf, isManagedChange } from "../event/actor.ts";
import type { AlertRules } from "../event/alert-rules.ts";
import { byTime } from "../event/by-time.ts";
import { wasDone } from "../event/outcome.ts";
import type { Memory } from "../memory/memory.ts";
import type { RaisedDraft } from "./lifecycle.ts";

/** Runs the detections over one event. */
export type Detect = (event: LogEvent, memory: Memory) => readonly RaisedDraft[];

const nothing: readonly RaisedDraft[] = [];

/** Looks at events with the detections that the baseline leaves on; most events concern none and cost one look-up. */
export function detectWith(detections: readonly Detection[], rules: AlertRules): Detect {
  const byType = groupByType(enabledDetections(detections, rules));
  return (event, memory) => {
    const concerned = byType.get(event.eventType);
    if (concerned === undefined) return nothing;
    const isDone = wasDone(event);
    return concerned
      .filter(({ readsAttempts }) => isDone || readsAttempts === true)
      .flatMap((detection) => {
        const draft = detection.detect(event, memory, rules);
        return draft === null ? [] : [raise(detection, draft, event, rules)];
      });
  };
}

function groupByType(detections: readonly Detection[]): ReadonlyMap<string, readonly Detection[]> {
  const byType = new Map<string, Detection[]>();
  for (const detection of detections) {
    for (const eventType of detection.eventTypes) {
      byType.set(eventType, [...(byType.get(eventType) ?? []), detection]);
    }
  }
  return byType;
}

function raise(
  { id, severity }: Detection,
  draft: AlertDraft,
  event: LogEvent,
  { detections, managedActors }: AlertRules,
): RaisedDraft {
  const named = new Map((draft.events ?? []).map((one) => [one.uuid, one]));
  const [first, ...later] = [...named.values()].sort(byTime);
  const by = draft.by ?? { actor: actorOf(event), isManaged: isManagedChange(event, managedActors) };
  return {
    detection: id,
    severity: detections[id]?.severity ?? draft.severity ?? severity,
    subject: draft.subject,
    title: draft.title,
    ...by,
    dueAt: draft.dueAt ?? null,
    events: [first ?? { uuid: event.uuid, published: event.published }, ...later],
    replaces: draft.replaces ?? [],
  };
}
