import type { Kysely } from "kysely";
import type { KeptRun } from "../model/kept-run.ts";
import type { Report } from "../model/report.ts";
import type { RunView } from "../model/run-view.ts";
import { beginsWith, onlyOne, rowsAsked } from "./by-beginning.ts";
import { headOf, unpacked } from "./keep-report.ts";
import { unpackedText } from "./packed-text.ts";
import { unpackedView } from "./packed-view.ts";
import type { Tables } from "./tables.ts";

/**
 * The runs of an org (or of all), latest first. One that an older version kept is unpacked, one at a time: a report can be
 * as large as the org.
 */
export async function readRuns(db: Kysely<Tables>, org: string | null): Promise<readonly KeptRun[]> {
  const all = db
    .selectFrom("report")
    .select(["org", "id", "head"])
    .orderBy("finished_at", "desc")
    .orderBy("id");
  const rows = await (org === null ? all : all.where("org", "=", org)).execute();
  const runs: KeptRun[] = [];
  for (const { id, org: of, head } of rows) {
    const kept = head === "" ? headOf((await findRun(db, id)).report) : JSON.parse(head);
    runs.push({ id, org: of, ...kept });
  }
  return runs;
}

/** View of the latest run that kept one for a page; null where none did. */
export async function readView(db: Kysely<Tables>, org: string): Promise<KeptView | null> {
  const row = await db
    .selectFrom("report")
    .select(["id", "view"])
    .where("org", "=", org)
    .where("view", "!=", "")
    .executeTakeFirst();
  return row === undefined ? null : { run: row.id, view: unpackedView(JSON.parse(unpackedText(row.view))) };
}

/** View of a run for a page, and of which run. */
export interface KeptView {
  readonly run: string;
  readonly view: RunView;
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
