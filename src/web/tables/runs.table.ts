import type { KeptRun } from "../../model/kept-run.ts";
import { table } from "../contract/table.ts";

export default table<KeptRun>({
  name: "runs",
  title: "Runs",
  place: 70,
  summary: "The checks whose reports are kept, latest first",
  columns: [
    {
      key: "finished",
      title: "Finished",
      kind: "time",
      cell: ({ id, finishedAt }) => ({ value: finishedAt, href: `/runs/${id}` }),
    },
    { key: "verdict", title: "Verdict", kind: "answer", cell: ({ summary }) => summary.verdict },
    { key: "findings", title: "Open", kind: "number", cell: ({ summary }) => summary.findings },
    {
      key: "critical",
      title: "Critical",
      kind: "number",
      cell: ({ summary }) => summary.bySeverity.critical,
    },
    { key: "unknown", title: "Unknown", kind: "number", cell: ({ summary }) => summary.unknown },
    { key: "exempted", title: "Exempted", kind: "number", cell: ({ summary }) => summary.exempted },
    { key: "people", title: "People judged", kind: "number", cell: ({ summary }) => summary.people.examined },
    {
      key: "baseline",
      title: "Baseline",
      kind: "text",
      cell: ({ baseline }) => ({ value: baseline.path, under: baseline.sha256.slice(0, 12) }),
    },
  ],
  filters: [
    { key: "verdict", title: "Verdict", values: ({ summary }) => [summary.verdict] },
    { key: "baseline", title: "Baseline", values: ({ baseline }) => [baseline.sha256.slice(0, 12)] },
  ],
  id: ({ id }) => id,
  async read(source) {
    const rows = await source.runs();
    return {
      rows,
      asOf: rows[0]?.finishedAt ?? null,
      empty:
        rows.length === 0
          ? "No check kept its report yet: run plumbline check --ledger."
          : "No run is left by these filters.",
    };
  },
});
