import { inertText } from "../../model/inert-text.ts";
import type { Report, RequirementCount } from "../../model/report.ts";
import { count } from "../text/count.ts";
import { displayWidth } from "../text/display-width.ts";
import { requirementRows } from "../text/requirement-rows.ts";
import { wrapText } from "../text/wrap-text.ts";
import { type BlockLayout, labelled, textColumn } from "./layout.ts";

const longestId = 24;

/** `Requirements (2 of 5 not met)` */
export function requirementTitle(report: Report): string {
  const all = report.summary.requirements ?? [];
  const amount = requirementRows(report).length;
  return `Requirements (${amount === 0 ? `all ${all.length} met` : `${amount} of ${all.length} not met`})`;
}

/**
 * The requirements that are not met: of how many people, and what they lack. Then those that everybody meets, each with
 * how many people that is: one that applies to nobody shows.
 */
export function requirementLines(report: Report, layout: BlockLayout): readonly string[] {
  const rows = requirementRows(report);
  const shares = rows.map(({ requirement: { drift, unknown, appliesTo } }) => [drift + unknown, appliesTo]);
  const column = (index: number): number => Math.max(...shares.map((share) => String(share[index]).length));
  const idWidth = Math.min(
    longestId,
    Math.max(0, ...rows.map(({ requirement }) => displayWidth(requirement.id))),
  );
  const lines = rows.map(({ requirement: { id, severity, title, drift, unknown, appliesTo }, lacks }) => {
    const share = `${String(drift + unknown).padStart(column(0))} of ${String(appliesTo).padStart(column(1))}`;
    const cells = `${inertText(id).padEnd(idWidth)}  ${share}  `;
    return row(severity, cells, `${title} (${lacks})`, layout);
  });
  return [...lines, ...metLine(report, layout)];
}

/** In a narrow terminal the title stands below. */
function row(
  severity: RequirementCount["severity"],
  cells: string,
  title: string,
  layout: BlockLayout,
): string {
  const { width } = layout;
  const start = textColumn + displayWidth(cells);
  if (start > width / 2) {
    return `${labelled(severity, "", layout)}${cells.trimEnd()}\n${wrapText(inertText(title), width, textColumn)}`;
  }
  return `${labelled(severity, "", layout)}${cells}${wrapText(inertText(title), width, start).slice(start)}`;
}

function metLine({ summary }: Report, { width }: BlockLayout): readonly string[] {
  const met = (summary.requirements ?? []).filter(({ drift, unknown }) => drift + unknown === 0);
  if (met.length === 0) return [];
  const names = met.map(({ id, appliesTo }) =>
    appliesTo === 0 ? `${id} (applies to nobody)` : `${id} (${count(appliesTo, "person", "people")})`,
  );
  return [wrapText(inertText(`met: ${names.join(", ")}`), width, 2, 4)];
}
