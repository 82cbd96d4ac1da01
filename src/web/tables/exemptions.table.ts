import type { Exemption } from "../../model/baseline.ts";
import { dayMs } from "../../model/durations.ts";
import { table } from "../contract/table.ts";
import { byIdentityInTime } from "../listing/by-identity.ts";

interface ExemptionRow {
  readonly exemption: Exemption;
  readonly ends: "ended" | "within 30 days" | "later";
}

/** The last day is in effect to its end, UTC. */
function endsOf({ until }: Exemption, now: Date): ExemptionRow["ends"] {
  const left = Date.parse(`${until}T00:00:00Z`) + dayMs - now.getTime();
  if (left <= 0) return "ended";
  return left <= 30 * dayMs ? "within 30 days" : "later";
}

const rowsOf = byIdentityInTime(dayMs, (exemptions: readonly Exemption[], now): readonly ExemptionRow[] =>
  exemptions
    .map((exemption) => ({ exemption, ends: endsOf(exemption, now) }))
    .toSorted((one, other) => (one.exemption.until < other.exemption.until ? -1 : 1)),
);

export default table<ExemptionRow>({
  name: "exemptions",
  title: "Exemptions",
  place: 50,
  summary: "The baseline's exemptions as of the latest check, the first to end first",
  columns: [
    {
      key: "until",
      title: "Last day",
      kind: "text",
      cell: ({ exemption, ends }) => ({ value: exemption.until, under: ends }),
    },
    {
      key: "user",
      title: "Person",
      kind: "text",
      cell: ({ exemption }) => ({
        value: exemption.user,
        href: `/people?search=${encodeURIComponent(exemption.user)}`,
      }),
    },
    {
      key: "requirement",
      title: "Requirement",
      kind: "text",
      cell: ({ exemption }) => exemption.requirement,
    },
    { key: "reason", title: "Reason", kind: "text", cell: ({ exemption }) => exemption.reason },
    { key: "owner", title: "Owner", kind: "text", cell: ({ exemption }) => exemption.owner },
  ],
  filters: [
    { key: "ends", title: "Ends", values: ({ ends }) => [ends] },
    { key: "requirement", title: "Requirement", values: ({ exemption }) => [exemption.requirement] },
    { key: "owner", title: "Owner", values: ({ exemption }) => [exemption.owner] },
  ],
  id: ({ exemption }) => `${exemption.user} (${exemption.requirement})`,
  async read(source, now) {
    const shown = await source.shown();
    const rows = shown === null ? [] : rowsOf(shown.view.exemptions, now);
    return {
      rows,
      asOf: shown?.asOf ?? null,
      empty:
        rows.length === 0
          ? "The baseline of the latest check exempts nobody."
          : "None is left by these filters.",
    };
  },
});
