/** How a text is written: on one line, or indented by two. */
type Spacing = "" | "  ";

/**
 * The text of `JSON.stringify(value, null, spacing)` in pieces, so that a value with a hundred thousand people in it never stands in
 * memory twice. A piece ends where an entry does, and never within a text.
 *
 * @param value - data alone: nothing with a `toJSON` of its own
 * @param levels - so many levels deep each entry is a piece, and deeper ones are within theirs
 */
export function* jsonPieces(value: unknown, spacing: Spacing, levels: number): Generator<string> {
  yield* piecesAt(value, { spacing, pad: "", levels });
}

interface At {
  readonly spacing: Spacing;
  /** Spaces before whatever stands on this level. */
  readonly pad: string;
  readonly levels: number;
}

function* piecesAt(value: unknown, at: At): Generator<string> {
  const { spacing, pad, levels } = at;
  const entries = levels === 0 ? [] : entriesOf(value);
  if (entries.length === 0) {
    // No text has a line end in it: JSON escapes them.
    yield (JSON.stringify(value, null, spacing) ?? "null").replaceAll("\n", `\n${pad}`);
    return;
  }
  const isList = Array.isArray(value);
  const inner = { spacing, pad: pad + spacing, levels: levels - 1 };
  const line = spacing === "" ? "" : "\n";
  let open = isList ? "[" : "{";
  for (const [key, entry] of entries) {
    yield `${open}${line}${inner.pad}${isList ? "" : `${JSON.stringify(key)}:${spacing === "" ? "" : " "}`}`;
    yield* piecesAt(entry, inner);
    open = ",";
  }
  yield `${line}${pad}${isList ? "]" : "}"}`;
}

/** Entries that are written; none of what is neither object nor list. */
function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  return Array.isArray(value) ? entries : entries.filter(([, entry]) => entry !== undefined);
}
