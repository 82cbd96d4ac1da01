/** Where a value stands in a JSON text: from the first character to behind the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const space = /\s*/y;
const string = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const plain = /[^\s,\]}]+/y;

function behind(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Values in an object or a list, by key or place. Of a key that stands there twice the last counts, as for `JSON.parse`. */
export interface Parts extends Span {
  readonly parts: ReadonlyMap<string, Span>;
}

/**
 * Where the values of the object or list that begins at a place stand.
 *
 * @param text - must be JSON, and `at` the first character of a value
 */
export function partsAt(text: string, at: number): Parts {
  const parts = new Map<string, Span>();
  const isObject = text[at] === "{";
  if (!isObject && text[at] !== "[") return { start: at, end: endOf(text, at), parts };
  let place = behind(space, text, at + 1);
  for (let index = 0; text[place] !== "}" && text[place] !== "]"; index += 1) {
    let key = String(index);
    if (isObject) {
      const end = behind(string, text, place);
      key = JSON.parse(text.slice(place, end));
      place = behind(space, text, behind(space, text, end) + 1);
    }
    const end = endOf(text, place);
    parts.set(key, { start: place, end });
    place = behind(space, text, end);
    if (text[place] === ",") place = behind(space, text, place + 1);
  }
  return { start: at, end: place + 1, parts };
}

function endOf(text: string, at: number): number {
  if (text[at] === '"') return behind(string, text, at);
  return text[at] === "{" || text[at] === "[" ? partsAt(text, at).end : behind(plain, text, at);
}

/** The span of what lies at a path; null where nothing does. */
export function spanAt(text: string, path: readonly (string | number)[]): Span | null {
  let span: Span = { start: behind(space, text, 0), end: text.length };
  for (const step of path) {
    const part = partsAt(text, span.start).parts.get(String(step));
    if (part === undefined) return null;
    span = part;
  }
  return span;
}

const unit = /\\u[0-9a-fA-F]{4}|\\.|[^\\]/g;

/**
 * A JSON string with a part of it left out and another text at its end; what stays is spelled as it was, escapes and all.
 *
 * @param json - with its quotes
 * @param cut - in UTF-16 units of the text that it stands for; null: all of it stays
 */
export function withTail(json: string, cut: Span | null, tail: string): string {
  const units = json.slice(1, -1).match(unit) ?? [];
  const kept = cut === null ? units : [...units.slice(0, cut.start), ...units.slice(cut.end)];
  return `"${kept.join("")}${JSON.stringify(tail).slice(1, -1)}"`;
}

/** A text with other JSON in place of some values, and nothing else changed. */
export function withJson(text: string, changes: readonly (readonly [Span, string])[]): string {
  const inOrder = changes.toSorted(([left], [right]) => left.start - right.start);
  let [result, from] = ["", 0];
  for (const [{ start, end }, json] of inOrder) {
    result += text.slice(from, start) + json;
    from = end;
  }
  return result + text.slice(from);
}
