import type { ShownRun } from "../../flows/page/page-source.ts";
import type { Approval } from "../../model/baseline.ts";
import type { KeptRun } from "../../model/kept-run.ts";
import { count } from "../../report/text/count.ts";
import { table } from "../contract/table.ts";
import { byIdentity } from "../listing/by-identity.ts";

/** A weakening that the baseline approves, or a change of the baseline that the runs show. */
type ReviewRow =
  | { readonly kind: "approved weakening"; readonly approval: Approval }
  | { readonly kind: "baseline changed"; readonly from: KeptRun; readonly to: KeptRun };

/** The first to end first. */
const approvalsOf = byIdentity(({ view }: ShownRun): readonly ReviewRow[] =>
  view.approvals
    .toSorted((one, other) => (one.until < other.until ? -1 : 1))
    .map((approval) => ({ kind: "approved weakening", approval })),
);

/** Runs are given latest first: so are the changes. */
const changesIn = byIdentity((runs: readonly KeptRun[]): readonly ReviewRow[] =>
  runs.flatMap((to, position) => {
    const from = runs[position + 1];
    const isSame = from === undefined || from.baseline.sha256 === to.baseline.sha256;
    return isSame ? [] : [{ kind: "baseline changed", from, to } as const];
  }),
);

const rowsOf = byIdentity((runs: readonly KeptRun[]) =>
  byIdentity((shown: ShownRun): readonly ReviewRow[] => [...approvalsOf(shown), ...changesIn(runs)]),
);

const met = ({ figures }: KeptRun): string =>
  figures === undefined ? "" : `, ${count(figures.met.people, "person", "people")} in line`;

const inWords = (run: KeptRun): string => `${count(run.summary.findings, "finding")} open${met(run)}`;

const ofApproval = (row: ReviewRow, part: keyof Approval): string | null =>
  row.kind === "approved weakening" ? (row.approval[part] ?? null) : null;

export default table<ReviewRow>({
  name: "reviews",
  title: "Reviews",
  place: 60,
  summary:
    "Weakenings that the baseline approves, the first to end first, and changes of the baseline between runs",
  columns: [
    { key: "kind", title: "Kind", kind: "text", cell: ({ kind }) => kind },
    {
      key: "change",
      title: "Change",
      kind: "text",
      cell: (row) =>
        row.kind === "approved weakening"
          ? row.approval.change
          : {
              value: `${row.from.baseline.sha256.slice(0, 12)} became ${row.to.baseline.sha256.slice(0, 12)}`,
              under: row.to.baseline.path,
              href: `/runs/${row.to.id}`,
            },
    },
    {
      key: "seen",
      title: "First judged by it",
      kind: "time",
      cell: (row) => (row.kind === "approved weakening" ? null : row.to.finishedAt),
    },
    {
      key: "effect",
      title: "Before and after",
      kind: "text",
      cell: (row) =>
        row.kind === "approved weakening" ? null : { value: inWords(row.from), under: inWords(row.to) },
    },
    { key: "until", title: "Last day", kind: "text", cell: (row) => ofApproval(row, "until") },
    { key: "reason", title: "Reason", kind: "text", cell: (row) => ofApproval(row, "reason") },
    {
      key: "owner",
      title: "Owner",
      kind: "text",
      cell: (row) => {
        const ticket = ofApproval(row, "ticket");
        return { value: ofApproval(row, "owner"), ...(ticket === null ? {} : { under: ticket }) };
      },
    },
  ],
  filters: [
    { key: "kind", title: "Kind", values: ({ kind }) => [kind] },
    { key: "owner", title: "Owner", values: (row) => [ofApproval(row, "owner") ?? "nobody"] },
  ],
  id: (row) =>
    row.kind === "approved weakening" ? `${row.approval.change} (${row.approval.ticket})` : row.to.id,
  async read(source) {
    const [shown, runs] = await Promise.all([source.shown(), source.runs()]);
    const rows = shown === null ? changesIn(runs) : rowsOf(runs)(shown);
    return {
      rows,
      asOf: shown?.asOf ?? null,
      empty:
        rows.length === 0
          ? "The baseline of the latest check approves no weakening, and no kept check was judged by another."
          : "None is left by these filters.",
    };
  },
});
