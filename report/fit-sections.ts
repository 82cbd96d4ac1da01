/** A heading with blocks of lines under it; blocks are made when asked for, since few of 100,000 are shown. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly (() => string)[];
}

/** A section made from a list of things. */
export function sectionOf<Item>(
  title: string,
  items: readonly Item[],
  render: (item: Item) => string,
): Section {
  return { title, blocks: items.map((item) => () => render(item)) };
}

const linesIn = (text: string): number => text.split("\n").length;

/**
 * Renders sections within about `lines` lines: each gets its share of what is left, shows what fits (one block at
 * least) and says how many more there are, so that a long first section never hides the others.
 */
export function fitSections(
  sections: readonly Section[],
  lines: number,
): { readonly text: readonly string[]; readonly hidden: number } {
  const filled = sections.filter((section) => section.blocks.length > 0);
  let left = lines;
  let hidden = 0;
  const text = filled.map((section, index) => {
    const fitted = fitSection(section, Math.floor(left / (filled.length - index)));
    left -= linesIn(fitted.text);
    hidden += fitted.hidden;
    return fitted.text;
  });
  return { text, hidden };
}

// A blank line before the section, its title, and the line that says how many more there are.
const linesAround = 3;

function fitSection(
  { title, blocks }: Section,
  lines: number,
): { readonly text: string; readonly hidden: number } {
  const shown: string[] = [];
  let left = lines - linesAround;
  for (const render of blocks) {
    const block = render();
    left -= linesIn(block);
    if (shown.length > 0 && left < 0) break;
    shown.push(block);
  }
  const hidden = blocks.length - shown.length;
  const more = hidden > 0 ? [`  … and ${hidden} more`] : [];
  return { text: ["", title, ...shown, ...more].join("\n"), hidden };
}
