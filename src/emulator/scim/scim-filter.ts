import type { ApiError } from "../wire/api-error.ts";
import { ScimSyntaxError, type ScimValue, type ScimWords, scimWords } from "./scim-words.ts";

/** Operators of Okta's filters; `pr` (present) takes no value. */
export const scimOperators = ["eq", "ne", "co", "sw", "ew", "pr", "gt", "ge", "lt", "le"] as const;
export type ScimOperator = (typeof scimOperators)[number];

/** A filter as a tree. */
export type ScimFilter =
  | { readonly kind: "and" | "or"; readonly left: ScimFilter; readonly right: ScimFilter }
  | { readonly kind: "not"; readonly filter: ScimFilter }
  | { readonly kind: "present"; readonly path: string }
  | {
      readonly kind: "compare";
      readonly path: string;
      readonly operator: Exclude<ScimOperator, "pr">;
      readonly value: ScimValue;
    };

/** Filter language of one parameter of one endpoint (okta-api 1.1, 3.1, 6). */
export interface ScimDialect {
  /** `filter` answers E0000053 with the mistake in the summary; `search` answers E0000031 with it in a cause. */
  readonly parameter: "filter" | "search";
  /** The operators that a field takes; null when it cannot be asked about. */
  operatorsOf(path: string): readonly ScimOperator[] | null;
}

export type ScimReading =
  | { readonly kind: "filter"; readonly filter: ScimFilter }
  | { readonly kind: "error"; readonly error: ApiError };

class UnsupportedError extends Error {}
class FieldError extends Error {}

/**
 * Reads a filter. `and` binds tighter than `or`, as in RFC 7644 section 3.4.2.2. Operators and the words and,
 * or, not are read in any case.
 */
export function readScimFilter(text: string, dialect: ScimDialect): ScimReading {
  const words = scimWords(text);
  try {
    const filter = readOr(words, dialect);
    const rest = words.next();
    if (rest !== null)
      throw new ScimSyntaxError(`Unexpected characters '${rest}' at position ${words.mark()}`);
    return { kind: "filter", filter };
  } catch (error) {
    return { kind: "error", error: apiErrorOf(error, text, dialect) };
  }
}

function apiErrorOf(error: unknown, text: string, dialect: ScimDialect): ApiError {
  if (error instanceof UnsupportedError) {
    return { status: 400, errorCode: "E0000031", errorSummary: error.message, errorCauses: [] };
  }
  const isSyntax = error instanceof ScimSyntaxError;
  if (!isSyntax && !(error instanceof FieldError)) throw error;
  const mistake = isSyntax ? `Invalid filter '${text}': ${error.message}` : error.message;
  // How much of the mistake Okta tells for `search` is not verified against a live org.
  return dialect.parameter === "filter"
    ? { status: 400, errorCode: "E0000053", errorSummary: mistake, errorCauses: [] }
    : {
        status: 400,
        errorCode: "E0000031",
        errorSummary: "Invalid search criteria.",
        errorCauses: [mistake],
      };
}

const isWord = (word: string | null, expected: string): boolean => word?.toLowerCase() === expected;

function readOr(words: ScimWords, dialect: ScimDialect): ScimFilter {
  let left = readAnd(words, dialect);
  while (isWord(words.peek(), "or")) {
    words.next();
    left = { kind: "or", left, right: readAnd(words, dialect) };
  }
  return left;
}

function readAnd(words: ScimWords, dialect: ScimDialect): ScimFilter {
  let left = readTerm(words, dialect);
  while (isWord(words.peek(), "and")) {
    words.next();
    left = { kind: "and", left, right: readTerm(words, dialect) };
  }
  return left;
}

function readTerm(words: ScimWords, dialect: ScimDialect): ScimFilter {
  const word = words.next();
  if (word === null) {
    throw new ScimSyntaxError(`End of input at position ${words.mark()} but expected a filter expression`);
  }
  if (word === "(") return readClosed(words, dialect);
  if (isWord(word, "not") && words.peek() === "(") {
    words.next();
    return { kind: "not", filter: readClosed(words, dialect) };
  }
  return readComparison(word, words, dialect);
}

function readClosed(words: ScimWords, dialect: ScimDialect): ScimFilter {
  const opened = words.mark();
  const filter = readOr(words, dialect);
  if (words.next() === ")") return filter;
  throw new ScimSyntaxError(
    `Expected closing parenthesis at position ${words.mark()} to match opening parenthesis at position ${opened}`,
  );
}

function readComparison(path: string, words: ScimWords, dialect: ScimDialect): ScimFilter {
  if (!/^[\p{L}_$][\p{L}\p{N}_$\-.:]*$/u.test(path)) {
    throw new ScimSyntaxError(`Expected an attribute reference at position ${words.mark()}: '${path}'`);
  }
  const operator = readOperator(path, words, dialect);
  if (operator === "pr") return { kind: "present", path };
  const value = words.value();
  if (value !== null) return { kind: "compare", path, operator, value };
  throw new ScimSyntaxError(
    `End of input at position ${words.mark()} while expecting a value for operator ${operator}`,
  );
}

function readOperator(path: string, words: ScimWords, dialect: ScimDialect): ScimOperator {
  const word = words.next();
  if (word === null) {
    throw new ScimSyntaxError(`End of input at position ${words.mark()} but expected an attribute operator`);
  }
  const operator = scimOperators.find((known) => isWord(word, known));
  if (operator === undefined) {
    // Okta lists these and takes `ne` and `ew` in the System Log all the same (okta-api 6).
    throw new ScimSyntaxError(
      `Unrecognized attribute operator '${word}' at position ${words.mark()}. Expected: eq,co,sw,pr,gt,ge,lt,le`,
    );
  }
  const allowed = dialect.operatorsOf(path);
  if (allowed === null) throw new FieldError(`field is not valid: ${path}`);
  if (allowed.includes(operator)) return operator;
  throw new UnsupportedError(
    `The supplied combination of operator and field is not currently supported. Operator: ${operator}, Field: ${path}`,
  );
}
