import type { EmulatedUser } from "../state/state.ts";

type Test = (user: EmulatedUser) => boolean;

const comparison = /^user\.(\w+)\s*(==|!=)\s*"([^"]*)"$/;
const call = /^String\.(startsWith|stringContains)\(\s*user\.(\w+)\s*,\s*"([^"]*)"\s*\)$/;

/**
 * Test of a person by an expression of a group rule; null for one that the emulator cannot evaluate, which
 * then fills nothing. Comparisons with a text, two String functions, `and`/`or` (`&&`, `||`) without brackets.
 */
export function groupRuleTest(expression: string): Test | null {
  const alternatives = expression
    .split(/\s+(?:or|OR)\s+|\|\|/)
    .map((part) => part.split(/\s+(?:and|AND)\s+|&&/).map((term) => termTest(term.trim())));
  if (alternatives.flat().includes(null)) return null;
  return (user) => alternatives.some((terms) => terms.every((test) => test?.(user) === true));
}

function termTest(term: string): Test | null {
  const [, attribute, operator, value] = comparison.exec(term) ?? [];
  if (attribute !== undefined && value !== undefined) {
    return (user) => (text(user, attribute) === value) === (operator === "==");
  }
  const [, name, subject, part] = call.exec(term) ?? [];
  if (subject === undefined || part === undefined) return null;
  return name === "startsWith"
    ? (user) => text(user, subject)?.startsWith(part) === true
    : (user) => text(user, subject)?.includes(part) === true;
}

function text(user: EmulatedUser, attribute: string): string | null {
  const value = user.profile[attribute];
  return typeof value === "string" ? value : null;
}
