/** SGR codes (ECMA-48) that turn a style on and off again. */
const styles = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  magenta: [35, 39],
} as const;

export type Style = keyof typeof styles;

/** Puts a text in a style, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** A paint that colours, or one that does not: whether to is decided by whoever owns the terminal. */
export function paintFor(color: boolean): Paint {
  if (!color) return (_style, text) => text;
  return (style, text) => `\u001b[${styles[style][0]}m${text}\u001b[${styles[style][1]}m`;
}
