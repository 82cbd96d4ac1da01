/** A mistake in a filter, worded as Okta words it, positions counted from 0 (okta-api 6). */
export class ScimSyntaxError extends Error {}

/** A literal of a filter. */
export type ScimValue = string | number | boolean;

/** Hands out the words and values of a filter one after the other; `mark` is where the last one began. */
export interface ScimWords {
  readonly mark: () => number;
  /** The next run of characters up to a space or parenthesis, or a parenthesis itself; null at the end. */
  next(): string | null;
  /** Returns the same as `next`, without taking it. */
  peek(): string | null;
  /** The next string in quotes, number or boolean; null at the end. */
  value(): ScimValue | null;
}

const escapes: Readonly<Record<string, string>> = { '"': '"', "\\": "\\", "/": "/", n: "\n", t: "\t" };

/** Splits a filter into words. The messages are those of the parser whose wording Okta's errors show. */
export function scimWords(text: string): ScimWords {
  let at = 0;
  let mark = 0;
  const skipSpaces = () => {
    while (text[at] === " ") at += 1;
  };
  const next = (): string | null => {
    skipSpaces();
    mark = at;
    const word = /^(?:[()]|[^ ()]+)/.exec(text.slice(at))?.[0] ?? null;
    at += word?.length ?? 0;
    return word;
  };
  const quoted = (): string => {
    const [whole, inner] = /^"((?:[^"\\]|\\.)*)"/su.exec(text.slice(at)) ?? [];
    if (whole === undefined || inner === undefined) {
      throw new ScimSyntaxError(`End of input in a string value that began at position ${mark}`);
    }
    at += whole.length;
    return inner.replaceAll(/\\(.)/gsu, (sequence, character: string, offset: number) => {
      const meant = escapes[character];
      if (meant !== undefined) return meant;
      throw new ScimSyntaxError(
        `Unrecognized escape sequence '${sequence}' in a string value at position ${mark + 1 + offset}`,
      );
    });
  };
  const bare = (): number | boolean => {
    const word = /^[^ )]*/.exec(text.slice(at))?.[0] ?? "";
    at += word.length;
    if (/^true$/i.test(word)) return true;
    if (/^false$/i.test(word)) return false;
    if (/^-?\d+(?:\.\d+)?$/.test(word)) return Number(word);
    throw new ScimSyntaxError(
      `Invalid filter value '${word}' at position ${mark}. Expected a string in quotes, a number or a boolean value (true,false)`,
    );
  };
  return {
    mark: () => mark,
    next,
    peek: () => {
      const [oldAt, oldMark] = [at, mark];
      const word = next();
      [at, mark] = [oldAt, oldMark];
      return word;
    },
    value: () => {
      skipSpaces();
      mark = at;
      if (at >= text.length) return null;
      return text[at] === '"' ? quoted() : bare();
    },
  };
}
