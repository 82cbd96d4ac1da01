/** A drawing as data: the HTML report writes it as markup, `plumbline serve` has the browser render it. */
export interface Drawing {
  readonly name: "svg" | "defs" | "pattern" | "rect";
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly Drawing[];
}

/** One element of a drawing. */
export const drawn = (
  name: Drawing["name"],
  attributes: Drawing["attributes"],
  ...children: readonly Drawing[]
): Drawing => ({ name, attributes, children });
