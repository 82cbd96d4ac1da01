import { inertText } from "../../model/inert-text.ts";
import type { Finding, FindingStatus, Report } from "../../model/report.ts";
import { count } from "../text/count.ts";
import { wrapText } from "../text/wrap-text.ts";
import { type BlockLayout, nameSome } from "./layout.ts";

/** Lists in brief whatever is neither in line nor drift: undecided, unread, pending, exempted. */
export function asideLines(report: Report, layout: BlockLayout): readonly string[] {
  return [
    ...report.gaps.map(
      (gap) =>
        `not read: ${gap.slice}${gap.affected > 0 ? ` (${gap.affected} affected)` : ""}: ${gap.reason}`,
    ),
    ...undecidedChecks(report),
    ...subjectLine(report, "pending", "pending, not due yet", layout),
    ...subjectLine(report, "exempted", "exempted", layout),
  ].map((line) => wrapText(inertText(line), layout.width, 2, 4));
}

/** One line a reason: what was not read leaves many checks undecided at once. */
function undecidedChecks(report: Report): readonly string[] {
  const byReason = new Map<string | null, string[]>();
  for (const { check, status, reason } of report.outcomes) {
    if (status !== "unknown") continue;
    const same = byReason.get(reason);
    if (same === undefined) byReason.set(reason, [check]);
    else same.push(check);
  }
  return [...byReason].map(
    ([reason, checks]) => `undecided: ${checks.join(", ")}${reason === null ? "" : `: ${reason}`}`,
  );
}

function subjectLine(
  report: Report,
  status: FindingStatus,
  words: string,
  layout: BlockLayout,
): readonly string[] {
  const findings = report.findings.filter((finding) => finding.status === status);
  if (findings.length === 0) return [];
  const named = (finding: Finding) =>
    finding.exemption === null
      ? finding.subject.name
      : `${finding.subject.name} until ${finding.exemption.until}`;
  return [
    `${count(findings.length, "finding")} ${words}: ${nameSome([...new Set(findings.map(named))], layout.detail)}`,
  ];
}
