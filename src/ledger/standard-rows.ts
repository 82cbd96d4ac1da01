import { createHash } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import type {
  JudgedFramework,
  KeptAnswers,
  KeptStandard,
  KeptStatuses,
  NotReached,
} from "../model/kept-standard.ts";
import type { StandardsReport } from "../model/standards.ts";
import { asWritten } from "./as-written.ts";
import { packed, unpackedText } from "./packed-text.ts";
import { mostKept, oldestKept } from "./retention.ts";
import { raiseRevision } from "./revisions.ts";
import type { Tables } from "./tables.ts";

/** Answers of a run to some standards. */
export interface StandardsToKeep
  extends Pick<KeptAnswers, "by" | "run" | "tool" | "asOf" | "finishedAt" | "gaps"> {
  readonly judged: readonly JudgedFramework[];
}

/** Answers of `plumbline standards`. */
export const answersOf = (
  { tool, asOf, finishedAt, gaps }: StandardsReport,
  judged: readonly JudgedFramework[],
): StandardsToKeep => ({ judged, by: "standards", run: null, tool: tool.version, asOf, finishedAt, gaps });

/** The rows of answers, one a standard. */
export function standardRows(
  org: string,
  { judged, gaps, ...of }: StandardsToKeep,
): readonly Tables["standard"][] {
  return judged.map(({ result: { requirements, ...framework }, notReached }) => {
    const statuses = Object.fromEntries(
      requirements.map(({ id, status, asTheStandardChecks: first, asItHoldsForPeople: second }) => {
        const kept: KeptStatuses = [status, first.status, second.status];
        return [id, kept];
      }),
    );
    const head = JSON.stringify({ ...framework, ...of, statuses });
    const body = JSON.stringify({ requirements, gaps });
    return {
      org,
      framework: framework.id,
      id: createHash("sha256").update(head).update(body).digest("hex").slice(0, 32),
      finished_at: of.finishedAt,
      head,
      body: packed(body),
      people: packed(JSON.stringify(notReached)),
    };
  });
}

/** Keeps answers by the rule of reports: so many of each standard, and none for longer. How old others are is counted from these. */
export async function keepStandards(
  db: Transaction<Tables>,
  rows: readonly Tables["standard"][],
): Promise<void> {
  for (const row of rows) {
    const { org, framework } = row;
    await db
      .insertInto("standard")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await raiseRevision(db, org, "standards");
    const ofStandard = db
      .selectFrom("standard")
      .select("id")
      .where("org", "=", org)
      .where("framework", "=", framework);
    const newest = ofStandard.orderBy("finished_at", "desc").orderBy("id").limit(mostKept);
    await db
      .deleteFrom("standard")
      .where("org", "=", org)
      .where("framework", "=", framework)
      .where("id", "not in", newest)
      .execute();
    await dropOlderPeople(db, row);
    await forgetOldStandards(db, org, row.finished_at);
  }
}

/** Anybody may be named there: only the latest of a standard is kept, as of views. */
async function dropOlderPeople(
  db: Transaction<Tables>,
  { org, framework }: Tables["standard"],
): Promise<void> {
  const ofStandard = db
    .selectFrom("standard")
    .select("id")
    .where("org", "=", org)
    .where("framework", "=", framework);
  const latest = await ofStandard.orderBy("finished_at", "desc").orderBy("id").executeTakeFirst();
  if (latest === undefined) return;
  await db
    .updateTable("standard")
    .set({ people: "" })
    .where("org", "=", org)
    .where("framework", "=", framework)
    .where("id", "!=", latest.id)
    .execute();
}

/** Forgets answers that are too old beside a run that finished at this moment, whatever it judged. */
export async function forgetOldStandards(
  db: Transaction<Tables>,
  org: string,
  finishedAt: string,
): Promise<void> {
  await db
    .deleteFrom("standard")
    .where("org", "=", org)
    .where("finished_at", "<", oldestKept(finishedAt))
    .execute();
}

/** How an org stood to standards (or all orgs did), latest first. */
export async function readStandards(
  db: Kysely<Tables>,
  org: string | null,
): Promise<readonly KeptStandard[]> {
  const all = db
    .selectFrom("standard")
    .select(["org", "id", "head"])
    .orderBy("finished_at", "desc")
    .orderBy("framework")
    .orderBy("id");
  const rows = await (org === null ? all : all.where("org", "=", org)).execute();
  return rows.map(({ org: of, id, head }) =>
    written(of, () => ({ ...JSON.parse(head), answers: id, org: of }) as KeptStandard),
  );
}

/** Everything that decided; null where that run was forgotten since. */
export async function readAnswers(db: Kysely<Tables>, kept: KeptStandard): Promise<KeptAnswers | null> {
  const row = await rowOf(db, kept).select("body").executeTakeFirst();
  if (row === undefined) return null;
  return written(kept.org, () => ({ ...kept, ...JSON.parse(unpackedText(row.body)) }) as KeptAnswers);
}

/** Whom the answers do not reach; null where that was dropped since. */
export async function readNotReached(db: Kysely<Tables>, kept: KeptStandard): Promise<NotReached | null> {
  const row = await rowOf(db, kept).select("people").executeTakeFirst();
  if (row === undefined || row.people === "") return null;
  return written(kept.org, () => JSON.parse(unpackedText(row.people)));
}

const rowOf = (db: Kysely<Tables>, { org, id, answers }: KeptStandard) =>
  db.selectFrom("standard").where("org", "=", org).where("framework", "=", id).where("id", "=", answers);

const written = <Value>(org: string, parse: () => Value): Value =>
  asWritten(`answers to standards of ${org} in the ledger cannot be read`, "standards", parse);
