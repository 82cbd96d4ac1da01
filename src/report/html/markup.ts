import type { Drawing } from "../chart/drawing.ts";
import { markupText } from "../escape/markup-text.ts";

/** Text that is HTML already. Only `html` makes it, so that nothing gets into a page unescaped. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | Markup | readonly Markup[] | null;

function markupOf(value: Value): string {
  if (value === null) return "";
  if (typeof value === "string") return markupText(value);
  if (typeof value === "number") return String(value);
  return "markup" in value ? value.markup : value.map(({ markup }) => markup).join("");
}

/** HTML with every text in it escaped and made inert; markup goes in as it is, null as nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  // There is one part more than there are values.
  return { markup: parts.map((part, index) => `${part}${markupOf(values[index] ?? null)}`).join("") };
}

/** A drawing as markup. Names of elements and attributes are ours. */
export function drawing({ name, attributes, children }: Drawing): Markup {
  const written = Object.entries(attributes).map(
    ([attribute, value]) => ` ${attribute}="${markupText(String(value))}"`,
  );
  const inner = children.map((child) => drawing(child).markup).join("");
  return { markup: `<${name}${written.join("")}>${inner}</${name}>` };
}
