import type { z } from "zod";
import type { SliceAccess } from "../../model/org-probe.ts";
import type { Slice } from "../../model/snapshot.ts";
import { scopeIn } from "../access/scopes.ts";
import type { ListRead, Reading } from "../reading/reading.ts";
import type { ReadFailure } from "../transport/read-failure.ts";
import { type FirstPages, readFirstPages } from "./first-pages.ts";

/** Result of a try, whatever scope it took. */
export type Outcome =
  | { readonly kind: "readable" }
  | { readonly kind: "role-missing" | "untold"; readonly reason: string };

/** Tries slices, as far as the scopes allow, and remembers what came of it. */
export interface Prober {
  readonly reading: Reading;
  /**
   * Reads the beginning of a list that belongs to a slice.
   *
   * @param mostPages after which the rest is not counted
   * @returns null when the slice is not wanted, its scope is missing, or it could not be read
   */
  ask<Schema extends z.ZodType>(
    slice: Slice,
    list: ListRead<Schema>,
    mostPages?: number,
  ): Promise<(FirstPages<z.output<Schema>> & { kind: "read" }) | null>;
  /** Whether it is worth a request: wanted, and no scope is missing. */
  mayAsk(slice: Slice): boolean;
  /** Says what came of a slice that was tried by other means; a refusal outlasts whatever else is said of it. */
  note(slice: Slice, outcome: Outcome): void;
  access(): Readonly<Partial<Record<Slice, SliceAccess>>>;
}

/** Why a slice could not be read: 403 with the scope in the token can only be the role (okta-api 8). */
function outcomeOf(failure: ReadFailure): Outcome {
  const kind = failure.status === 403 ? "role-missing" : "untold";
  return { kind, reason: failure.message };
}

/** @param granted scopes of the token; null for an API token, which has none */
export function startProber(
  reading: Reading,
  wanted: ReadonlySet<Slice>,
  granted: ReadonlySet<string> | null,
): Prober {
  const found: Partial<Record<Slice, SliceAccess>> = {};
  const scopeOf = (slice: Slice): string => scopeIn(reading.engine, slice);
  for (const slice of wanted) {
    const scope = scopeOf(slice);
    if (granted?.has(scope) === false) found[slice] = { scope, kind: "scope-missing" };
  }
  const mayAsk = (slice: Slice): boolean =>
    wanted.has(slice) && (found[slice] === undefined || found[slice].kind === "readable");
  const note = (slice: Slice, outcome: Outcome): void => {
    const before = found[slice]?.kind ?? "readable";
    if (before === "readable") found[slice] = { scope: scopeOf(slice), ...outcome };
  };
  return {
    reading,
    mayAsk,
    note,
    access: () => found,
    async ask(slice, list, mostPages = 1) {
      if (!mayAsk(slice)) return null;
      const pages = await readFirstPages(reading, list, mostPages);
      if (pages.kind === "failed") {
        note(slice, outcomeOf(pages.failure));
        return null;
      }
      const { problem } = pages;
      note(slice, problem === null ? { kind: "readable" } : { kind: "untold", reason: problem });
      return pages;
    },
  };
}
