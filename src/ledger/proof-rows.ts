import { createHash } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { z } from "zod";

import type { AuthenticatorId, UserId } from "../model/ids.ts";
import type { EnrolmentProof, LogChain, ReadPerson } from "../model/proof.ts";
import { asWritten } from "./as-written.ts";
import { inParts } from "./in-parts.ts";
import { type Lease, renewLease } from "./lease.ts";
import { writeOrg } from "./one-writer.ts";
import type { ProofMemory, Proofs } from "./proofs.ts";
import { keepRoster, recallRoster } from "./roster-rows.ts";
import { rowsByPerson } from "./rows-by-person.ts";
import type { Tables } from "./tables.ts";
import { dropUntold, keepUntold, recallUntold } from "./untold-rows.ts";

const enrolment = z.strictObject({
  key: z.string(),
  authenticatorId: z
    .string()
    .transform((id) => id as AuthenticatorId)
    .nullable(),
  method: z.string().nullable(),
  status: z.string(),
  known: z.boolean(),
});

const readPerson = z.strictObject({
  kind: z.literal("read"),
  source: z.enum(["authenticator-enrollments", "factors", "both"]),
  enrolments: z.array(enrolment),
  factors: z.array(enrolment).nullable(),
});

/** @throws PlumblineError LEDGER_CORRUPT when it is not as it was written */
const parseRead = (body: string): ReadPerson =>
  asWritten("enrolments in the ledger are not what plumbline wrote", "people", () =>
    readPerson.parse(JSON.parse(body)),
  );

/** The same text for the same enrolments in the order in which Okta listed them: a report must not differ by memory. */
const bodyOf = ({ kind, source, enrolments, factors }: ReadPerson): string =>
  JSON.stringify({ kind, source, enrolments, factors });

async function readChain(db: Kysely<Tables>, org: string): Promise<LogChain | null> {
  const row = await db.selectFrom("proof_chain").selectAll().where("org", "=", org).executeTakeFirst();
  if (row === undefined) return null;
  const { id, next, filter: terms, read_to: readTo, position, reads_everybody } = row;
  return { id, next, terms, readTo, position: Number(position), readsEverybody: reads_everybody !== "" };
}

async function recallProofs(db: Kysely<Tables>, org: string): Promise<ProofMemory> {
  const bodies = await db.selectFrom("proof_body").select(["id", "body"]).where("org", "=", org).execute();
  const reads = new Map(bodies.map(({ id, body }) => [id, parseRead(body)]));
  const roster = await recallRoster(db, org);
  const proofs = new Map<UserId, EnrolmentProof>();
  // Equal facts are one object: a million people share a few dozen enrolments and nights.
  const known = new Map<string, EnrolmentProof>();
  const ofOrg = db.selectFrom("proof").selectAll().where("org", "=", org).orderBy("person");
  const rows = rowsByPerson((last, atMost) => ofOrg.where("person", ">", last).limit(atMost).execute());
  for await (const { person, body, proven_at, chain, position, view } of rows) {
    const read = reads.get(body);
    // Without it nothing is known of the person, who is read again.
    if (read === undefined) continue;
    const content = JSON.stringify([body, proven_at, chain, position, view]);
    const proof = known.get(content) ?? {
      read,
      provenAt: proven_at,
      chain,
      position: Number(position),
      view,
    };
    known.set(content, proof);
    const user = person as UserId;
    proofs.set(roster.people.get(user)?.id ?? user, proof);
  }
  return {
    chain: await readChain(db, org),
    proofs,
    roster,
    untold: await recallUntold(db, org, { parseRead }),
  };
}

async function forget(
  db: Transaction<Tables>,
  org: string,
  whom: "everybody" | readonly UserId[],
): Promise<void> {
  if (whom === "everybody") {
    await db.deleteFrom("proof").where("org", "=", org).execute();
    await db.deleteFrom("proof_body").where("org", "=", org).execute();
    return;
  }
  for (const part of inParts(whom)) {
    await db.deleteFrom("proof").where("org", "=", org).where("person", "in", part).execute();
  }
}

async function keepChain(db: Transaction<Tables>, org: string, chain: LogChain): Promise<void> {
  const row = {
    id: chain.id,
    next: chain.next,
    filter: chain.terms,
    read_to: chain.readTo,
    position: String(chain.position),
    reads_everybody: chain.readsEverybody ? "yes" : "",
  };
  await db
    .insertInto("proof_chain")
    .values({ org, ...row })
    .onConflict((conflict) => conflict.column("org").doUpdateSet(row))
    .execute();
}

async function keepProofs(
  db: Transaction<Tables>,
  org: string,
  proofs: ReadonlyMap<UserId, EnrolmentProof>,
): Promise<void> {
  const bodies = new Map<string, string>();
  const idOf = (read: ReadPerson): string => {
    const body = bodyOf(read);
    const id = createHash("sha256").update(body).digest("hex").slice(0, 32);
    bodies.set(id, body);
    return id;
  };
  const rows = [...proofs].map(([person, { read, provenAt, chain, position, view }]) => ({
    org,
    person,
    body: idOf(read),
    proven_at: provenAt,
    chain,
    position: String(position),
    view,
  }));
  for (const part of inParts([...bodies])) {
    await db
      .insertInto("proof_body")
      .values(part.map(([id, body]) => ({ org, id, body })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  for (const part of inParts(rows)) {
    await db
      .insertInto("proof")
      .values([...part])
      .onConflict((conflict) =>
        conflict.columns(["org", "person"]).doUpdateSet(({ ref }) => ({
          body: ref("excluded.body"),
          proven_at: ref("excluded.proven_at"),
          chain: ref("excluded.chain"),
          position: ref("excluded.position"),
          view: ref("excluded.view"),
        })),
      )
      .execute();
  }
}

/** Proofs in an open database. @param telling turns what a driver throws into PlumblineError LEDGER_* */
export function storedProofs(
  db: Kysely<Tables>,
  telling: <Result>(work: () => Promise<Result>) => Promise<Result>,
): Proofs {
  const written = (lease: Lease, now: Date, write: (transaction: Transaction<Tables>) => Promise<void>) =>
    telling(() =>
      writeOrg(db, lease.org, async (transaction) => {
        await renewLease(transaction, lease, now);
        await write(transaction);
      }),
    );
  return {
    recall: (org) => telling(() => recallProofs(db, org)),
    advance: (lease, step, now) =>
      written(lease, now, async (transaction) => {
        await forget(transaction, step.org, step.forget);
        await keepChain(transaction, step.org, step.chain);
        await keepRoster(transaction, step);
        await keepUntold(transaction, step.org, step.untold, { bodyOf });
      }),
    keep: (lease, { org, proofs }, now) =>
      written(lease, now, (transaction) => keepProofs(transaction, org, proofs)),
    told: (lease, org, now) => written(lease, now, (transaction) => dropUntold(transaction, org)),
  };
}
