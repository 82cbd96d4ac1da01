import { inertText } from "../../model/inert-text.ts";

/**
 * A message's plain text. A name is no embedded link and no placeholder: SARIF takes `[a](b)` for the one (3.11.6) and
 * `{0}` for the other (3.11.5).
 */
export function sarifMessage(text: string): { readonly text: string } {
  const inert = inertText(text);
  const unlinked = /\[.*\]\(/.test(inert) ? inert.replace(/[[\]\\]/g, "\\$&") : inert;
  return { text: unlinked.replace(/\{\d+\}/g, "{$&}") };
}
