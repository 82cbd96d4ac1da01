import { describe, expect, it } from "vitest";
import { type Touched, untouched } from "../../../src/answers/proof/watched-events.ts";
import type { MemoryContext } from "../../../src/flows/proof/proof-context.ts";
import { rememberRoster, staleAfter } from "../../../src/flows/proof/remember-roster.ts";
import type { Roster } from "../../../src/ledger/proofs.ts";
import type { LogChain } from "../../../src/model/proof.ts";
import type { Gap, Person } from "../../../src/model/snapshot.ts";
import type { PeopleAsked } from "../../../src/okta/reading/users-of.ts";
import { aChain } from "../../support/a-proof.ts";
import { aPerson, idOf } from "../../support/org-builder.ts";

const [dana, kim, omar, nia] = ["dana", "kim", "omar", "nia"].map((name) => aPerson(`${name}@acme.example`));
const known = (...people: readonly (Person | undefined)[]) => people.flatMap((person) => person ?? []);
const state = {
  chain: "chain-1",
  readAt: "2026-11-20T02:00:00.000Z",
  searchedTo: "2026-11-23T02:00:00.000Z",
  asked: "null",
};
const kept: Roster = {
  state,
  people: new Map(known(dana, kim).map((person) => [person.id, person])),
  stale: [],
};

interface Case {
  readonly roster?: Partial<Roster>;
  readonly chain?: Partial<LogChain>;
  readonly broken?: string | null;
  readonly touched?: Partial<Touched>;
  readonly asked?: string;
  readonly changed?: readonly Person[] | null;
  readonly these?: readonly Person[];
  readonly gap?: Gap | null;
}

/** Logins of the people that are found, how they were asked for, and what is kept. */
async function find({
  roster,
  chain,
  broken = null,
  touched,
  asked = "null",
  changed = [],
  these = [],
  gap = null,
}: Case) {
  const calls: string[] = [];
  const people: PeopleAsked = {
    asked,
    all: async () => {
      calls.push("all");
      return { people: known(dana, kim, omar), deprovisioned: 1 };
    },
    changedSince: async (since) => {
      calls.push(`since ${since.toISOString()}`);
      return changed;
    },
    these: async (ids) => {
      calls.push(...ids.map(String));
      return these;
    },
    deprovisioned: async () => 7,
    gap: () => gap,
  };
  const opened = { chain: aChain(chain), touched: { ...untouched, ...touched }, broken };
  const memory = { chain: null, proofs: new Map(), roster: { ...kept, ...roster } };
  const remembered = rememberRoster({ memory, opened } as unknown as MemoryContext);
  const users = await remembered.usersOf(people);
  const change = remembered.change();
  return {
    found: (users?.people ?? []).map(({ login, status }) => `${login.split("@")[0]} ${status}`),
    calls: calls.filter((call) => !call.startsWith("since")),
    searched: calls.filter((call) => call.startsWith("since")),
    replaces: change?.replaces,
    stale: staleAfter(opened, change),
    missing: remembered.missing(),
    spared: Math.sign(remembered.sparedRequests()),
  };
}

describe("the list of people", () => {
  it("is remembered, with an hour's overlap of the search", async () => {
    expect(await find({})).toEqual({
      found: ["dana ACTIVE", "kim ACTIVE"],
      calls: [],
      searched: ["since 2026-11-23T01:00:00.000Z"],
      replaces: "these",
      stale: [],
      missing: [],
      spared: 1,
    });
  });

  it("takes in who changed by the search, and by events, which are read one by one", async () => {
    const gone = idOf.user("dana@acme.example");
    const found = await find({
      changed: known(omar && { ...omar, status: "DEPROVISIONED" }, kim && { ...kim, status: "SUSPENDED" }),
      touched: { accounts: new Set([gone, idOf.user("nia@acme.example")]) },
      these: known(nia),
      roster: { stale: [idOf.user("late@acme.example")] },
    });
    expect(found).toMatchObject({
      found: ["kim SUSPENDED", "nia ACTIVE"],
      calls: [idOf.user("late@acme.example"), gone, idOf.user("nia@acme.example")],
      stale: [gone],
    });
  });

  it.each<[string, Case]>([
    ["the first time", { roster: { state: null } }],
    ["once a week", { roster: { state: { ...state, readAt: "2026-11-17T02:00:00.000Z" } } }],
    ["of another reading of the log", { chain: { id: "chain-2" } }],
    ["where the log does not lead on", { broken: "why" }],
    ["after a silent change", { chain: { readsEverybody: true } }],
    ["with other attributes", { asked: '["title"]' }],
    ["where the search does not answer", { changed: null }],
    ["from the future", { roster: { state: { ...state, readAt: "2026-12-20T02:00:00.000Z" } } }],
  ])("is read whole %s", async (_, one) => {
    expect(await find(one)).toMatchObject({
      found: ["dana ACTIVE", "kim ACTIVE", "omar ACTIVE"],
      calls: ["all"],
      replaces: "everybody",
    });
  });
});

it.each<[string, Case]>([
  ["as it was read whole", { roster: { state: null } }],
  ["as it was brought up to date", { changed: known(kim) }],
])("is not kept where it lacks somebody, %s, who is read next time", async (_, one) => {
  const nias = idOf.user("nia@acme.example");
  const gap: Gap = { slice: "users", reason: "Okta's list lacks nia", affected: 1, ids: [nias] };
  expect(await find({ ...one, gap })).toMatchObject({ replaces: undefined, missing: [nias] });
});

it("is not kept where the log could not be read, or the list", async () => {
  const memory = { chain: null, proofs: new Map(), roster: kept };
  const asking = (users: Awaited<ReturnType<PeopleAsked["all"]>>) =>
    ({ asked: "null", all: async () => users, gap: () => null }) as unknown as PeopleAsked;
  const blind = rememberRoster({ memory, opened: null } as unknown as MemoryContext);
  await blind.usersOf(asking({ people: known(dana), deprovisioned: null }));
  const broken = { chain: aChain(), touched: untouched, broken: "why" };
  const refused = rememberRoster({ memory, opened: broken } as unknown as MemoryContext);
  expect(await refused.usersOf(asking(undefined))).toBeUndefined();
  expect([blind.change(), refused.change(), staleAfter(null, null)]).toEqual([null, null, []]);
});
