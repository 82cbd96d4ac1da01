import type { Kysely, Transaction } from "kysely";
import type { AlertRecord } from "./alert-record.ts";
import { fromRow, toRow } from "./alert-row.ts";
import { keepAudit, readAudit } from "./audit.ts";
import { beginsWith, onlyOne, rowsAsked } from "./by-beginning.ts";
import { keepReport, readReports, reportRow, standardsOf } from "./keep-report.ts";
import { keepRun } from "./keep-run.ts";
import { findRun, readRuns, readView } from "./kept-runs.ts";
import { releaseLease, renewLease, takeLease } from "./lease.ts";
import type { Ledger, LogPosition, OrgRecord } from "./ledger.ts";
import { ledgerError } from "./ledger-error.ts";
import { writeOrg, writeOrgs } from "./one-writer.ts";
import {
  abandonPosts,
  duePosts,
  enqueue,
  postHistory,
  postingOrgs,
  settlePost,
  waitingPosts,
} from "./post-rows.ts";
import { storedProofs } from "./proof-rows.ts";
import { recall, recallAll } from "./recall.ts";
import { raiseRevision, readChanged, readStamp } from "./revisions.ts";
import { readSeenSpan } from "./seen-span.ts";
import { openSqlRunner, sqlRunner } from "./sql-runner.ts";
import {
  answersOf,
  keepStandards,
  readAnswers,
  readNotReached,
  readStandards,
  standardRows,
} from "./standard-rows.ts";
import type { Tables } from "./tables.ts";

async function readPosition(db: Kysely<Tables>, org: string): Promise<LogPosition | null> {
  const row = await db.selectFrom("position").selectAll().where("org", "=", org).executeTakeFirst();
  return row === undefined ? null : { next: row.next, filter: row.filter, updatedAt: row.updated_at };
}

async function readRecords(db: Kysely<Tables>, org: string | null): Promise<readonly OrgRecord[]> {
  const all = db.selectFrom("alert").select(["org", "id", "body"]).orderBy("opened_at").orderBy("id");
  const rows = await (org === null ? all : all.where("org", "=", org)).execute();
  return rows.map((row) => ({ org: row.org, record: fromRow(row) }));
}

/** The alert of an id, or of the beginning of one that no other alert has. */
async function findRecord(db: Kysely<Tables>, id: string): Promise<OrgRecord> {
  const rows = await db
    .selectFrom("alert")
    .select(["org", "id", "body"])
    .where(beginsWith(id))
    // The id itself is the first of those that begin with it.
    .orderBy("id")
    .limit(rowsAsked)
    .execute();
  const found = onlyOne(rows, id, {
    what: "alert",
    notFound: "ALERT_NOT_FOUND",
    ambiguous: "ALERT_AMBIGUOUS",
    listedBy: "plumbline alerts list --all",
  });
  return { org: found.org, record: fromRow(found) };
}

/** Each once, in the order of the ids. */
async function findRecords(db: Kysely<Tables>, ids: readonly string[]): Promise<readonly OrgRecord[]> {
  const found = new Map<string, OrgRecord>();
  for (const id of ids) {
    const one = await findRecord(db, id);
    found.set(one.record.alert.id, one);
  }
  return [...found.values()];
}

/** All of them or none. */
async function changeRecords(
  db: Kysely<Tables>,
  ids: readonly string[],
  change: (record: AlertRecord) => AlertRecord,
  now: Date,
): Promise<readonly OrgRecord[]> {
  const orgs = (await findRecords(db, ids)).map(({ org }) => org);
  return writeOrgs(db, orgs, async (transaction) => {
    const changed: OrgRecord[] = [];
    for (const { org, record } of await findRecords(transaction, ids)) {
      changed.push({ org, record: await changeRecord(transaction, { org, record }, change, now) });
    }
    return changed;
  });
}

async function changeRecord(
  transaction: Transaction<Tables>,
  { org, record }: OrgRecord,
  change: (record: AlertRecord) => AlertRecord,
  now: Date,
): Promise<AlertRecord> {
  const changed = change(record);
  const revision = await raiseRevision(transaction, org, "alerts");
  await transaction
    .updateTable("alert")
    .set(toRow(changed, revision))
    .where("org", "=", org)
    .where("id", "=", record.alert.id)
    .execute();
  if (changed.alert.state !== record.alert.state) {
    await enqueue(transaction, org, [{ alert: changed.alert, to: null }], now);
  }
  return changed;
}

/** A ledger over an open database; what its driver throws comes out as PlumblineError LEDGER_*. */
export function storedLedger(db: Kysely<Tables>, place: string): Ledger {
  const telling = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw ledgerError(error, place);
    }
  };
  const statements = openSqlRunner(db);
  return {
    place,
    takeLease: (claim) =>
      telling(() => writeOrg(db, claim.org, (transaction) => takeLease(transaction, claim))),
    renewLease: (lease, now) => telling(() => renewLease(db, lease, now)),
    releaseLease: (lease) => telling(() => releaseLease(db, lease)),
    position: (org) => telling(() => readPosition(db, org)),
    seenSpan: (org, span) => telling(() => readSeenSpan(db, org, span)),
    recall: (org, wanted) => telling(() => recall(db, org, wanted)),
    keepRun: (lease, { now, wanted }, decide) =>
      telling(() =>
        writeOrg(db, lease.org, async (transaction) => {
          await renewLease(transaction, lease, now);
          const result = decide(await recall(transaction, lease.org, wanted));
          await keepRun(transaction, lease.org, result, now);
          return result;
        }),
      ),
    memory: (org) => telling(() => recallAll(db, org)),
    keepReport: (org, kept, also) =>
      telling(async () => {
        const row = await reportRow(org, kept);
        const standards = standardRows(org, standardsOf(kept, row.id));
        await writeOrg(db, org, async (transaction) => {
          await keepReport(transaction, row);
          await keepStandards(transaction, standards);
          await also?.(sqlRunner(transaction));
        });
      }),
    reports: (org, atMost) => telling(() => readReports(db, org, atMost)),
    runs: (org) => telling(() => readRuns(db, org)),
    run: (id) => telling(() => findRun(db, id)),
    view: (org) => telling(() => readView(db, org)),
    keepStandards: (report, judged) =>
      telling(async () => {
        const { url } = report.org;
        const rows = standardRows(url, answersOf(report, judged));
        await writeOrg(db, url, (transaction) => keepStandards(transaction, rows));
      }),
    standards: (org) => telling(() => readStandards(db, org)),
    answers: (kept) => telling(() => readAnswers(db, kept)),
    notReached: (kept) => telling(() => readNotReached(db, kept)),
    stamp: (org) => telling(() => readStamp(db, org)),
    orgs: () =>
      telling(async () => {
        const rows = await db.selectFrom("position").select("org").orderBy("org").execute();
        return rows.map(({ org }) => org);
      }),
    records: (org) => telling(() => readRecords(db, org)),
    recordsAfter: (org, revision) => telling(() => readChanged(db, org, revision)),
    record: (id) => telling(() => findRecord(db, id)),
    changeRecords: (ids, change, now) => telling(() => changeRecords(db, ids, change, now)),
    keepAudit: (org, entry) =>
      telling(() => writeOrg(db, org, (transaction) => keepAudit(transaction, org, entry))),
    audit: (org, atMost) => telling(() => readAudit(db, org, atMost)),
    outbox: {
      due: (org, destination, now, most) => telling(() => duePosts(db, org, { destination, now, most })),
      waiting: (org) => telling(() => waitingPosts(db, org)),
      orgs: (now) => telling(() => postingOrgs(db, now)),
      history: (alertId) => telling(() => postHistory(db, alertId)),
      abandon: (lease, kept, times) => telling(() => abandonPosts(db, lease, { kept, ...times })),
      settle: (lease, post, verdict, now) => telling(() => settlePost(db, lease, { post, verdict, now })),
    },
    proofs: storedProofs(db, telling),
    sql: { executeSql: (text, values) => telling(() => statements.executeSql(text, values)) },
    transact: (work) =>
      telling(() => db.transaction().execute((transaction) => work(sqlRunner(transaction)))),
    close: () => telling(() => db.destroy()),
  };
}
