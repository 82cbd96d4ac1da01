const literal = /"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?/gsu;

/** Brackets and commas need no space on either side. */
const besideBracket = /\s*([()[\]{},])\s*/gu;
const betweenWordAndSign =
  /(?<=[\p{L}\p{N}_$.])\s+(?=[^\p{L}\p{N}_$.\s])|(?<=[^\p{L}\p{N}_$.\s])\s+(?=[\p{L}\p{N}_$.])/gu;

const withoutIdleSpace = (code: string): string =>
  code.replace(/\s+/gu, " ").replace(besideBracket, "$1").replace(betweenWordAndSign, "");

/**
 * An expression of Okta's language without the white space that means nothing: none inside string literals is
 * touched, and two words, or two operators, stay apart.
 */
function compact(expression: string): string {
  const literals = expression.match(literal) ?? [];
  const code = expression.split(literal).map((part) => withoutIdleSpace(part).trim());
  return code.map((part, place) => part + (literals[place] ?? "")).join("");
}

/** Whether two group rule expressions are the same but for white space outside string literals. */
export function sameExpression(left: string, right: string): boolean {
  return compact(left) === compact(right);
}
