import type { FilledChecklist } from "../checklist/fill-checklist.ts";
import { checklistStatuses } from "../checklist/open-checklist.ts";

/** Says what became of a checklist: the counts, and each rule of which the assessor says otherwise. */
export function filledLines(file: string, { counts, kept, lacking }: FilledChecklist): readonly string[] {
  const statuses = checklistStatuses.filter((status) => counts[status] > 0);
  return [
    `wrote ${file}: ${statuses.map((status) => `${counts[status]} ${status}`).join(", ")}`,
    ...kept.map(
      ({ id, theirs, ours }) => `${id}: the assessor's ${theirs} stands; Plumbline's answer is ${ours}`,
    ),
    ...(lacking.length === 0 ? [] : [`not in the checklist: ${lacking.join(", ")}`]),
  ];
}
