import { createHash } from "node:crypto";

/** Files of a bundle by path, `/` between folders. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>;

/** Files of a bundle that is read: each is read when it is asked for, and not kept. */
export type ReadableFiles = Pick<BundleFiles, "get" | "keys">;

/** Names of the files of every bundle. The baseline lies in a folder of its own, with all that it extends. */
export const bundleFile = {
  report: "report.json",
  snapshot: "snapshot.json",
  judgement: "judgement.json",
  exemptions: "exemptions.json",
  log: "log.json",
  /** Answers to standards, where some were asked for: for people and programs, and as OSCAL assessment results. */
  standards: "standards.json",
  assessment: "assessment-results.json",
  key: "signer.pem",
  manifest: "manifest.json",
  /** The DSSE envelope of a bundle that is signed. */
  envelope: "evidence.dsse.json",
  /** The in-toto statement by itself, of one that is not. */
  statement: "statement.json",
} as const;

/** Folder of the baseline in a bundle. */
export const baselineFolder = "baseline";

/** SHA-256, lower-case hex. */
export const sha256 = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

/** SHA-256 of a text that comes in pieces, lower-case hex. */
export function sha256Of(pieces: Iterable<string>): string {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest("hex");
}

/** Bytes of a text that comes in pieces. */
export function bytesOf(pieces: Iterable<string>): Uint8Array {
  const blocks: Buffer[] = [];
  let block = "";
  for (const piece of pieces) {
    block += piece;
    if (block.length < blockLength) continue;
    blocks.push(Buffer.from(block));
    block = "";
  }
  return Buffer.concat([...blocks, Buffer.from(block)]);
}

const blockLength = 1_000_000;

export const toBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Text of bytes that must be UTF-8 as they are; null where they are not. */
export function toText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The JSON of a text; undefined where it is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
