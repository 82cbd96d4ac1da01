import { html, type Markup } from "./markup.ts";

export const number = (amount: number): string => amount.toLocaleString("en");

export const percent = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)} %`;

export interface Part {
  /** Of a class `fill-…`. */
  readonly name: string;
  readonly people: number;
}

/** A bar of parts; the table around it says the same in numbers. */
export function bar(parts: readonly Part[], total: number): Markup {
  let from = 0;
  const rects = parts.map(({ name, people }) => {
    const width = total === 0 ? 0 : (people / total) * 100;
    const rect = html`<rect class="fill-${name}" x="${from.toFixed(3)}" width="${width.toFixed(3)}" height="10"/>`;
    from += width;
    return people === 0 ? html`` : rect;
  });
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="fill-none" width="100" height="10"/>${rects}</svg>`;
}
