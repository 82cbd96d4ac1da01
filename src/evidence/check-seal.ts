import type { EvidenceFault, EvidenceFaultKind, EvidenceManifest, EvidenceSeal } from "../model/evidence.ts";
import { bundleFile, jsonIn, type ReadableFiles, sha256, toBytes, toText } from "./bundle-files.ts";
import { openEnvelope, preAuthenticationEncoding } from "./envelope.ts";
import { type VerifyingKey, verifyingKey } from "./keys.ts";
import { filesSchema } from "./manifest-schema.ts";
import { manifestOf, manifestText, payloadType } from "./statement.ts";

/** Answer to whether a bundle is as it was sealed, and by whom, with its manifest. */
export interface CheckedSeal {
  /** Null where no statement can be read. */
  readonly manifest: EvidenceManifest | null;
  /** SHA-256 of the statement. */
  readonly statement: string | null;
  readonly seal: EvidenceSeal | null;
  readonly faults: readonly EvidenceFault[];
}

export const fault = (kind: EvidenceFaultKind, file: string | null, detail = ""): EvidenceFault => ({
  kind,
  file,
  detail,
});

/**
 * Holds every file of a bundle against its statement, and the statement against its signature. Pure.
 *
 * @param trusted - keys of which one must have signed; none: the one that the bundle brings along, which says no more than that
 *   nobody without it changed anything
 */
export function checkSeal(files: ReadableFiles, trusted: readonly VerifyingKey[]): CheckedSeal {
  const [envelope, bare] = [files.get(bundleFile.envelope), files.get(bundleFile.statement)];
  if ((envelope === undefined) === (bare === undefined)) {
    const detail = envelope === undefined ? "there is neither" : "there are both";
    return { manifest: null, statement: null, seal: null, faults: [fault("sealing", null, detail)] };
  }
  return envelope === undefined
    ? checkBare(files, bare ?? new Uint8Array(), trusted)
    : checkSigned(files, envelope, trusted);
}

function checkBare(
  files: ReadableFiles,
  statement: Uint8Array,
  trusted: readonly VerifyingKey[],
): CheckedSeal {
  const asked = trusted.length === 0 ? [] : [fault("unsigned", null)];
  return { ...checkStatement(files, statement, bundleFile.statement, asked), seal: { kind: "unsigned" } };
}

function checkSigned(files: ReadableFiles, bytes: Uint8Array, trusted: readonly VerifyingKey[]): CheckedSeal {
  const envelope = openEnvelope(bytes);
  if (envelope === null) {
    const faults = [
      fault("unreadable", bundleFile.envelope, lineEnds(bytes)),
      ...withoutStatement(files, bundleFile.envelope),
    ];
    return { manifest: null, statement: null, seal: null, faults };
  }
  const { statement, signature, keyId } = envelope;
  const own = trusted.length === 0 ? ownKey(files) : null;
  const keys = own === null ? trusted : [own];
  const encoded = preAuthenticationEncoding(payloadType, statement);
  const faults = faultsOfSignature(keys, keyId, (key) => key.verifies(encoded, signature));
  const checked = checkStatement(files, statement, bundleFile.envelope, faults);
  return { ...checked, seal: { kind: "signed", keyId, trusted: trusted.length > 0 && faults.length === 0 } };
}

function faultsOfSignature(
  keys: readonly VerifyingKey[],
  keyId: string,
  verifies: (key: VerifyingKey) => boolean,
): readonly EvidenceFault[] {
  if (keys.length === 0) return [fault("unreadable", bundleFile.key)];
  const key = keys.find(({ id }) => id === keyId);
  if (key === undefined) {
    const known = keys.map(({ id }) => id).join(" or ");
    return [fault("other-key", bundleFile.envelope, `${keyId}, not ${known}`)];
  }
  return verifies(key) ? [] : [fault("signature", bundleFile.envelope)];
}

function ownKey(files: ReadableFiles): VerifyingKey | null {
  try {
    return verifyingKey(toText(files.get(bundleFile.key) ?? new Uint8Array()) ?? "", bundleFile.key);
  } catch {
    return null;
  }
}

function checkStatement(
  files: ReadableFiles,
  statement: Uint8Array,
  carrier: string,
  before: readonly EvidenceFault[],
): Omit<CheckedSeal, "seal"> {
  const manifest = manifestOf(statement);
  if (manifest === null) {
    // Of a statement that does not hold the signature says no more.
    const how = carrier === bundleFile.statement ? lineEnds(statement) : "";
    const faults = [...before, fault("unreadable", carrier, how), ...withoutStatement(files, carrier)];
    return { manifest: null, statement: null, faults };
  }
  const listed = [
    ...manifest.files,
    { path: bundleFile.manifest, sha256: sha256(toBytes(manifestText(manifest))) },
  ];
  const faults = [...before, ...checkFiles(files, listed, carrier)];
  return { manifest, statement: sha256(statement), faults };
}

/** Which files are not as they are listed. */
function checkFiles(
  files: ReadableFiles,
  listed: EvidenceManifest["files"],
  carrier: string,
): readonly EvidenceFault[] {
  const known = new Set([carrier, ...listed.map(({ path }) => path)]);
  return [
    ...listed.flatMap(({ path, sha256: wanted }) => {
      const bytes = files.get(path);
      if (bytes === undefined) return [fault("missing", path)];
      return sha256(bytes) === wanted ? [] : [fault("changed", path, howChanged(bytes, wanted))];
    }),
    ...[...files.keys()].filter((path) => !known.has(path)).map((path) => fault("not-listed", path)),
  ];
}

/** Plumbline ends no line by CR and LF. */
const lineEnds = (bytes: Uint8Array): string =>
  toText(bytes)?.includes("\r\n") === true ? "its line ends were changed" : "";

/** A copy by way of a text mode differs in every line end; empty for any other change. */
function howChanged(bytes: Uint8Array, wanted: string): string {
  const text = toText(bytes)?.replaceAll("\r\n", "\n");
  return text !== undefined && sha256(text) === wanted ? "its line ends were" : "";
}

/** Where no statement can be read, the manifest still tells which files are not what it says. */
function withoutStatement(files: ReadableFiles, carrier: string): readonly EvidenceFault[] {
  const bytes = files.get(bundleFile.manifest);
  if (bytes === undefined) return [fault("missing", bundleFile.manifest)];
  const parsed = filesSchema.safeParse(jsonIn(toText(bytes) ?? ""));
  if (!parsed.success) return [fault("unreadable", bundleFile.manifest)];
  return checkFiles(
    files,
    [...parsed.data.files, { path: bundleFile.manifest, sha256: sha256(bytes) }],
    carrier,
  );
}
