import { readFile } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { loadBaseline } from "../../../policy/load-baseline.ts";
import { type BundleFiles, baselineFolder } from "../../evidence/bundle-files.ts";
import type { LoadedBaseline } from "../../model/baseline.ts";
import { PlumblineError } from "../../model/errors.ts";

/** A baseline with the bytes of its files, where a bundle has them. */
export interface BundledBaseline {
  /** As it was loaded, from where it lies. */
  readonly loaded: LoadedBaseline;
  /** Path of its root in the bundle. */
  readonly path: string;
  readonly files: BundleFiles;
}

/**
 * Loads a baseline and places it, with all that it extends, in a bundle: as they lie to each other, below the folder that
 * they have in common.
 *
 * @throws PlumblineError BASELINE_*
 */
export async function bundledBaseline(path: string): Promise<BundledBaseline> {
  const read = new Map<string, Uint8Array>();
  const loaded = await loadBaseline(path, async (file) => {
    const bytes = await readFile(file);
    read.set(resolve(file), bytes);
    return bytes;
  });
  const common = commonFolder([...read.keys()]);
  const placed = (file: string): string => [baselineFolder, ...relative(common, file).split(sep)].join("/");
  const bundled: BundledBaseline = {
    loaded,
    path: placed(resolve(path)),
    files: new Map([...read].map(([file, bytes]) => [placed(file), bytes])),
  };
  await refuseToReachOut(bundled);
  return bundled;
}

/** A file that is extended by an absolute path is not found in a bundle on another machine. */
async function refuseToReachOut({ files, path, loaded }: BundledBaseline): Promise<void> {
  try {
    await baselineIn(files, path);
  } catch (cause) {
    throw new PlumblineError("BASELINE_INVALID", `${loaded.path} extends a file by an absolute path`, {
      remedy: "write the path relative to the file that extends it, so that a bundle is whole by itself",
      cause,
    });
  }
}

/**
 * Loads a baseline out of a bundle, and nothing from anywhere else.
 *
 * @throws PlumblineError BASELINE_*
 */
export function baselineIn(files: Pick<BundleFiles, "get">, path: string): Promise<LoadedBaseline> {
  return loadBaseline(path, async (file) => {
    const bytes = files.get(file.split(sep).join("/"));
    if (bytes === undefined) throw Object.assign(new Error("not in the bundle"), { code: "ENOENT" });
    return bytes;
  });
}

function commonFolder(files: readonly string[]): string {
  const [first = "", ...others] = files.map((file) => dirname(file).split(sep));
  const shared = [...first].findIndex((part, at) => others.some((other) => other[at] !== part));
  return (shared < 0 ? [...first] : [...first].slice(0, shared)).join(sep) + sep;
}
