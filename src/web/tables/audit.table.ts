import type { AuditEntry } from "../../model/audit.ts";
import { table } from "../contract/table.ts";

export default table<AuditEntry>({
  name: "audit",
  title: "Audit log",
  place: 90,
  summary: "Everything that somebody had done here, latest first",
  columns: [
    { key: "at", title: "When", kind: "time", cell: ({ at }) => at },
    { key: "who", title: "Who", kind: "text", cell: ({ who }) => who },
    { key: "action", title: "What", kind: "text", cell: ({ action }) => action },
    { key: "about", title: "Asked for", kind: "text", cell: ({ about }) => about },
    { key: "outcome", title: "Outcome", kind: "text", cell: ({ outcome }) => outcome },
  ],
  filters: [
    { key: "who", title: "Who", values: ({ who }) => [who] },
    { key: "action", title: "What", values: ({ action }) => [action] },
    { key: "outcome", title: "Outcome", values: ({ outcome }) => [outcome] },
  ],
  id: ({ id }) => id,
  async read(source, now) {
    const rows = await source.audit();
    return {
      rows,
      asOf: now.toISOString(),
      empty: rows.length === 0 ? "Nobody did anything here yet." : "No entry is left by these filters.",
    };
  },
});
