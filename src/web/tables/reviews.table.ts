import type { Approval } from "../../model/baseline.ts";
import { table } from "../contract/table.ts";
import { byIdentity } from "../listing/by-identity.ts";

/** The first to end first. */
const byEnd = byIdentity((approvals: readonly Approval[]) =>
  approvals.toSorted((one, other) => (one.until < other.until ? -1 : 1)),
);

export default table<Approval>({
  name: "reviews",
  title: "Reviews",
  place: 60,
  summary: "Weakenings of the baseline that somebody approved, the first to end first",
  columns: [
    { key: "until", title: "Last day", kind: "text", cell: ({ until }) => until },
    { key: "change", title: "What became weaker", kind: "text", cell: ({ change }) => change },
    { key: "reason", title: "Reason", kind: "text", cell: ({ reason }) => reason },
    { key: "owner", title: "Owner", kind: "text", cell: ({ owner }) => owner },
    { key: "ticket", title: "Ticket", kind: "text", cell: ({ ticket }) => ticket },
  ],
  filters: [{ key: "owner", title: "Owner", values: ({ owner }) => [owner] }],
  id: ({ change, ticket }) => `${change} (${ticket})`,
  async read(source) {
    const shown = await source.shown();
    const rows = shown === null ? [] : byEnd(shown.view.approvals);
    return {
      rows,
      asOf: shown?.asOf ?? null,
      empty:
        rows.length === 0
          ? "The baseline of the latest check approves no weakening. Where it changed is marked on the history of the overview."
          : "None is left by these filters.",
    };
  },
});
