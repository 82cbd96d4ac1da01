import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Listing } from "../contract/listing.ts";
import { get, NotAnswered } from "./api.ts";

type Row = Listing["rows"][number];

const partSize = 100;

/** A table of the API, of which the parts that somebody looks at are fetched. */
export interface ListingState {
  /** The latest part that came, for all but its rows; null before the first. */
  readonly head: Listing | null;
  readonly failure: NotAnswered | null;
  /** Rows that are there answer the question before. */
  readonly isBehind: boolean;
  row(index: number): Row | undefined;
  look(first: number, last: number): void;
  /** Fetches the rows from the first on, up to so many. */
  fetchUpTo(most: number): Promise<void>;
  again(): void;
}

/** @param path of the API with its filters, without offset */
export function useListing(path: string): ListingState {
  const [answered, setAnswered] = useState<{ readonly path: string; readonly head: Listing } | null>(null);
  const [failure, setFailure] = useState<NotAnswered | null>(null);
  const [turn, setTurn] = useState(0);
  const rows = useRef(new Map<number, Row>());
  const asked = useRef(new Set<number>());
  const stop = useRef(new AbortController());

  const fetchPart = useCallback(
    (part: number, isFirst: boolean): Promise<void> => {
      const { signal } = stop.current;
      asked.current.add(part);
      const mark = path.includes("?") ? "&" : "?";
      return get<Listing>(`${path}${mark}offset=${part * partSize}&limit=${partSize}`, signal).then(
        (listing) => {
          if (isFirst) rows.current = new Map();
          for (const [at, row] of listing.rows.entries()) rows.current.set(listing.offset + at, row);
          setFailure(null);
          setAnswered({ path, head: listing });
        },
        (error: unknown) => {
          if (signal.aborted || !(error instanceof NotAnswered)) return;
          asked.current.delete(part);
          setFailure(error);
        },
      );
    },
    [path],
  );

  // Not after the next frame, as an effect would be: somebody is typing.
  useLayoutEffect(() => {
    stop.current = new AbortController();
    asked.current = new Set();
    void fetchPart(0, true);
    return () => stop.current.abort();
  }, [fetchPart, turn]);

  return {
    head: answered?.head ?? null,
    failure,
    isBehind: answered?.path !== path,
    row: (index) => rows.current.get(index),
    look: (first, last) => {
      for (let part = Math.floor(first / partSize); part <= Math.floor(last / partSize); part += 1) {
        if (!asked.current.has(part)) void fetchPart(part, false);
      }
    },
    fetchUpTo: async (most) => {
      const parts = Math.ceil(Math.min(most, answered?.head.shown ?? 0) / partSize);
      for (let part = 0; part < parts; part += 1) {
        if (!asked.current.has(part)) await fetchPart(part, false);
      }
    },
    again: useCallback(() => setTurn((before) => before + 1), []),
  };
}
