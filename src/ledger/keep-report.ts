import { createHash } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import type { KeptRun } from "../model/kept-run.ts";
import type { JudgedFramework } from "../model/kept-standard.ts";
import type { Report } from "../model/report.ts";
import type { RunFigures, StreamedRunView } from "../model/run-view.ts";
import { asWritten } from "./as-written.ts";
import { packed, packedPieces, unpackedText } from "./packed-text.ts";
import { packedView } from "./packed-view.ts";
import { mostKept, oldestKept } from "./retention.ts";
import { raiseRevision } from "./revisions.ts";
import { forgetOldStandards, type StandardsToKeep } from "./standard-rows.ts";
import type { Tables } from "./tables.ts";

/** A report with what a page shows besides; null where nobody worked it out. */
export interface ReportToKeep {
  readonly report: Report;
  readonly view: StreamedRunView | null;
  readonly figures: RunFigures | null;
  /** Answers to the standards that the baseline pins; none where left out. */
  readonly standards?: readonly JudgedFramework[];
}

/** The row of a report. To pack a large one takes seconds, in which nobody is to be kept from writing. */
export async function reportRow(
  org: string,
  { report, view, figures }: ReportToKeep,
): Promise<Tables["report"]> {
  const text = JSON.stringify(report);
  return {
    org,
    id: createHash("sha256").update(text).digest("hex").slice(0, 32),
    finished_at: report.finishedAt,
    body: packed(text),
    head: JSON.stringify({ ...headOf(report), ...(figures === null ? {} : { figures }) }),
    view: view === null ? "" : await packedPieces(packedView(view)),
  };
}

/** Answers to standards that a check gave beside its report, which is kept under this id. */
export const standardsOf = ({ report, standards = [] }: ReportToKeep, run: string): StandardsToKeep => ({
  judged: standards,
  by: "check",
  run,
  tool: report.tool.version,
  asOf: report.asOf ?? report.finishedAt,
  finishedAt: report.finishedAt,
  gaps: report.gaps,
});

/** Keeps a report. How old others are is counted from this one. */
export async function keepReport(db: Transaction<Tables>, row: Tables["report"]): Promise<void> {
  const { org } = row;
  await db
    .insertInto("report")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await raiseRevision(db, org, "runs");
  const oldest = oldestKept(row.finished_at);
  await db.deleteFrom("report").where("org", "=", org).where("finished_at", "<", oldest).execute();
  const newest = db
    .selectFrom("report")
    .select("id")
    .where("org", "=", org)
    .orderBy("finished_at", "desc")
    .orderBy("id")
    .limit(mostKept);
  await db.deleteFrom("report").where("org", "=", org).where("id", "not in", newest).execute();
  await dropOlderViews(db, org);
  await forgetOldStandards(db, org, row.finished_at);
}

/** Everybody is named in a view: only the latest is kept. */
async function dropOlderViews(db: Transaction<Tables>, org: string): Promise<void> {
  const latest = await db
    .selectFrom("report")
    .select("id")
    .where("org", "=", org)
    .where("view", "!=", "")
    .orderBy("finished_at", "desc")
    .orderBy("id")
    .executeTakeFirst();
  if (latest === undefined) return;
  await db
    .updateTable("report")
    .set({ view: "" })
    .where("org", "=", org)
    .where("id", "!=", latest.id)
    .where("view", "!=", "")
    .execute();
}

/** A report without its findings. */
export function headOf({ finishedAt, source, baseline, summary }: Report): Omit<KeptRun, "id" | "org"> {
  return { finishedAt, source, baseline, summary };
}

/** The reports that were finished last, latest first. */
export async function readReports(
  db: Kysely<Tables>,
  org: string,
  atMost: number,
): Promise<readonly Report[]> {
  const rows = await db
    .selectFrom("report")
    .select("body")
    .where("org", "=", org)
    .orderBy("finished_at", "desc")
    .orderBy("id")
    .limit(atMost)
    .execute();
  return rows.map(({ body }) => unpacked(body, org));
}

/** @throws PlumblineError LEDGER_CORRUPT */
export function unpacked(body: string, org: string): Report {
  return asWritten(`a report on ${org} in the ledger cannot be read`, "alerts", () => {
    const report: Report = JSON.parse(unpackedText(body));
    if (report.schemaVersion === 1) return report;
    throw new Error(`a report of version ${report.schemaVersion}`);
  });
}
