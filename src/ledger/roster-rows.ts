import type { Kysely, Transaction } from "kysely";
import { z } from "zod";

import type { UserId, UserTypeId } from "../model/ids.ts";
import type { SignOnTraits } from "../model/live-sign-on.ts";
import type { RosterState } from "../model/proof.ts";
import type { Person } from "../model/snapshot.ts";
import { asWritten } from "./as-written.ts";
import { inParts } from "./in-parts.ts";
import type { ChainStep, Roster } from "./proofs.ts";
import { rowsByPerson } from "./rows-by-person.ts";
import type { Tables } from "./tables.ts";

const signOn = z.strictObject({
  typeId: z
    .string()
    .transform((id) => id as UserTypeId)
    .nullable(),
  provider: z.string().nullable(),
  hasPassword: z.boolean(),
  profile: z.record(z.string(), z.unknown()),
});

const person = z.strictObject({
  login: z.string(),
  status: z.string(),
  created: z.string().nullable(),
  activated: z.string().nullable(),
  signOn: z.exactOptional(signOn),
});

const bodyOf = ({ id: _id, ...rest }: Person): string => JSON.stringify(rest);

/** Reads people back; what many of them share is one object. */
function peopleReader(): (id: string, body: string) => Person {
  const texts = new Map<string, string>();
  const traits = new Map<string, SignOnTraits>();
  const one = <Shared>(known: Map<string, Shared>, key: string, fresh: Shared): Shared => {
    const found = known.get(key) ?? fresh;
    known.set(key, found);
    return found;
  };
  return (id, body) => {
    const fault = `what the ledger knows of ${id} is not what plumbline wrote`;
    const {
      login,
      status,
      created,
      activated,
      signOn: asked,
    } = asWritten(fault, "people", () => person.parse(JSON.parse(body)));
    return {
      id: id as UserId,
      login,
      status: one(texts, status, status),
      created,
      activated: activated === created ? created : activated,
      ...(asked !== undefined && { signOn: one(traits, JSON.stringify(asked), asked) }),
    };
  };
}

async function readState(db: Kysely<Tables>, org: string): Promise<RosterState | null> {
  const row = await db.selectFrom("roster_state").selectAll().where("org", "=", org).executeTakeFirst();
  if (row === undefined) return null;
  return { chain: row.chain, readAt: row.read_at, searchedTo: row.searched_to, asked: row.asked };
}

/** @throws PlumblineError LEDGER_CORRUPT */
export async function recallRoster(db: Kysely<Tables>, org: string): Promise<Roster> {
  const people = new Map<UserId, Person>();
  const stale: UserId[] = [];
  const read = peopleReader();
  const ofOrg = db.selectFrom("roster").select(["person", "body"]).where("org", "=", org).orderBy("person");
  const rows = rowsByPerson((last, atMost) => ofOrg.where("person", ">", last).limit(atMost).execute());
  for await (const { person: id, body } of rows) {
    if (body === "") stale.push(id as UserId);
    else people.set(id as UserId, read(id, body));
  }
  return { state: await readState(db, org), people, stale };
}

/** Writes rows in parts, so that no more than a part of a large list is held as text. */
async function put<Item>(
  db: Transaction<Tables>,
  org: string,
  items: readonly Item[],
  rowOf: (item: Item) => { readonly person: string; readonly body: string },
): Promise<void> {
  for (const part of inParts(items)) {
    await db
      .insertInto("roster")
      .values(part.map((item) => ({ org, ...rowOf(item) })))
      .onConflict((conflict) =>
        conflict.columns(["org", "person"]).doUpdateSet(({ ref }) => ({ body: ref("excluded.body") })),
      )
      .execute();
  }
}

/** Writes what a step learned of the list of people, and whom it made stale. */
export async function keepRoster(db: Transaction<Tables>, { org, roster, stale }: ChainStep): Promise<void> {
  if (roster !== null) {
    const { state, replaces, people } = roster;
    if (replaces === "everybody") await db.deleteFrom("roster").where("org", "=", org).execute();
    await put(db, org, [...people], (one) => ({ person: one.id, body: bodyOf(one) }));
    const row = {
      chain: state.chain,
      read_at: state.readAt,
      searched_to: state.searchedTo,
      asked: state.asked,
    };
    await db
      .insertInto("roster_state")
      .values({ org, ...row })
      .onConflict((conflict) => conflict.column("org").doUpdateSet(row))
      .execute();
  }
  await put(db, org, stale, (id) => ({ person: id, body: "" }));
}
