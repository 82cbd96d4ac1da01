import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Ledger } from "../../src/ledger/ledger.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import type { UserId } from "../../src/model/ids.ts";
import { aChain, aProof, aRead, readTwice } from "../support/a-proof.ts";
import { aPerson, idOf } from "../support/org-builder.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { temporaryFolder } from "../support/seeded-ledger.ts";

const org = "https://acme.okta.com";
const now = new Date("2026-11-23T10:00:00.000Z");
const lease = { org: `${org} proofs`, owner: "check", holder: "the test" };
const step = { org, stale: [], roster: null, untold: [] };
const id = (text: string) => text as UserId;

// `npm test` must pass with Node alone; CI installs a server and asks for both engines.
const withPostgres = process.env["PLUMBLINE_POSTGRES"] === "1";
let postgres: PostgresServer | null = null;
let databases = 0;

beforeAll(async () => {
  // initdb takes a second or two.
  if (withPostgres) postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.close());

const engines: Readonly<Record<string, () => Promise<string>>> = {
  SQLite: async () => join(await temporaryFolder(), "ledger.db"),
  ...(withPostgres && {
    PostgreSQL: async () => {
      databases += 1;
      return (await postgres?.newDatabase(`proofs_${databases}`)) ?? "";
    },
  }),
};

describe.each(Object.entries(engines))("memory of people on %s", (_engine, place) => {
  const opened = async (): Promise<Ledger> => {
    const ledger = await openLedger(await place(), { create: true });
    onTestFinished(() => ledger.close());
    await ledger.takeLease({ ...lease, now, isGone: () => false });
    return ledger;
  };
  const keep = (ledger: Ledger, proofs: Readonly<Record<string, ReturnType<typeof aProof>>>) =>
    ledger.proofs.keep(
      lease,
      { org, proofs: new Map(Object.entries(proofs).map(([user, proof]) => [id(user), proof])) },
      now,
    );

  it("is empty at first, and comes back as it was kept, other orgs' apart", async () => {
    const ledger = await opened();
    expect(await ledger.proofs.recall(org)).toEqual({
      chain: null,
      proofs: new Map(),
      roster: { state: null, people: new Map(), stale: [] },
      untold: [],
    });
    const chain = aChain({ readsEverybody: true });
    await ledger.proofs.advance(lease, { ...step, chain, forget: [] }, now);
    const twice = aProof({ read: readTwice(["custom_app/autA1", "okta_verify"], ["okta_verify:push"]) });
    await keep(ledger, { dana: aProof(), kim: aProof(), nia: twice });
    const { chain: kept, proofs } = await ledger.proofs.recall(org);
    expect(kept).toEqual(chain);
    expect(Object.fromEntries(proofs)).toEqual({ dana: aProof(), kim: aProof(), nia: twice });
    expect(proofs.get(id("dana"))?.read).toBe(proofs.get(id("kim"))?.read);
    expect((await ledger.proofs.recall("https://other.okta.com")).proofs.size).toBe(0);
  });

  it("is replaced by what is read later, and forgotten with the events about it", async () => {
    const ledger = await opened();
    await ledger.proofs.advance(lease, { ...step, chain: aChain(), forget: "everybody" }, now);
    await keep(ledger, { dana: aProof(), kim: aProof(), nia: aProof() });
    const newer = aProof({ read: aRead(["okta_verify", "webauthn"]), position: 1, view: "v2" });
    await keep(ledger, { dana: newer });
    const chain = aChain({ position: 2, next: `${org}/api/v1/logs?after=9` });
    await ledger.proofs.advance(lease, { ...step, chain, forget: [id("kim"), id("nobody")] }, now);
    const memory = await ledger.proofs.recall(org);
    expect(memory.chain).toEqual(chain);
    expect(Object.fromEntries(memory.proofs)).toEqual({ dana: newer, nia: aProof() });
    await ledger.proofs.advance(lease, { ...step, chain, forget: "everybody" }, now);
    expect((await ledger.proofs.recall(org)).proofs.size).toBe(0);
  });

  it("holds silent changes until a report has told of them, even when all else is forgotten", async () => {
    const ledger = await opened();
    const shown = aRead(["okta_verify", "webauthn"]);
    const changes = ["dana", "kim"].map((user) => ({ user: id(user), before: aProof(), now: shown }));
    const found = { ...step, chain: aChain({ readsEverybody: true }), forget: "everybody" } as const;
    await ledger.proofs.advance(lease, { ...found, untold: changes.slice(0, 1) }, now);
    const later = changes.map((change) => ({ ...change, before: aProof({ position: 7 }) }));
    await ledger.proofs.advance(lease, { ...found, untold: later }, now);
    expect((await ledger.proofs.recall(org)).untold).toEqual([changes[0], later[1]]);
    expect((await ledger.proofs.recall("https://other.okta.com")).untold).toEqual([]);
    await ledger.proofs.told(lease, org, now);
    expect((await ledger.proofs.recall(org)).untold).toEqual([]);
    const another = { ...lease, owner: "another" };
    await expect(ledger.proofs.told(another, org, now)).rejects.toMatchObject({ code: "LEDGER_LEASE_LOST" });
  });

  it("holds more people than fit into one page of rows", async () => {
    const ledger = await opened();
    const everybody = Array.from(
      { length: 5001 },
      (_, number) => [`00u${String(number).padStart(5, "0")}`, aProof()] as const,
    );
    await keep(ledger, Object.fromEntries(everybody));
    expect([...(await ledger.proofs.recall(org)).proofs.keys()]).toEqual(everybody.map(([user]) => user));
  });

  it("holds Okta's list of people, and who of them must be read again", async () => {
    const ledger = await opened();
    const state = {
      chain: "chain-1",
      readAt: now.toISOString(),
      searchedTo: now.toISOString(),
      asked: "null",
    };
    const signOn = { typeId: null, provider: "OKTA", hasPassword: true, profile: { title: "Chef" } };
    const [dana, kim] = [aPerson("dana@acme.example"), aPerson("kim@acme.example", { signOn })];
    const whole = {
      state,
      replaces: "everybody",
      people: [dana, kim, aPerson("omar@acme.example", { signOn })],
    } as const;
    await ledger.proofs.advance(lease, { ...step, chain: aChain(), forget: [], roster: whole }, now);
    const first = (await ledger.proofs.recall(org)).roster;
    expect({ ...first, people: [...first.people.values()] }).toEqual({
      state,
      people: whole.people,
      stale: [],
    });
    const suspended = { ...dana, status: "SUSPENDED" };
    const some = {
      state: { ...state, searchedTo: "2026-11-24T10:00:00.000Z" },
      replaces: "these",
      people: [suspended],
    } as const;
    const stale = [idOf.user("kim@acme.example"), idOf.user("new@acme.example")];
    await ledger.proofs.advance(lease, { ...step, chain: aChain(), forget: [], stale, roster: some }, now);
    const { roster } = await ledger.proofs.recall(org);
    expect(roster.state).toEqual(some.state);
    expect([...roster.people.values()].map(({ login, status }) => [login, status])).toEqual([
      ["dana@acme.example", "SUSPENDED"],
      ["omar@acme.example", "ACTIVE"],
    ]);
    expect(roster.stale).toEqual(stale);
  });

  it("is not written by a run that lost its lease", async () => {
    const ledger = await opened();
    const other = { ...lease, owner: "another" };
    const lost = expect.objectContaining({ code: "LEDGER_LEASE_LOST" });
    await expect(ledger.proofs.advance(other, { ...step, chain: aChain(), forget: [] }, now)).rejects.toEqual(
      lost,
    );
    await expect(
      ledger.proofs.keep(other, { org, proofs: new Map([[id("dana"), aProof()]]) }, now),
    ).rejects.toEqual(lost);
    expect(await ledger.proofs.recall(org)).toEqual({
      chain: null,
      proofs: new Map(),
      roster: { state: null, people: new Map(), stale: [] },
      untold: [],
    });
  });
});
