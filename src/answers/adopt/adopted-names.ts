import { name as nameInBaseline } from "../../../policy/schema/scalars.ts";

/** Names by which a baseline can mean things. */
export interface NamesInUse {
  /** Why a baseline cannot mean one thing by this name, as a clause; null where it can. */
  whyNot(name: string): string | null;
  canMean(name: string): boolean;
}

/** Counts the names of things of one kind, in NFC: two of one name cannot be told apart in a baseline. */
export function namesInUse(items: readonly { readonly name: string }[]): NamesInUse {
  const counts = new Map<string, number>();
  for (const { name } of items) {
    const key = name.normalize("NFC");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const whyNot = (name: string): string | null => {
    if ((counts.get(name.normalize("NFC")) ?? 0) > 1) return "another one has its name";
    return nameInBaseline.safeParse(name).success
      ? null
      : "its name has a control character or a line break in it";
  };
  return { whyNot, canMean: (name) => whyNot(name) === null };
}
