import { orderReading } from "../../answers/proof/order-reading.ts";
import { type SettledEnrolments, settleEnrolments } from "../../answers/proof/settle-enrolments.ts";
import type { Touched } from "../../answers/proof/watched-events.ts";
import { type Forgotten, whomToForget } from "../../answers/proof/whom-to-forget.ts";
import { minuteMs } from "../../model/durations.ts";
import type { UserId } from "../../model/ids.ts";
import type { LogChain, SilentChange } from "../../model/proof.ts";
import type { PersonEnrolments } from "../../model/snapshot.ts";
import { deviceHolders } from "../../okta/device-holders.ts";
import type { EnrolmentsByPerson } from "../../okta/reading/read-enrolments.ts";
import { unlikelyParts } from "../../okta/reading/unlikely-parts.ts";
import type { FollowedChain } from "./log-chain.ts";
import { isForgotten, type MemoryView, viewMemory } from "./memory-view.ts";
import { openChain } from "./open-chain.ts";
import type { Asked, MemoryContext } from "./proof-context.ts";
import { type ProofKeeper, proofKeeper } from "./proof-keeper.ts";
import { type RememberedRoster, staleAfter } from "./remember-roster.ts";
import { type RequestBudget, requestBudget, unbounded } from "./request-budget.ts";

/** Enrolments of everybody who was asked for, and how they came about. */
export interface ReadByMemory extends SettledEnrolments {
  readonly sampled: number;
  /** Found by this run among those who were sampled. */
  readonly silentChanges: readonly SilentChange[];
  /** ISO 8601, UTC. */
  readonly asOf: string;
}

/** Okta stores most events within seconds, and promises nothing: an answer does not speak of the last minutes. */
const logLagMs = 15 * minuteMs;

/**
 * Finds everybody's enrolments by what is remembered and by reading: decides by the log whose memory stands, reads the
 * others as far as the run may, reads the log once more, and reads again whom it names. Whoever is neither proven nor
 * read comes out as not read.
 */
export async function readByMemory(
  asked: Asked,
  given: MemoryContext,
  roster: RememberedRoster,
): Promise<ReadByMemory> {
  const context = withWholeSight(asked, given);
  const { connection, opened } = context;
  const startedAt = connection.clock.now();
  const keeper = keeperOf(context);
  const named = await forgottenBy(opened, asked, context);
  const forgotten = opened?.broken == null ? named : "everybody";
  if (opened !== null) {
    const change = roster.change();
    const stale = change?.replaces === "everybody" ? [] : staleAfter(opened, change);
    keeper.advance({
      chain: opened.chain,
      forget: withLeavers(forgotten, asked, context),
      stale: [...stale, ...roster.missing()],
      roster: change,
      untold: [],
    });
  }
  const view = viewMemory(asked, context, { forgotten, startedAt });
  const budget = budgetOf(asked, context, roster.sparedRequests());
  const first = await readInOrder(asked, context, { view, budget, keeper, startedAt });
  const end = await readToTheEnd(asked, context, { view, budget, keeper, first });
  await keeper.settled();
  const settled = settleEnrolments(asked.people, [end.found, first.found], (user) =>
    end.isStill(user) ? view.standing(user) : null,
  );
  const begunAt = Date.parse(opened?.chain.readTo ?? startedAt.toISOString());
  // Policies and groups were read in between: an answer cannot speak of what came after them.
  const asOf = new Date(settled.reused > 0 ? Math.min(begunAt, end.at.getTime() - logLagMs) : begunAt);
  return {
    ...settled,
    oldest: settled.oldest ?? (settled.read > 0 ? startedAt.toISOString() : null),
    sampled: first.sampled,
    silentChanges: end.silentChanges,
    asOf: asOf.toISOString(),
  };
}

/** Credentials that are shown a part of the org are shown a part of its log, too: nothing is believed then, and nothing kept. */
function withWholeSight({ slices }: Asked, context: MemoryContext): MemoryContext {
  const { org, caller, opened } = context;
  const part = unlikelyParts({ org, slices }).find(({ slice }) => slice === "users" || slice === "groups");
  if (part === undefined) return context;
  if (opened !== null) caller.warn(`nothing remembered counts, and nothing is kept: ${part.reason}`);
  return { ...context, opened: null };
}

const keeperOf = ({ ledger, lease, connection, caller }: MemoryContext): ProofKeeper =>
  proofKeeper({ ledger, lease, org: connection.orgUrl }, caller);

/** Whose memory the events of a stretch of the log made worthless. */
async function forgottenBy(
  followed: FollowedChain | null,
  { slices }: Asked,
  { connection, signal, memory: { proofs } }: MemoryContext,
): Promise<Forgotten> {
  if (followed === null) return "everybody";
  const { touched }: { readonly touched: Touched } = followed;
  const holders = await deviceHolders(connection, touched.devices, signal);
  const holdersOf = (device: string) => holders.get(device) ?? null;
  return whomToForget(touched, { proofs, authenticators: slices.authenticators, holdersOf });
}

/** Nothing is remembered for long of people who are gone from Okta's list. */
function withLeavers(
  forgotten: Forgotten,
  { slices }: Asked,
  { memory: { proofs } }: MemoryContext,
): Forgotten {
  if (forgotten === "everybody" || slices.users === undefined) return forgotten;
  const here = new Set(slices.users.people.map(({ id }) => id));
  return new Set([...forgotten, ...[...proofs.keys()].filter((user) => !here.has(user))]);
}

function budgetOf(
  { people }: Asked,
  { memory, options, connection, caller }: MemoryContext,
  spared: number,
): RequestBudget {
  const { requestShare: share } = options;
  if (memory.chain?.readsEverybody === true) {
    caller.warn("everybody is read, whatever it takes: somebody's enrolments had changed without an event");
    return unbounded;
  }
  // All of it is no bound: where people take two requests, a full reading takes more than one each.
  if (share === undefined || share === 1) return unbounded;
  return requestBudget(connection, { share, people: people.length, spared });
}

/** Without a bound, so many a day that everybody is read again within the age that memory may have; everybody after a silent change. */
function spareFor(people: number, { memory, options }: MemoryContext, now: Date): number {
  if (memory.chain?.readsEverybody === true) return people;
  const since = now.getTime() - Date.parse(memory.chain?.readTo ?? now.toISOString());
  return Math.ceil(people * Math.min(1, Math.max(0, since) / options.maxProofAge));
}

interface FirstReading {
  readonly found: EnrolmentsByPerson;
  readonly sampled: number;
  /** Differences of which it is not known yet whether an event explains them. */
  readonly suspects: readonly SilentChange[];
  /** Somebody was not read. */
  readonly isIncomplete: boolean;
}

/** Nothing but the reading of the log itself goes on. */
const asItWas = { forget: new Set<UserId>(), stale: [], roster: null, untold: [] };

interface Phase {
  readonly view: MemoryView;
  readonly budget: RequestBudget;
  readonly keeper: ProofKeeper;
}

async function readInOrder(
  { people, slices, read }: Asked,
  context: MemoryContext,
  { view, budget, keeper, startedAt }: Phase & { readonly startedAt: Date },
): Promise<FirstReading> {
  const { memory, opened, options } = context;
  const must = people.filter((user) => view.decide(user).kind === "read").length;
  const whyNobody = budget.whyNobody(must);
  if (whyNobody !== null) context.caller.warn(`nobody's enrolments are read: ${whyNobody}`);
  const left = budget.left() - must;
  const spare = Number.isFinite(left) ? left : spareFor(people.length, context, startedAt);
  const order = orderReading({
    people,
    proofs: memory.proofs,
    decide: view.decide,
    isPrivileged: view.isPrivileged,
    riskOf: context.riskOf(slices),
    now: startedAt,
    spare: Math.max(0, spare),
    random: options.random,
  });
  const suspects: SilentChange[] = [];
  let sampled = 0;
  // Memory stays until it is known whether an event explains the difference: after a kill everybody is read and compared again.
  const suspect = (change: SilentChange, chain: LogChain): void => {
    if (suspects.length === 0) keeper.advance({ chain: { ...chain, readsEverybody: true }, ...asItWas });
    suspects.push(change);
  };
  const onRead = (user: UserId, found: PersonEnrolments): void => {
    if (found.kind !== "read" || opened === null) return;
    const compared = view.compare(user, found);
    if (compared !== null) sampled += 1;
    if (compared?.same === false) suspect({ user, before: compared.before, now: found }, opened.chain);
    else keep(keeper, user, view.proofOf(user, found, opened.chain, startedAt));
  };
  const found = await read([...order.must, ...order.spare], { whyStop: budget.whyStop, onRead });
  const isIncomplete = people.some((user) => (found.get(user)?.kind ?? "unread") === "unread");
  return { found, sampled, suspects, isIncomplete };
}

function keep(keeper: ProofKeeper, user: UserId, proof: ReturnType<MemoryView["proofOf"]>): void {
  if (proof !== null) keeper.keep(user, proof);
}

interface LastReading {
  readonly found: EnrolmentsByPerson;
  readonly silentChanges: readonly SilentChange[];
  /** Whether memory that stood at the beginning stands at the end. */
  readonly isStill: (user: UserId) => boolean;
  readonly at: Date;
}

/** Closes the chain: what the log says now of people who were read or remembered meanwhile. */
async function readToTheEnd(
  asked: Asked,
  context: MemoryContext,
  { view, budget, keeper, first }: Phase & { readonly first: FirstReading },
): Promise<LastReading> {
  const { connection, opened } = context;
  const at = connection.clock.now();
  const closed = opened === null ? null : await openChain(context, opened.chain);
  const named = await forgottenBy(closed, asked, context);
  const forgotten = closed?.broken == null ? named : "everybody";
  const isUnread = (user: UserId): boolean => (first.found.get(user)?.kind ?? "unread") === "unread";
  // Where the log proves nothing any more, whoever was read is as good as in a full reading.
  const again = asked.people.filter((user) =>
    forgotten === "everybody" ? opened !== null && isUnread(user) : isForgotten(forgotten, user),
  );
  const silentChanges = first.suspects.filter(({ user }) => !isForgotten(forgotten, user));
  if (closed !== null) {
    const isForced = opened?.chain.readsEverybody === true && first.isIncomplete;
    const chain: LogChain = { ...closed.chain, readsEverybody: silentChanges.length > 0 || isForced };
    const forget = silentChanges.length > 0 ? "everybody" : forgotten;
    // Memory shows them no more: they are kept until a report has told of them.
    keeper.advance({ chain, forget, stale: staleAfter(closed, null), roster: null, untold: silentChanges });
  }
  const found = await asked.read(again, {
    whyStop: budget.whyStop,
    onRead: (user, one) => {
      if (one.kind !== "read" || closed === null || silentChanges.length > 0) return;
      keep(keeper, user, view.proofOf(user, one, closed.chain, at));
    },
  });
  return { found, silentChanges, isStill: (user) => !isForgotten(forgotten, user), at };
}
