import type { Kysely } from "kysely";
import type { KeptRun } from "../model/kept-run.ts";
import type { Report } from "../model/report.ts";
import { beginsWith, onlyOne, rowsAsked } from "./by-beginning.ts";
import { unpacked } from "./keep-report.ts";
import type { Tables } from "./tables.ts";

/** The runs of an org (or of all), latest first. One report is unpacked at a time: it can be as large as the org. */
export async function readRuns(db: Kysely<Tables>, org: string | null): Promise<readonly KeptRun[]> {
  const all = db.selectFrom("report").select(["org", "id"]).orderBy("finished_at", "desc").orderBy("id");
  const rows = await (org === null ? all : all.where("org", "=", org)).execute();
  const runs: KeptRun[] = [];
  for (const { id } of rows) runs.push(withoutFindings(await findRun(db, id)));
  return runs;
}

function withoutFindings({ id, org, report }: FoundRun): KeptRun {
  const { finishedAt, source, baseline, summary } = report;
  return { id, org, finishedAt, source, baseline, summary };
}

/** A report that was kept. */
export interface FoundRun {
  readonly id: string;
  readonly org: string;
  readonly report: Report;
}

/** The report of an id, or of the beginning of one that no other has. */
export async function findRun(db: Kysely<Tables>, id: string): Promise<FoundRun> {
  const rows = await db
    .selectFrom("report")
    .select(["org", "id", "body"])
    .where(beginsWith(id))
    .orderBy("id")
    .limit(rowsAsked)
    .execute();
  const found = onlyOne(rows, id, {
    what: "report",
    notFound: "RUN_NOT_FOUND",
    ambiguous: "RUN_AMBIGUOUS",
    listedBy: "plumbline runs",
  });
  return { id: found.id, org: found.org, report: unpacked(found.body, found.org) };
}
