import { describe, expect, it } from "vitest";
import { type BundleFiles, bundleFile, jsonIn, toBytes, toText } from "../../src/evidence/bundle-files.ts";
import { type CheckedSeal, checkSeal } from "../../src/evidence/check-seal.ts";
import { openEnvelope, preAuthenticationEncoding } from "../../src/evidence/envelope.ts";
import { signingKey, verifyingKey } from "../../src/evidence/keys.ts";
import { manifestOf } from "../../src/evidence/statement.ts";
import { ed25519, p256 } from "../support/evidence-keys.ts";
import { aSealedBundle } from "../support/sealed-evidence.ts";

const key = signingKey(ed25519.privateKey, "evidence.pem", undefined);
const otherKey = signingKey(p256.privateKey, "other.pem", undefined);
const trusted = verifyingKey(ed25519.publicKey, "evidence.pub.pem");
const signed = aSealedBundle(key);
const unsigned = aSealedBundle(null);

const faultsOf = ({ faults }: Pick<CheckedSeal, "faults">): readonly string[] =>
  faults.map(({ kind, file }) => `${kind} ${file ?? "-"}`);

const withFile = (files: BundleFiles, path: string, bytes: Uint8Array | string | null): BundleFiles => {
  const changed = new Map(files);
  if (bytes === null) changed.delete(path);
  else changed.set(path, typeof bytes === "string" ? toBytes(bytes) : bytes);
  return changed;
};

const textIn = (files: BundleFiles, path: string): string =>
  toText(files.get(path) ?? new Uint8Array()) ?? "";

describe("DSSE and in-toto", () => {
  it("encodes what is signed as the specification's own example does", () => {
    const encoded = preAuthenticationEncoding("http://example.com/HelloWorld", toBytes("hello world"));
    expect(toText(encoded)).toBe("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  });

  it("counts lengths in bytes", () => {
    expect(toText(preAuthenticationEncoding("ż", toBytes("żó")))).toBe("DSSEv1 2 ż 4 żó");
  });

  it("carries a Statement v1 with every file and the manifest as subjects", () => {
    const envelope = JSON.parse(textIn(signed.files, bundleFile.envelope));
    const statement = JSON.parse(Buffer.from(envelope.payload, "base64").toString("utf8"));
    expect(Object.keys(envelope)).toEqual(["payload", "payloadType", "signatures"]);
    expect(envelope.payloadType).toBe("application/vnd.in-toto+json");
    expect(envelope.signatures).toEqual([{ keyid: key.id, sig: expect.any(String) }]);
    expect(statement._type).toBe("https://in-toto.io/Statement/v1");
    expect(statement.subject.map(({ name }: { name: string }) => name)).toEqual([
      "baseline/baseline.yaml",
      "report.json",
      "signer.pem",
      "snapshot.json",
      "manifest.json",
    ]);
  });

  it.each([
    ["Ed25519", key],
    ["ECDSA on P-256", otherKey],
  ])("a bundle signed by %s is whole", (_kind, by) => {
    const { files } = aSealedBundle(by);
    const checked = checkSeal(files, []);
    expect(checked.faults).toEqual([]);
    expect(checked.seal).toEqual({ kind: "signed", keyId: by.id, trusted: false });
  });

  it("says by whom, when it was given the key", () => {
    expect(checkSeal(signed.files, [trusted]).seal).toEqual({ kind: "signed", keyId: key.id, trusted: true });
    expect(checkSeal(unsigned.files, []).seal).toEqual({ kind: "unsigned" });
    expect(checkSeal(signed.files, [trusted]).statement).toBe(signed.statement);
  });
});

describe("what does not hold", () => {
  const swapped = withFile(
    withFile(signed.files, bundleFile.report, textIn(signed.files, bundleFile.snapshot)),
    bundleFile.snapshot,
    textIn(signed.files, bundleFile.report),
  );
  const reformatted = (path: string) =>
    withFile(signed.files, path, JSON.stringify(jsonIn(textIn(signed.files, path))));
  const envelope = JSON.parse(textIn(signed.files, bundleFile.envelope));
  const reEnveloped = (change: object) =>
    withFile(signed.files, bundleFile.envelope, `${JSON.stringify({ ...envelope, ...change }, null, 2)}\n`);

  it.each<[string, BundleFiles, readonly string[]]>([
    ["a file too many", withFile(signed.files, "notes.txt", "x"), ["not-listed notes.txt"]],
    ["a file too few", withFile(signed.files, bundleFile.report, null), ["missing report.json"]],
    ["two files swapped", swapped, ["changed report.json", "changed snapshot.json"]],
    ["a manifest in other spacing", reformatted(bundleFile.manifest), ["changed manifest.json"]],
    ["no manifest", withFile(signed.files, bundleFile.manifest, null), ["missing manifest.json"]],
    ["no seal", withFile(signed.files, bundleFile.envelope, null), ["sealing -"]],
    ["two seals", withFile(signed.files, bundleFile.statement, "{}"), ["sealing -"]],
    ["an envelope in other spacing", reformatted(bundleFile.envelope), ["unreadable evidence.dsse.json"]],
    ["an envelope with more in it", reEnveloped({ more: 1 }), ["unreadable evidence.dsse.json"]],
    ["another payload type", reEnveloped({ payloadType: "text/plain" }), ["unreadable evidence.dsse.json"]],
    ["no signature", reEnveloped({ signatures: [] }), ["unreadable evidence.dsse.json"]],
    [
      "a signature of another statement",
      withFile(
        signed.files,
        bundleFile.envelope,
        textIn(aSealedBundle(key, { verdict: "drift" }).files, bundleFile.envelope),
      ),
      ["changed manifest.json"],
    ],
    ["no key", withFile(signed.files, bundleFile.key, null), ["unreadable signer.pem", "missing signer.pem"]],
    [
      "another key beside it",
      withFile(signed.files, bundleFile.key, otherKey.pem),
      ["other-key evidence.dsse.json", "changed signer.pem"],
    ],
    [
      "an envelope and a manifest that nobody can read",
      withFile(withFile(signed.files, bundleFile.envelope, "{"), bundleFile.manifest, "{"),
      ["unreadable evidence.dsse.json", "unreadable manifest.json"],
    ],
    [
      "an envelope that nobody can read, and no manifest",
      withFile(withFile(signed.files, bundleFile.envelope, "{"), bundleFile.manifest, null),
      ["unreadable evidence.dsse.json", "missing manifest.json"],
    ],
    [
      "bytes that are no text",
      withFile(
        withFile(signed.files, bundleFile.envelope, new Uint8Array([255])),
        bundleFile.manifest,
        new Uint8Array([255]),
      ),
      ["unreadable evidence.dsse.json", "unreadable manifest.json"],
    ],
  ])("%s", (_what, files, faults) => {
    expect(faultsOf(checkSeal(files, []))).toEqual(faults);
  });

  it("a bundle that another key signed, whatever key it brings along", () => {
    const forged = aSealedBundle(otherKey);
    expect(faultsOf(checkSeal(forged.files, [trusted]))).toEqual(["other-key evidence.dsse.json"]);
    expect(checkSeal(forged.files, [trusted]).seal).toEqual({
      kind: "signed",
      keyId: otherKey.id,
      trusted: false,
    });
  });

  it("a signature that says it is by the trusted key", () => {
    const forged = aSealedBundle({ ...otherKey, id: key.id, pem: key.pem });
    expect(faultsOf(checkSeal(forged.files, [trusted]))).toEqual(["signature evidence.dsse.json"]);
  });

  it("a bundle from which the signature was taken, where a key is given", () => {
    expect(faultsOf(checkSeal(unsigned.files, [trusted]))).toEqual(["unsigned -"]);
  });

  it.each([
    "../outside.json",
    "/etc/passwd",
    "a/../../b",
    "a//b",
    "./a",
    "a\\b",
    "C:a",
    "tab\there",
    "",
    "REPORT.json",
  ])("a statement that lists the file %j", (path) => {
    const { files } = aSealedBundle(null);
    const statement = JSON.parse(textIn(files, bundleFile.statement));
    const subject = [{ name: path, digest: { sha256: "0".repeat(64) } }, ...statement.subject];
    const bytes = toBytes(`${JSON.stringify({ ...statement, subject }, null, 2)}\n`);
    expect(manifestOf(bytes)).toBe(null);
    const faults = checkSeal(withFile(files, bundleFile.statement, bytes), []);
    expect(faultsOf(faults)).toEqual(["unreadable statement.json"]);
  });

  it("an envelope opens only as it was written", () => {
    expect(openEnvelope(signed.files.get(bundleFile.envelope) ?? new Uint8Array())?.keyId).toBe(key.id);
    expect(openEnvelope(toBytes("null"))).toBe(null);
  });
});
