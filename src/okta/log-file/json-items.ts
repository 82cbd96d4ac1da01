/** One value of a file as text, and the line on which it begins, counted from 1. */
export interface JsonItem {
  readonly line: number;
  /** Null: longer than any event, and not kept. */
  readonly text: string | null;
}

/** Cuts a file into values, a piece at a time: no more than one value is held back. */
export interface JsonCutter {
  take(piece: Buffer): readonly JsonItem[];
  /** Gives the items that are left when the file ends. */
  end(): readonly JsonItem[];
}

/** An event has some kilobytes; whatever goes on for longer is none, and must not fill the memory. */
const longestItem = 16 * 1024 * 1024;

const newline = 0x0a;
const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === newline;

/** Gathers the bytes of one value over pieces. */
class Gathered {
  readonly #parts: Buffer[] = [];
  #length = 0;

  add(part: Buffer): void {
    this.#length += part.length;
    if (this.#length <= longestItem) this.#parts.push(part);
    else this.#parts.length = 0;
  }

  take(line: number): JsonItem {
    const text = this.#length > longestItem ? null : Buffer.concat(this.#parts).toString("utf8");
    this.#parts.length = 0;
    this.#length = 0;
    return { line, text };
  }
}

/** One value a line; a line without anything on it is none. */
export function lineCutter(): JsonCutter {
  const gathered = new Gathered();
  let line = 1;
  const isValue = ({ text }: JsonItem): boolean => text === null || text.trim() !== "";
  return {
    take: (piece) => {
      const items: JsonItem[] = [];
      let start = 0;
      for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, start)) {
        gathered.add(piece.subarray(start, end));
        items.push(gathered.take(line));
        line++;
        start = end + 1;
      }
      gathered.add(piece.subarray(start));
      return items.filter(isValue);
    },
    end: () => [gathered.take(line)].filter(isValue),
  };
}

/** The elements of a JSON array, or of several one after the other, however the lines are broken. */
export function arrayCutter(): JsonCutter {
  const gathered = new Gathered();
  const walk = new ElementWalk();
  let line = 1;
  let beganOn = 1;
  return {
    take: (piece) => {
      const items: JsonItem[] = [];
      let start = walk.isInElement ? 0 : -1;
      for (let place = 0; place < piece.length; place++) {
        const byte = piece[place] ?? 0;
        const step = walk.step(byte);
        if (step === "begins") {
          start = place;
          beganOn = line;
        } else if (step === "ended") {
          // The closing brace belongs to the element; what ends a word that should not be there does not matter.
          gathered.add(piece.subarray(start, place + 1));
          items.push(gathered.take(beganOn));
          start = -1;
        }
        line += Number(byte === newline);
      }
      if (start >= 0) gathered.add(piece.subarray(start));
      return items;
    },
    end: () => (walk.isInElement ? [gathered.take(beganOn)] : []),
  };
}

const isBetween = (byte: number): boolean =>
  isSpace(byte) || byte === comma || byte === openBracket || byte === closeBracket;

const deeper = (byte: number): number =>
  Number(byte === openBrace || byte === openBracket) - Number(byte === closeBrace || byte === closeBracket);

/** Walks over the bytes of an array and knows where an element begins and ends. */
class ElementWalk {
  #inside: "nothing" | "object" | "string" | "escape" | "stray" = "nothing";
  #depth = 0;

  get isInElement(): boolean {
    return this.#inside !== "nothing";
  }

  step(byte: number): "begins" | "ended" | null {
    switch (this.#inside) {
      case "nothing":
        return this.#begin(byte);
      case "object":
        return this.#inObject(byte);
      case "string":
        if (byte === backslash) this.#inside = "escape";
        else if (byte === quote) this.#inside = "object";
        return null;
      case "escape":
        this.#inside = "string";
        return null;
      case "stray":
        if (!isBetween(byte)) return null;
        this.#inside = "nothing";
        return "ended";
    }
  }

  /** Something that is no object where an element should be is an element, too, so that it is not lost. */
  #begin(byte: number): "begins" | null {
    if (isBetween(byte)) return null;
    this.#inside = byte === openBrace ? "object" : "stray";
    this.#depth = 1;
    return "begins";
  }

  #inObject(byte: number): "ended" | null {
    if (byte === quote) this.#inside = "string";
    this.#depth += deeper(byte);
    if (this.#depth > 0) return null;
    this.#inside = "nothing";
    return "ended";
  }
}
