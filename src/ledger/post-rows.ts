import type { ExpressionBuilder, Kysely, Transaction } from "kysely";
import { severities } from "../model/words.ts";
import { alertFromText } from "./alert-row.ts";
import { inParts } from "./in-parts.ts";
import { type Lease, renewLease } from "./lease.ts";
import { writeOrg } from "./one-writer.ts";
import type { PostDraft, PostHistory, PostVerdict, WaitingLine, WaitingPost } from "./outbox.ts";
import type { PostTable, Tables } from "./tables.ts";

/** Number of posts so far, sent or still to be sent, for each alert and destination. */
type Told = Map<string, Map<string, number>>;

async function toldOf(db: Kysely<Tables>, org: string, alertIds: readonly string[]): Promise<Told> {
  const told: Told = new Map();
  for (const ids of inParts(alertIds)) {
    const rows = await db
      .selectFrom("post")
      .select(["alert", "destination"])
      .where("org", "=", org)
      .where("alert", "in", ids)
      .execute();
    for (const { alert, destination } of rows) count(told, alert, destination);
  }
  return told;
}

/** One more post; which one it is. */
function count(told: Told, alert: string, destination: string): number {
  const ofAlert = told.get(alert) ?? new Map<string, number>();
  told.set(alert, ofAlert);
  const turn = (ofAlert.get(destination) ?? 0) + 1;
  ofAlert.set(destination, turn);
  return turn;
}

/** Writes posts as part of the transaction that writes what they tell. */
export async function enqueue(
  db: Transaction<Tables>,
  org: string,
  drafts: readonly PostDraft[],
  now: Date,
): Promise<void> {
  if (drafts.length === 0) return;
  const told = await toldOf(db, org, [...new Set(drafts.map(({ alert }) => alert.id))]);
  const at = now.toISOString();
  const rows = drafts.flatMap(({ alert, to }): PostTable[] =>
    [...(to ?? told.get(alert.id)?.keys() ?? [])].map((destination) => ({
      org,
      alert: alert.id,
      destination,
      turn: String(count(told, alert.id, destination)).padStart(4, "0"),
      state: alert.state,
      rank: String(severities.indexOf(alert.severity)),
      status: "waiting",
      attempts: "0",
      created_at: at,
      next_attempt_at: at,
      last_error: "",
      body: JSON.stringify(alert),
    })),
  );
  for (const part of inParts(rows)) await db.insertInto("post").values(part).execute();
}

/** No earlier post of the same alert to the same destination waits. */
const isFirstInLine = ({ not, exists, selectFrom }: ExpressionBuilder<Tables, "post">) =>
  not(
    exists(
      selectFrom("post as earlier")
        .select("earlier.turn")
        .whereRef("earlier.org", "=", "post.org")
        .whereRef("earlier.alert", "=", "post.alert")
        .whereRef("earlier.destination", "=", "post.destination")
        .whereRef("earlier.turn", "<", "post.turn")
        .where("earlier.status", "=", "waiting"),
    ),
  );

/** Posts that may be sent now: the worst first, but an alert's resolving never before its opening. */
export async function duePosts(
  db: Kysely<Tables>,
  org: string,
  { destination, now, most }: { readonly destination: string; readonly now: Date; readonly most: number },
): Promise<readonly WaitingPost[]> {
  const rows = await db
    .selectFrom("post")
    .selectAll()
    .where("org", "=", org)
    .where("destination", "=", destination)
    .where("status", "=", "waiting")
    .where("next_attempt_at", "<=", now.toISOString())
    .where(isFirstInLine)
    .orderBy("rank")
    .orderBy("created_at")
    .orderBy("alert")
    .orderBy("turn")
    .limit(most)
    .execute();
  return rows.map((row) => ({
    org,
    alertId: row.alert,
    destination,
    turn: row.turn,
    attempts: Number(row.attempts),
    createdAt: new Date(row.created_at),
    alert: alertFromText(row.alert, row.body),
  }));
}

/** Waiting posts, by destination. */
export async function waitingPosts(
  db: Kysely<Tables>,
  org: string,
): Promise<ReadonlyMap<string, WaitingLine>> {
  const waiting = db.selectFrom("post").where("org", "=", org).where("status", "=", "waiting");
  const counts = await waiting
    .select(({ fn }) => ["destination", fn.countAll().as("posts")])
    .groupBy("destination")
    .execute();
  const nexts = await waiting
    .where(isFirstInLine)
    .select(({ fn }) => ["destination", fn.min("next_attempt_at").as("at")])
    .groupBy("destination")
    .execute();
  const nextAt = new Map(nexts.map(({ destination, at }) => [destination, new Date(at)]));
  return new Map(
    counts.map(({ destination, posts }) => [
      destination,
      { posts: Number(posts), nextAt: nextAt.get(destination) ?? new Date(0) },
    ]),
  );
}

/** Orgs of which posts may be sent now. */
export async function postingOrgs(db: Kysely<Tables>, now: Date): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("post")
    .select("org")
    .distinct()
    .where("status", "=", "waiting")
    .where("next_attempt_at", "<=", now.toISOString())
    .execute();
  return rows.map(({ org }) => org);
}

/** All posts of an alert. */
export async function postHistory(db: Kysely<Tables>, alertId: string): Promise<readonly PostHistory[]> {
  const rows = await db
    .selectFrom("post")
    .select(["destination", "state", "status", "attempts", "last_error"])
    .where("alert", "=", alertId)
    .orderBy("destination")
    .orderBy("turn")
    .execute();
  return rows.map(({ last_error, attempts, ...row }) => ({
    ...row,
    attempts: Number(attempts),
    lastError: last_error === "" ? null : last_error,
  }));
}

/** Writes what became of a post; what was sent or given up keeps no copy of the alert. */
export async function settlePost(
  db: Kysely<Tables>,
  lease: Lease,
  { post, verdict, now }: { readonly post: WaitingPost; readonly verdict: PostVerdict; readonly now: Date },
): Promise<void> {
  await writeOrg(db, lease.org, async (transaction) => {
    await renewLease(transaction, lease, now);
    const attempts = String(post.attempts + 1);
    const isLater = verdict.kind === "later";
    await transaction
      .updateTable("post")
      .set({
        status: isLater ? "waiting" : verdict.kind,
        attempts,
        last_error: verdict.kind === "sent" ? "" : verdict.reason,
        ...(isLater ? { next_attempt_at: verdict.at.toISOString() } : { body: "" }),
      })
      .where("org", "=", post.org)
      .where("alert", "=", post.alertId)
      .where("destination", "=", post.destination)
      .where("turn", "=", post.turn)
      .execute();
    if (!isLater || !verdict.isDestinationDown) return;
    await transaction
      .updateTable("post")
      .set({ next_attempt_at: verdict.at.toISOString() })
      .where("org", "=", post.org)
      .where("destination", "=", post.destination)
      .where("status", "=", "waiting")
      .where("next_attempt_at", "<", verdict.at.toISOString())
      .execute();
  });
}

/** Gives up what has waited since before a time and goes nowhere any more. */
export async function abandonPosts(
  db: Kysely<Tables>,
  lease: Lease,
  { kept, before, now }: { readonly kept: readonly string[]; readonly before: Date; readonly now: Date },
): Promise<void> {
  await writeOrg(db, lease.org, async (transaction) => {
    await renewLease(transaction, lease, now);
    const old = transaction
      .updateTable("post")
      .set({ status: "given-up", last_error: "no route leads there any more", body: "" })
      .where("org", "=", lease.org)
      .where("status", "=", "waiting")
      .where("created_at", "<", before.toISOString());
    await (kept.length === 0 ? old : old.where("destination", "not in", kept)).execute();
  });
}
