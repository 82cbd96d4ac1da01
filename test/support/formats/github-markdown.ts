import { marked } from "marked";

const looked = /@[\w-]|(?<![\w/])#\d|\bGH-\d|:\/\/|\bwww\.|:[\w+-]+:/i;

/** GitHub's Markdown as a reader sees it, as far as it matters here. */
export interface ShownMarkdown {
  /** Names of the elements in it, each once. */
  readonly elements: ReadonlySet<string>;
  /** Texts outside of code in which GitHub would find a mention, a reference, an emoji or a link. */
  readonly linked: readonly string[];
  readonly text: string;
}

/**
 * Renders GitHub's Markdown by another implementation of it, then looks for mentions and the like where GitHub does: in
 * each text of the page, comments and elements apart, code left out.
 */
export function showMarkdown(document: string): ShownMarkdown {
  const html = marked.parse(document, { gfm: true, async: false });
  const pieces = html.split(/(<!--[\s\S]*?-->|<\/?[a-z][^>]*>)/i);
  const elements = new Set<string>();
  const texts: { readonly shown: string; readonly isCode: boolean }[] = [];
  let code = 0;
  for (const piece of pieces) {
    const [, slash, element] = /^<(\/?)([a-z][\w-]*)/i.exec(piece) ?? [];
    if (element !== undefined) elements.add(element);
    else if (!piece.startsWith("<!--")) texts.push({ shown: readEntities(piece), isCode: code > 0 });
    if (element === "code") code += slash === "/" ? -1 : 1;
  }
  return {
    elements,
    linked: texts.filter(({ shown, isCode }) => !isCode && looked.test(shown)).map(({ shown }) => shown),
    text: texts.map(({ shown }) => shown).join(""),
  };
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'" };

const readEntities = (text: string): string =>
  text.replace(/&(lt|gt|amp|quot|#39);/g, (_whole, entity: string) => entities[entity] ?? "");
