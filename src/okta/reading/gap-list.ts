import type { Gap, Slice } from "../../model/snapshot.ts";

/** Collects what was needed and not got; one gap a slice comes out, however many parts it has. */
export interface GapList {
  /** The whole slice is missing. */
  whole(slice: Slice, reason: string): void;
  /** A part of it is; `id` is null when not even that much could be read. */
  part(slice: Slice, id: string | null, reason: string): void;
  /** One that was made up elsewhere: a part for each of its ids, the whole slice without any. */
  add(gap: Gap): void;
  all(): readonly Gap[];
}

interface Draft {
  isWhole: boolean;
  readonly reasons: Set<string>;
  readonly ids: Set<string>;
  /** Parts without an id. */
  nameless: number;
}

/** More reasons than this are counted only. */
const shownReasons = 3;

function words(reasons: readonly string[]): string {
  const more = reasons.length - shownReasons;
  const shown = reasons.slice(0, shownReasons).join("; ");
  return more > 0 ? `${shown}; and ${more} more` : shown;
}

export function startGapList(): GapList {
  const drafts = new Map<Slice, Draft>();
  const draftOf = (slice: Slice, reason: string): Draft => {
    const draft = drafts.get(slice) ?? { isWhole: false, reasons: new Set(), ids: new Set(), nameless: 0 };
    drafts.set(slice, draft);
    draft.reasons.add(reason);
    return draft;
  };
  const whole: GapList["whole"] = (slice, reason) => {
    draftOf(slice, reason).isWhole = true;
  };
  const part: GapList["part"] = (slice, id, reason) => {
    const draft = draftOf(slice, reason);
    if (id === null) draft.nameless += 1;
    else draft.ids.add(id);
  };
  return {
    whole,
    part,
    add({ slice, reason, ids }) {
      if (ids.length === 0) whole(slice, reason);
      for (const id of ids) part(slice, id, reason);
    },
    all: () =>
      [...drafts].map(([slice, { isWhole, reasons, ids, nameless }]) => ({
        slice,
        reason: words([...reasons]),
        affected: isWhole ? 0 : ids.size + nameless,
        // A part that has no name could be any: then nobody may rely on the ids.
        ids: isWhole || nameless > 0 ? [] : [...ids],
      })),
  };
}
