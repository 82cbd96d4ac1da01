import { type Drawing, drawn } from "./drawing.ts";

/** A part of a bar. */
export interface Part {
  /** Of a class `fill-…` in chart.css. */
  readonly tone: string;
  readonly people: number;
}

const hidden = { "aria-hidden": "true", focusable: "false" };

/** A bar of parts, from the left; the text around it says the same in numbers. */
export function bar(parts: readonly Part[], total: number): Drawing {
  let from = 0;
  const rects = parts.flatMap(({ tone, people }) => {
    if (people === 0 || total === 0) return [];
    const width = (people / total) * 100;
    const x = from;
    from += width;
    return [drawn("rect", { class: `fill-${tone}`, x: x.toFixed(3), width: width.toFixed(3), height: 10 })];
  });
  const rest = drawn("rect", { class: "fill-none", width: 100, height: 10 });
  return drawn(
    "svg",
    { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", ...hidden },
    rest,
    ...rects,
  );
}

/** The square before a word of a legend. */
export const swatch = (tone: string): Drawing =>
  drawn(
    "svg",
    { class: "swatch", viewBox: "0 0 10 10", ...hidden },
    drawn("rect", { class: `fill-${tone}`, width: 10, height: 10 }),
  );

/** Hatches, so that `unknown` does not look like an answer without its colour; once on each page with a chart. */
export const hatches: Drawing = drawn(
  "svg",
  { class: "unseen", ...hidden },
  drawn(
    "defs",
    {},
    drawn(
      "pattern",
      {
        id: "hatch",
        width: 3,
        height: 3,
        patternUnits: "userSpaceOnUse",
        patternTransform: "rotate(45)",
      },
      drawn("rect", { class: "hatch-back", width: 3, height: 3 }),
      drawn("rect", { class: "hatch-line", width: 1.2, height: 3 }),
    ),
  ),
);
