import type { AlertRecord } from "../../ledger/alert-record.ts";
import type { PostDraft } from "../../ledger/outbox.ts";
import type { Alert } from "../../model/alert.ts";
import type { AlertRoute } from "../../model/baseline.ts";
import { type Severity, severities } from "../../model/words.ts";
import type { AlertChange } from "../lifecycle/alert-record.ts";
import { isToldBetter } from "../lifecycle/lifecycle.ts";

export interface PostRules {
  readonly routes: readonly AlertRoute[];
  /** A ledger that reads the org for the first time: what has come and gone already is history. */
  readonly isFirstReading: boolean;
}

const isAtLeast = (severity: Severity, minimum: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(minimum);

/** The destinations that routes choose for an alert, each once. */
function chosen(
  routes: readonly AlertRoute[],
  { detection, severity }: Pick<Alert, "detection" | "severity">,
): readonly string[] {
  const fits = routes.filter(
    ({ minimum, detections }) =>
      isAtLeast(severity, minimum) && (detections.length === 0 || detections.includes(detection)),
  );
  return [...new Set(fits.map(({ to }) => to))];
}

/** The states that alerts came into during a run, in order, with each alert as it was at the end of that state. */
export function postsFor(
  changes: readonly AlertChange[],
  before: readonly AlertRecord[],
  rules: PostRules,
): readonly PostDraft[] {
  const earlier = new Map(before.map(({ alert }) => [alert.id, alert]));
  const byAlert = new Map<string, AlertRecord[]>();
  for (const { kind, record } of changes) {
    if (kind === "recorded" || record.resolvedBy === "managed") continue;
    const { id } = record.alert;
    byAlert.set(id, [...(byAlert.get(id) ?? []), record]);
  }
  return [...byAlert].flatMap(([id, records]) => draftsOf(records, earlier.get(id) ?? null, rules));
}

function draftsOf(
  records: readonly AlertRecord[],
  before: Alert | null,
  { routes, isFirstReading }: PostRules,
): readonly PostDraft[] {
  const last = records[records.length - 1];
  const isNew = before === null;
  if (last === undefined || (isNew && isToldBetter(last))) return [];
  if (isFirstReading && isNew && last.alert.state === "resolved") return [];
  return inStates(records, before).flatMap(({ alert, isSameState }): readonly PostDraft[] => {
    if (alert.state !== "open") return isSameState ? [] : [{ alert, to: null }];
    const all = chosen(routes, alert);
    // It was open before: news only to those whose minimum it reached just now.
    const known = isSameState && before !== null ? chosen(routes, before) : [];
    const to = all.filter((destination) => !known.includes(destination));
    return to.length === 0 ? [] : [{ alert, to }];
  });
}

interface InState {
  readonly alert: Alert;
  /** It was in that state before the run. */
  readonly isSameState: boolean;
}

/** One entry for each state that an alert passed through, the state from before the run included. */
function inStates(records: readonly AlertRecord[], before: Alert | null): readonly InState[] {
  const states: InState[] = [];
  for (const { alert } of records) {
    const last = states[states.length - 1];
    if (last?.alert.state === alert.state) states[states.length - 1] = { ...last, alert };
    else states.push({ alert, isSameState: last === undefined && before?.state === alert.state });
  }
  return states;
}
