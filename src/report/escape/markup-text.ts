import { inertText } from "../../model/inert-text.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * A text for XML or HTML, between tags or in an attribute with quotes. Characters that XML 1.0 has no place for at
 * all, escaped or not, are among those that are made visible.
 */
export function markupText(text: string): string {
  return inertText(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
