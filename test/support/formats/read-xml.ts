/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'" };
const name = "[A-Za-z][\\w.-]*";
const value = '[^"<&]*(?:&(?:lt|gt|amp|quot|#39);[^"<&]*)*';
const token = new RegExp(`<(${name})((?:\\s+${name}="${value}")*)\\s*(/?)>|</(${name})>|([^<]+)`, "uy");
const attribute = new RegExp(`\\s+(${name})="(${value})"`, "gu");
// XML 1.0, production 2: what a document may hold at all.
const allowed = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Reads the XML that our reports are written in; throws at anything that is not well-formed. */
export function readXml(document: string): XmlElement {
  if (!allowed.test(document)) throw new Error("a character that XML 1.0 has no place for");
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
  if (!document.startsWith(declaration)) throw new Error("no declaration");
  const root: Open = { name: "", attributes: {}, children: [], text: "" };
  const stack: Open[] = [root];
  token.lastIndex = declaration.length;
  while (token.lastIndex < document.length) {
    const at = token.lastIndex;
    const match = token.exec(document);
    if (match === null) throw new Error(`not well-formed: ${document.slice(at, at + 60)}`);
    take(match, stack);
  }
  const [only, ...others] = root.children;
  if (stack.length !== 1 || only === undefined || others.length > 0) throw new Error("not one root element");
  return only;
}

function take([, opened, attributes = "", closes, closed, text = ""]: RegExpExecArray, stack: Open[]): void {
  const top = stack.at(-1);
  if (top === undefined) throw new Error("the document goes on after its end");
  if (opened !== undefined) {
    const element: Open = { name: opened, attributes: readAttributes(attributes), children: [], text: "" };
    top.children.push(element);
    if (closes !== "/") stack.push(element);
  } else if (closed === undefined) {
    top.text += readEntities(text);
  } else {
    if (top.name !== closed) throw new Error(`</${closed}> ends <${top.name}>`);
    stack.pop();
  }
}

function readAttributes(text: string): Readonly<Record<string, string>> {
  const found = [...text.matchAll(attribute)].map(([, key = "", value = ""]) => [key, readEntities(value)]);
  return Object.fromEntries(found);
}

function readEntities(text: string): string {
  return text.replace(/&([^;]*);?/g, (whole, entity: string) => {
    const character = entities[entity];
    if (character === undefined) throw new Error(`no entity: ${whole}`);
    return character;
  });
}

/** Every element of a name, wherever it stands. */
export function elementsCalled(wanted: string, within: XmlElement): readonly XmlElement[] {
  return within.children.flatMap((child) => [
    ...(child.name === wanted ? [child] : []),
    ...elementsCalled(wanted, child),
  ]);
}
