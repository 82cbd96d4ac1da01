import type { EvidenceManifest } from "../model/evidence.ts";
import { type BundleFiles, bundleFile, sha256, toBytes } from "./bundle-files.ts";
import { sealedText } from "./envelope.ts";
import type { SigningKey } from "./keys.ts";
import { manifestText, statementText } from "./statement.ts";

/** A bundle that can be written. */
export interface SealedBundle {
  readonly files: BundleFiles;
  readonly manifest: EvidenceManifest;
  /** SHA-256 of its statement. */
  readonly statement: string;
}

/**
 * Lists the files of a bundle in its manifest, and seals both by a statement. Pure.
 *
 * @param key - signs the statement; null: it is written as it is
 */
export function sealBundle(
  contents: BundleFiles,
  about: Omit<EvidenceManifest, "files">,
  key: SigningKey | null,
): SealedBundle {
  const listed = new Map([
    ...contents,
    ...(key === null ? [] : [[bundleFile.key, toBytes(key.pem)] as const]),
  ]);
  const files = [...listed]
    .map(([path, bytes]) => ({ path, sha256: sha256(bytes) }))
    .toSorted((left, right) => (left.path < right.path ? -1 : 1));
  const manifest: EvidenceManifest = { ...about, files };
  const statement = toBytes(statementText(manifest));
  const seal: readonly [string, Uint8Array] =
    key === null
      ? [bundleFile.statement, statement]
      : [bundleFile.envelope, toBytes(sealedText(statement, key))];
  return {
    files: new Map([...listed, [bundleFile.manifest, toBytes(manifestText(manifest))], seal]),
    manifest,
    statement: sha256(statement),
  };
}
