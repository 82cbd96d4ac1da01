import { z } from "zod";
import type { EvidenceManifest } from "../model/evidence.ts";
import { jsonText } from "../report/text/json-text.ts";
import { bundleFile, jsonIn, sha256, toText } from "./bundle-files.ts";
import { predicateSchema, subjectSchema } from "./manifest-schema.ts";

const statementType = "https://in-toto.io/Statement/v1";
const predicateType = "https://www.npmjs.com/package/okta-plumbline/evidence/v1";

/** DSSE's payload type of an in-toto statement. */
export const payloadType = "application/vnd.in-toto+json";

const statementSchema = z.strictObject({
  _type: z.literal(statementType),
  subject: subjectSchema,
  predicateType: z.literal(predicateType),
  predicate: predicateSchema,
});

/** `manifest.json`. */
export const manifestText = (manifest: EvidenceManifest): string => jsonText(manifest);

/**
 * The in-toto statement (Statement v1) of a bundle: its files by SHA-256, the manifest among them, and what the manifest
 * says besides. Each can be made of the other, so that of two that differ the one that was touched is known.
 */
export function statementText(manifest: EvidenceManifest): string {
  const { files, ...predicate } = manifest;
  const own = { path: bundleFile.manifest, sha256: sha256(manifestText(manifest)) };
  const subject = [...files, own].map(({ path, sha256: digest }) => ({
    name: path,
    digest: { sha256: digest },
  }));
  return jsonText({ _type: statementType, subject, predicateType, predicate });
}

/**
 * The manifest that a statement was made of; null unless these are the very bytes that the statement of that manifest is
 * written as.
 */
export function manifestOf(statement: Uint8Array): EvidenceManifest | null {
  const text = toText(statement);
  const json = text === null ? null : jsonIn(text);
  const parsed = statementSchema.safeParse(json);
  if (!parsed.success) return null;
  const files = parsed.data.subject
    .filter(({ name }) => name !== bundleFile.manifest)
    .map(({ name, digest }) => ({ path: name, sha256: digest.sha256 }));
  // As it stands there, in its own order and with what a later version says besides.
  const { predicate } = json as { readonly predicate: Omit<EvidenceManifest, "files"> };
  const manifest: EvidenceManifest = { ...predicate, files };
  return statementText(manifest) === text ? manifest : null;
}
