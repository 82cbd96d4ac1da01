import { inertText } from "../../model/inert-text.ts";
import type { EnrollmentUndo } from "../../model/memberships.ts";
import { count } from "../text/count.ts";
import { wrapText } from "../text/wrap-text.ts";

/** Tells the result of taking memberships back, for reading in a terminal. */
export function enrollUndoText({ org, log, removals }: EnrollmentUndo, width: number): string {
  const removed = removals.filter(({ status }) => status === "removed").length;
  const head =
    removals.length === 0
      ? `Nothing is left to take back of what ${log} says was added at ${org}.`
      : `${removed} of ${count(removals.length, "membership")} taken back at ${org} (${log}).`;
  return `${[
    wrapText(inertText(head), width, 0, 2),
    ...removals.map(({ group, user, status, reason }) =>
      wrapText(
        inertText(`${user.login}, "${group.name}": ${status}${reason === null ? "" : ` (${reason})`}`),
        width,
        2,
        4,
      ),
    ),
  ].join("\n")}\n`;
}
