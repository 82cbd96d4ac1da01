import type { z } from "zod";
import type { Slice } from "../../model/snapshot.ts";
import type { Engine } from "../../model/words.ts";
import { scopeIn } from "../access/scopes.ts";
import type { OktaConnection, OktaRead } from "../connection/connection.ts";
import { type Paging, pages } from "../connection/paging.ts";
import { ReadFailure } from "../transport/read-failure.ts";
import type { ToPerson } from "../wire/users.ts";
import { type ParsedList, parseList, type WireProblem } from "../wire/wire-problem.ts";
import type { GapList } from "./gap-list.ts";

/** Input common to all readers of one part of the org. */
export interface Reading {
  readonly connection: OktaConnection;
  readonly engine: Engine;
  readonly gaps: GapList;
  readonly signal: AbortSignal;
  /** Keeps of people what will be asked about. */
  readonly toPerson: ToPerson;
  /** When the reading began, by the org's clock. */
  readonly startedAt: Date;
}

/** Why a slice was not read, with what to grant where that is the answer. */
export function whyUnread(reading: Reading, slice: Slice, failure: ReadFailure): string {
  if (failure.status !== 403) return failure.message;
  const scope = scopeIn(reading.engine, slice);
  return reading.connection.credentialKind === "service-app"
    ? `${failure.message}; grant ${scope} to the service app, and an admin role that can read this`
    : `${failure.message}; the API token's owner needs an admin role that can read this (${scope})`;
}

/** How a list is read: where it is, what an item is called and looks like. */
export interface ListRead<Schema extends z.ZodType> extends Paging {
  readonly what: string;
  readonly schema: Schema;
  readonly read: OktaRead;
  /** Asked after a 404: whether its owner went away during the scan, and then nothing is missing. */
  readonly isGone?: () => Promise<boolean>;
}

/**
 * Reads all pages of a list, handing over each page's items as they come, so that a large list is never held raw.
 *
 * @returns what was malformed
 * @throws ReadFailure
 */
export async function readPages<Schema extends z.ZodType>(
  reading: Reading,
  list: ListRead<Schema>,
  onItems: (items: readonly z.output<Schema>[]) => void,
): Promise<readonly WireProblem[]> {
  const problems: WireProblem[] = [];
  const { connection, signal } = reading;
  const { itemsOf = (body: unknown) => body } = list;
  for await (const body of pages(connection, list.read, signal, list)) {
    const page: ParsedList<z.output<Schema>> | null = parseList(list.what, list.schema, itemsOf(body));
    if (page === null) throw new ReadFailure("garbage", `not a list of ${list.what}s`);
    problems.push(...page.problems);
    onItems(page.items);
  }
  return problems;
}

/**
 * Reads a list that is a slice, or nearly: malformed items become parts of the slice's gap, and a list that cannot
 * be read to its end is a gap and null, since half a list would look like an answer.
 */
export async function readSlice<Schema extends z.ZodType, Item>(
  reading: Reading,
  slice: Slice,
  list: ListRead<Schema>,
  toItem: (item: z.output<Schema>) => Item,
): Promise<Item[] | null> {
  const found: Item[] = [];
  try {
    const problems = await readPages(reading, list, (items) => {
      for (const item of items) found.push(toItem(item));
    });
    for (const { id, reason } of problems) reading.gaps.part(slice, id, reason);
    return found;
  } catch (failure) {
    if (!(failure instanceof ReadFailure)) throw failure;
    reading.gaps.whole(slice, whyUnread(reading, slice, failure));
    return null;
  }
}

/** False also where Okta does not say. */
async function isSurely(isGone: (() => Promise<boolean>) | undefined): Promise<boolean> {
  try {
    return (await isGone?.()) ?? false;
  } catch (failure) {
    if (failure instanceof ReadFailure) return false;
    throw failure;
  }
}

/**
 * Reads a list that belongs to one thing (the members of a group): it is whole or a gap at that thing's id.
 */
export async function readPart<Schema extends z.ZodType, Item>(
  reading: Reading,
  slice: Slice,
  id: string,
  list: ListRead<Schema>,
  toItem: (item: z.output<Schema>) => Item,
): Promise<Item[] | null> {
  const found: Item[] = [];
  try {
    const problems = await readPages(reading, list, (items) => {
      for (const item of items) found.push(toItem(item));
    });
    if (problems.length === 0) return found;
    for (const { reason } of problems) reading.gaps.part(slice, id, reason);
  } catch (failure) {
    if (!(failure instanceof ReadFailure)) throw failure;
    if (failure.status === 404 && (await isSurely(list.isGone))) return [];
    reading.gaps.part(slice, id, whyUnread(reading, slice, failure));
  }
  return null;
}
