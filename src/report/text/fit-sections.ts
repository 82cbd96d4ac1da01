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

/** Rendered sections, and how many blocks did not fit. */
export interface FittedSections {
  readonly text: readonly string[];
  readonly hidden: number;
}

const linesIn = (text: string): number => text.split("\n").length;

// A blank line before the section, and its title.
const linesAround = 2;

/**
 * Renders sections within about `lines` lines: a short one is shown whole, and the long ones share what is left,
 * show what fits (one block at least) and say how many more there are, so that none hides another.
 */
export function fitSections(sections: readonly Section[], lines: number): FittedSections {
  const filled = sections.filter((section) => section.blocks.length > 0);
  const shares = shareOut(
    filled.map((section) => linesNeeded(section, lines)),
    lines,
  );
  const fitted = filled.map((section, index) => fitSection(section, shares[index] ?? 0));
  return {
    text: fitted.map(({ text }) => text),
    hidden: fitted.reduce((sum, { hidden }) => sum + hidden, 0),
  };
}

/** Lines that a section takes in full, or something above `most` as soon as that is certain. */
function linesNeeded({ blocks }: Section, most: number): number {
  let needed = linesAround;
  for (const render of blocks) {
    if (needed > most) break;
    needed += linesIn(render());
  }
  return needed;
}

/** Gives each what it needs if that is no more than an equal share of what is left, smallest needs first. */
function shareOut(needs: readonly number[], lines: number): readonly number[] {
  const shares = needs.map(() => 0);
  let left = lines;
  const smallestFirst = [...needs.entries()].sort(([, one], [, other]) => one - other);
  for (const [turn, [index, need]] of smallestFirst.entries()) {
    const share = Math.min(need, Math.floor(left / (needs.length - turn)));
    shares[index] = share;
    left -= share;
  }
  return shares;
}

function fitSection({ title, blocks }: Section, lines: number) {
  const shown: string[] = [];
  let left = lines - linesAround;
  for (const render of blocks) {
    const block = render();
    const isLast = shown.length === blocks.length - 1;
    left -= linesIn(block);
    // All but the last leave room for the line that says how many more there are.
    if (shown.length > 0 && left < (isLast ? 0 : 1)) break;
    shown.push(block);
  }
  const hidden = blocks.length - shown.length;
  const more = hidden > 0 ? [`  … and ${hidden} more`] : [];
  return { text: ["", title, ...shown, ...more].join("\n"), hidden };
}
