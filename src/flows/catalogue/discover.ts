import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The default exports of every `<name>.<kind>.ts` (or `.js`, once built) in a folder, by file name: a new check,
 * reporter or command is one new file and nothing else. `holds` guards against a file that exports something else.
 *
 * @param name of the one file to load; without it, all are
 */
export async function discover<Item>(
  folder: string,
  kind: string,
  holds: (candidate: unknown) => candidate is Item,
  name = "[^.]+",
): Promise<readonly Item[]> {
  // `.d.ts` has another word before its ending, `.js.map` another ending.
  const wanted = new RegExp(`^${name}\\.${kind}\\.(ts|js)$`);
  const files = (await readdir(folder)).filter((file) => wanted.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const module: { readonly default?: unknown } = await import(pathToFileURL(join(folder, file)).href);
      if (!holds(module.default)) throw new Error(`${file} does not export a ${kind} by default`);
      return module.default;
    }),
  );
}
