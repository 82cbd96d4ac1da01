/**
 * The part of Okta's expression language that is understood (sign-on 1.8): comparisons of a person's attributes and of
 * what is asked for with literals, `user.isMemberOf({…})`, and, or, not, brackets. Whatever else is `strange`, and no
 * more than its own value is unknown for it.
 */
export type Expression =
  | { readonly kind: "value"; readonly value: string | number | boolean | null }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "not"; readonly of: Expression }
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: "compare";
      readonly by: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "call";
      readonly path: string;
      /** Of the only argument, where it is a map of literals. */
      readonly named: ReadonlyMap<string, string> | null;
    }
  | { readonly kind: "strange" };

const token =
  /\s*(?:(?<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|(?<number>\d+(?:\.\d+)?)|(?<path>[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*)*)|(?<sign>&&|\|\||==|!=|<=|>=|[!<>(){}[\],:?+\-*/%.]))/uy;

interface Token {
  readonly kind: "text" | "number" | "path" | "sign" | "end";
  readonly text: string;
}

const end: Token = { kind: "end", text: "" };

/** Null where some character begins no word of the language. */
function tokensOf(source: string): readonly Token[] | null {
  const tokens: Token[] = [];
  const text = source.trimEnd();
  let at = 0;
  while (at < text.length) {
    token.lastIndex = at;
    const groups = token.exec(text)?.groups;
    if (groups === undefined) return null;
    at = token.lastIndex;
    const [kind, word] = Object.entries(groups).find(([, value]) => value !== undefined) ?? [];
    tokens.push({ kind: kind as Token["kind"], text: word ?? "" });
  }
  return tokens;
}

const comparisons = new Set(["==", "!=", "<", "<=", ">", ">="]);
const words: Readonly<Record<string, string>> = { and: "&&", or: "||", not: "!", eq: "==", ne: "!=" };

/** Thrown where the words stand in no order that is understood. */
class Strange extends Error {}

function reader(tokens: readonly Token[]) {
  let at = 0;
  const peek = (): Token => tokens[at] ?? end;
  const signAt = (): string => {
    const { kind, text } = peek();
    return kind === "path" ? (words[text.toLowerCase()] ?? "") : kind === "sign" ? text : "";
  };
  const take = (): Token => {
    const next = peek();
    at += 1;
    return next;
  };
  const takeIf = (sign: string): boolean => {
    if (signAt() !== sign) return false;
    at += 1;
    return true;
  };
  const expect = (sign: string): void => {
    if (!takeIf(sign)) throw new Strange();
  };
  return { peek, signAt, take, takeIf, expect };
}

type Reader = ReturnType<typeof reader>;

// Okta documents no precedence; this is the usual one, "and" before "or" (sign-on 1.4: not verified).
function either(read: Reader): Expression {
  let left = both(read);
  while (read.takeIf("||")) left = { kind: "or", left, right: both(read) };
  return left;
}

function both(read: Reader): Expression {
  let left = negated(read);
  while (read.takeIf("&&")) left = { kind: "and", left, right: negated(read) };
  return left;
}

function negated(read: Reader): Expression {
  return read.takeIf("!") ? { kind: "not", of: negated(read) } : compared(read);
}

function compared(read: Reader): Expression {
  const left = term(read);
  const by = read.signAt();
  if (!comparisons.has(by)) return left;
  read.take();
  return { kind: "compare", by, left, right: term(read) };
}

function term(read: Reader): Expression {
  if (read.takeIf("(")) {
    const inner = either(read);
    read.expect(")");
    return inner;
  }
  const { kind, text } = read.take();
  if (kind === "text") return { kind: "value", value: unquoted(text) };
  if (kind === "number") return { kind: "value", value: Number(text) };
  if (kind !== "path") throw new Strange();
  const literal = literals.get(text);
  if (literal !== undefined) return { kind: "value", value: literal };
  return read.takeIf("(") ? called(text, read) : { kind: "path", path: text };
}

const literals: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

const unquoted = (text: string): string => text.slice(1, -1).replace(/\\(.)/gsu, "$1");

/** A call: the literals of its only argument, a map, are kept; of anything else only the brackets are followed. */
function called(path: string, read: Reader): Expression {
  const named = read.takeIf("{") ? namedIn(read) : null;
  if (named === null) passBrackets(read, 1);
  if (!read.takeIf(".")) return named === null ? { kind: "strange" } : { kind: "call", path, named };
  // A call on the result of a call (`….contains(…)`) is not understood.
  const { kind } = read.take();
  if (kind === "path" && read.takeIf("(")) called(path, read);
  return { kind: "strange" };
}

/** `'group.id': '00g1'}` up to the bracket that ends the call; null where it is no map of literals. */
function namedIn(read: Reader): ReadonlyMap<string, string> | null {
  const named = new Map<string, string>();
  do {
    const key = read.take();
    if (key.kind !== "text" || !read.takeIf(":")) return passed(read, key);
    const value = read.take();
    if (value.kind !== "text") return passed(read, value);
    named.set(unquoted(key.text), unquoted(value.text));
  } while (read.takeIf(","));
  const isClosed = read.takeIf("}");
  if (isClosed && read.takeIf(")")) return named;
  passBrackets(read, isClosed ? 1 : 2);
  return null;
}

/** Goes past what is left of a map, and of the call around it, after a word that is no literal. */
function passed(read: Reader, word: Token): null {
  passBrackets(read, 2 + depthOf(word));
  return null;
}

const depthOf = ({ kind, text }: Token): number => {
  if (kind !== "sign") return 0;
  return "({[".includes(text) ? 1 : ")}]".includes(text) ? -1 : 0;
};

/** Goes past so many closing brackets, and all that is within them. */
function passBrackets(read: Reader, depth: number): void {
  for (let open = depth; open > 0; ) {
    const next = read.take();
    if (next.kind === "end") throw new Strange();
    open += depthOf(next);
  }
}

/** Takes an expression apart; `strange` as a whole where its words stand in no order that is understood. */
export function parseExpression(source: string): Expression {
  const tokens = tokensOf(source);
  if (tokens === null) return { kind: "strange" };
  const read = reader(tokens);
  try {
    const found = either(read);
    return read.peek().kind === "end" ? found : { kind: "strange" };
  } catch (error) {
    if (error instanceof Strange) return { kind: "strange" };
    throw error;
  }
}
