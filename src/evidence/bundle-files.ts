import { createHash } from "node:crypto";

/** Files of a bundle by path, `/` between folders. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>;

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
