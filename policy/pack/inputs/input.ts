/** Stands for a value that Pulumi knows only once another resource exists, so not in a preview. */
export const notYetKnown: unique symbol = Symbol("not known before the update");

/** A resource's value: null when the program leaves it out. */
export type Input<Value> = Value | null | typeof notYetKnown;

/** The properties of a resource, as Pulumi's policy SDK gives them. */
export type Properties = Readonly<Record<string, unknown>>;

/** A text; anything else counts as left out, since the provider takes no other type where a text is read. */
export function readText(properties: Properties, name: string): Input<string> {
  const value = attempt(() => properties[name]);
  return typeof value === "string" || value === notYetKnown ? value : null;
}

export function readNumber(properties: Properties, name: string): Input<number> {
  const value = attempt(() => properties[name]);
  return typeof value === "number" || value === notYetKnown ? value : null;
}

export function readBoolean(properties: Properties, name: string): Input<boolean> {
  const value = attempt(() => properties[name]);
  return typeof value === "boolean" || value === notYetKnown ? value : null;
}

/** A nested object, such as the setting of one authenticator. */
export function readObject(properties: Properties, name: string): Input<Properties> {
  return asObject(attempt(() => properties[name]));
}

/** The objects of a list, each of which may be unknown by itself; a list that is left out is empty. */
export function readObjects(
  properties: Properties,
  name: string,
): readonly Input<Properties>[] | typeof notYetKnown {
  const list = readList(properties, name);
  if (list === notYetKnown) return list;
  // By index: to iterate is to touch every element, and one that is not known would hide the others.
  const indexes = [...Array(list.length).keys()];
  return indexes.map((index) => asObject(attempt(() => list[index])));
}

/** The texts of a list; unknown as a whole where one of them is. */
export function readTexts(properties: Properties, name: string): readonly string[] | typeof notYetKnown {
  const list = readList(properties, name);
  if (list === notYetKnown) return list;
  // One that is not known shows when it is touched.
  const touched = attempt(() => list.filter((item) => typeof item === "string"));
  return Array.isArray(touched) ? touched : notYetKnown;
}

/** How many are in a list: that is known while the ids in it are not. A list that is left out is empty. */
export function readCount(properties: Properties, name: string): number | typeof notYetKnown {
  const list = readList(properties, name);
  return list === notYetKnown ? list : list.length;
}

function readList(properties: Properties, name: string): readonly unknown[] | typeof notYetKnown {
  const value = attempt(() => properties[name]);
  if (value === notYetKnown) return value;
  return Array.isArray(value) ? value : [];
}

function asObject(value: unknown): Input<Properties> {
  if (value === notYetKnown) return value;
  return isObject(value) ? value : null;
}

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The SDK throws when a value that is not known yet is touched; a rule that let it would judge nothing else of the
 * resource either. It exports that error's class, but leaves it out of its types.
 */
function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && error.constructor.name === "UnknownValueError") return notYetKnown;
    throw error;
  }
}
