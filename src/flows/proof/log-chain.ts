import { randomUUID } from "node:crypto";
import {
  bothTouched,
  type Touched,
  touchedBy,
  untouched,
  watchedFilter,
} from "../../answers/proof/watched-events.ts";
import { logRetentionMs, minuteMs } from "../../model/durations.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { LogChain } from "../../model/proof.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import type { OktaConnection } from "../../okta/connection/connection.ts";
import { isPositionRefused, type LogStart, pollLog } from "../../okta/system-log.ts";

/** An org, and how it is asked. */
interface AskedOrg {
  readonly connection: OktaConnection;
  readonly org: Pick<OrgSnapshot["org"], "id">;
  readonly signal: AbortSignal;
}

/** The reading of the log, gone on to now. */
export interface FollowedChain {
  readonly chain: LogChain;
  readonly touched: Touched;
  /** Why what is remembered is worth nothing: the reading begins anew; null: it goes on. */
  readonly broken: string | null;
}

/** Clocks differ a little. */
const clocksDifferMs = 5 * minuteMs;
/** A new reading begins a little earlier, so that it surely begins before the people are read. */
const overlapMs = minuteMs;

/** Words for each part of the terms, where it is another. */
const otherTerms = [
  "other kinds of events matter than when the log was last read",
  "another org answers than when the log was last read",
  "other credentials ask than when the log was last read",
] as const;

/** An org that takes another's address, and credentials that may see less, would look like news that there is none. */
const termsOf = ({ connection: { asker }, org: { id } }: AskedOrg): string =>
  [watchedFilter, id ?? "", asker].join("\n");

/** Why the kept link says nothing of what happened since; null: it does. */
function whyBroken(chain: LogChain | null, terms: string, now: Date): string | null {
  if (chain === null) return "the System Log was never read for it";
  if (chain.terms !== terms) {
    const kept = chain.terms.split("\n");
    const parts = terms.split("\n");
    return otherTerms.find((_, index) => kept[index] !== parts[index]) ?? otherTerms[0];
  }
  const age = now.getTime() - Date.parse(chain.readTo);
  if (!(age <= logRetentionMs)) return "Okta does not keep its log for so long";
  return age < -clocksDifferMs ? "the log was last read in the future" : null;
}

async function follow(
  connection: OktaConnection,
  start: LogStart,
  signal: AbortSignal,
): Promise<{ readonly next: string; readonly touched: Touched; readonly broken: string | null }> {
  let next: string | null = null;
  let touched = untouched;
  let broken: string | null = null;
  for await (const page of pollLog(connection, start, signal, watchedFilter)) {
    next = page.position;
    touched = bothTouched(touched, touchedBy(page.events));
    if (page.isLinkMissing) broken = "a page of the System Log came without the link to the next";
    const [malformed] = page.malformed;
    if (malformed !== undefined) broken = `an event could not be read (${malformed.reason})`;
  }
  if (next === null)
    throw new PlumblineError("NETWORK", "the System Log gave no page", {
      remedy: "run it again",
    });
  return { next, touched, broken };
}

/**
 * Goes on with the reading of the log to now, or begins a new one where it is broken.
 *
 * @throws PlumblineError when the log cannot be read
 */
export async function followChain(asked: AskedOrg, kept: LogChain | null): Promise<FollowedChain> {
  const { connection, signal } = asked;
  const terms = termsOf(asked);
  const now = connection.clock.now();
  const readTo = now.toISOString();
  const why = whyBroken(kept, terms, now);
  const anew = async (broken: string): Promise<FollowedChain> => {
    const since = new Date(now.getTime() - overlapMs);
    const { next, touched } = await follow(connection, { since }, signal);
    const readsEverybody = kept?.readsEverybody ?? false;
    const chain = { id: randomUUID(), next, terms, readTo, position: 0, readsEverybody };
    return { chain, touched, broken };
  };
  if (kept === null || why !== null) return anew(why ?? "");
  try {
    const { next, touched, broken } = await follow(connection, { position: kept.next }, signal);
    if (broken !== null) return await anew(broken);
    const everybody = touched.everybody;
    const chain = { ...kept, next, readTo, position: kept.position + 1 };
    return everybody === null ? { chain, touched, broken: null } : { chain, touched, broken: everybody };
  } catch (error) {
    if (!isPositionRefused(error)) throw error;
    return anew("Okta does not follow the kept link any more");
  }
}
