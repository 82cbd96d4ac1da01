const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

// East Asian wide characters (Unicode TR11: W and F), in the blocks that names are written in, and emoji.
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}/u;
const printableAscii = /^[\x20-\x7e]*$/;

/** How many columns of a terminal the text takes: two for a wide character, one for a letter with its accents. */
export function displayWidth(text: string): number {
  if (printableAscii.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) columns += wide.test(segment) ? 2 : 1;
  return columns;
}
