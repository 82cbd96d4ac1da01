import type { RosterChange } from "../../ledger/proofs.ts";
import { dayMs, hourMs } from "../../model/durations.ts";
import type { UserId } from "../../model/ids.ts";
import type { Person, UsersSlice } from "../../model/snapshot.ts";
import type { PeopleAsked, UsersOf } from "../../okta/reading/users-of.ts";
import type { FollowedChain } from "./log-chain.ts";
import type { MemoryContext } from "./proof-context.ts";

/** People of an org, and what became of the list that is remembered. */
export interface RememberedRoster {
  readonly usersOf: UsersOf;
  /** Part of the list to keep, once the org is read; null: nothing was learned that is worth keeping. */
  change(): RosterChange | null;
  /** People whom the list lacks, or who could not be read. */
  missing(): readonly UserId[];
  /** Requests that the memory of the list spared; below zero those that a weekly reading of it took besides. */
  sparedRequests(): number;
}

/** The list is read whole once a week, whatever events say: on the seventh night, be it a little early. */
const wholeAfterMs = 7 * dayMs - 12 * hourMs;
/** Okta's search is behind the truth (okta-api 1.1). */
const overlapMs = hourMs;
const peopleAPage = 200;

const pagesOf = (people: number): number => Math.ceil(people / peopleAPage);

/** Whether what is kept of the list may stand for it, given the events since. */
function mayStand({ memory: { roster }, opened }: MemoryContext, { asked }: PeopleAsked): boolean {
  const { state } = roster;
  if (opened === null || state === null || opened.broken !== null || opened.chain.readsEverybody)
    return false;
  const age = Date.parse(opened.chain.readTo) - Date.parse(state.readAt);
  return state.chain === opened.chain.id && state.asked === asked && age >= 0 && age < wholeAfterMs;
}

/**
 * Reads the people of an org by what is remembered of Okta's list: whom an event was about, and whom Okta's search says
 * have changed; the whole list where the log does not lead on from it, and once a week.
 */
export function rememberRoster(context: MemoryContext): RememberedRoster {
  const { memory, opened } = context;
  let change: RosterChange | null = null;
  let spared = 0;
  let gap: PeopleAsked["gap"] = () => null;
  const whole = async (asked: PeopleAsked): Promise<UsersSlice | undefined> => {
    const users = await asked.all();
    if (users === undefined || opened === null) return users;
    const { id, readTo } = opened.chain;
    const state = { chain: id, readAt: readTo, searchedTo: readTo, asked: asked.asked };
    change = { state, replaces: "everybody", people: users.people };
    // A weekly reading has requests of its own.
    if (memory.roster.state !== null) spared = -pagesOf(users.people.length);
    return users;
  };
  return {
    usersOf: async (asked) => {
      gap = asked.gap;
      const state = memory.roster.state;
      if (opened === null || state === null || !mayStand(context, asked)) return whole(asked);
      const since = new Date(Date.parse(state.searchedTo) - overlapMs);
      const changed = await asked.changedSince(since);
      if (changed === null) return whole(asked);
      const ids = new Set([...memory.roster.stale, ...opened.touched.accounts]);
      const fresh = [...changed, ...(await asked.these([...ids]))];
      const people = merged(memory.roster.people, ids, fresh);
      change = { state: { ...state, searchedTo: opened.chain.readTo }, replaces: "these", people: fresh };
      spared = pagesOf(people.length);
      return { people, deprovisioned: await asked.deprovisioned(Math.ceil(spared / 10)) };
    },
    // Whom a list lacks is no gap any more once the list is remembered: nobody would ever be told of them.
    change: () => (gap() === null ? change : null),
    missing: () => (gap()?.ids ?? []).map((id) => id as UserId),
    sparedRequests: () => spared,
  };
}

/** Whoever was asked for and not found is gone; whoever was found is as they are now. */
function merged(
  kept: ReadonlyMap<UserId, Person>,
  asked: ReadonlySet<UserId>,
  fresh: readonly Person[],
): readonly Person[] {
  const people = new Map([...kept].filter(([id]) => !asked.has(id)));
  for (const person of fresh) people.set(person.id, person);
  return [...people.values()].filter(({ status }) => status !== "DEPROVISIONED");
}

/** People whose account changed and was not read: those whom events name and the run did not find. */
export function staleAfter(followed: FollowedChain | null, change: RosterChange | null): readonly UserId[] {
  const found = new Set([...(change?.people ?? [])].map(({ id }) => id));
  return [...(followed?.touched.accounts ?? [])].filter((id) => !found.has(id));
}
