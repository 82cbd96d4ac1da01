import type { Alert } from "../../model/alert.ts";
import { severities } from "../../model/words.ts";
import { isOverdue } from "./manual-resolution.ts";

/** Orders alerts by urgency: the worst first; of these what is overdue, then what is due soonest, then the oldest. */
export const byUrgency =
  (now: Date) =>
  (left: Alert, right: Alert): number =>
    severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
    Number(isOverdue(right, now)) - Number(isOverdue(left, now)) ||
    compare(left.dueAt ?? never, right.dueAt ?? never) ||
    compare(left.openedAt, right.openedAt) ||
    compare(left.id, right.id);

/** After every time in ISO 8601. */
const never = "~";

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
