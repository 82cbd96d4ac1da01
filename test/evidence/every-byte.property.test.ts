import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BundleFiles } from "../../src/evidence/bundle-files.ts";
import { checkSeal } from "../../src/evidence/check-seal.ts";
import { signingKey, type VerifyingKey, verifyingKey } from "../../src/evidence/keys.ts";
import { ed25519 } from "../support/evidence-keys.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { aSealedBundle } from "../support/sealed-evidence.ts";

const signed = aSealedBundle(signingKey(ed25519.privateKey, "evidence.pem", undefined)).files;
const unsigned = aSealedBundle(null).files;
const trusted = verifyingKey(ed25519.publicKey, "evidence.pub.pem");

// Every thirteenth byte, another one of each file; `npm run soak` takes them all.
const step = process.env["PLUMBLINE_RUNS"] === undefined ? 13 : 1;

const bundles: readonly (readonly [string, BundleFiles, readonly VerifyingKey[]])[] = [
  ["signed", signed, []],
  ["signed, and held against the key", signed, [trusted]],
  ["not signed", unsigned, []],
];

/** Files that are named when a byte of one is another. */
function namedAfter(
  files: BundleFiles,
  by: readonly VerifyingKey[],
  path: string,
  place: number,
  byte: number,
) {
  const bytes = files.get(path)?.map((one, at) => (at === place ? byte : one)) ?? new Uint8Array();
  return checkSeal(new Map([...files, [path, bytes]]), by).faults.map(({ file }) => file);
}

describe("a byte that was touched names its file", () => {
  it.each(bundles)("in a bundle that is %s: one bit of each", { timeout: 240_000 }, (_how, files, by) => {
    for (const [path, bytes] of files) {
      for (let place = path.length % step; place < bytes.byteLength; place += step) {
        const flipped = (bytes[place] ?? 0) ^ (1 << (place % 8));
        expect(namedAfter(files, by, path, place, flipped), `byte ${place} of ${path}`).toContain(path);
      }
    }
  });

  it.each(bundles)(
    "in a bundle that is %s: any other byte in its place",
    { timeout: 240_000 },
    (_how, files, by) => {
      const paths = [...files.keys()];
      fc.assert(
        fc.property(
          fc.constantFrom(...paths),
          fc.nat(),
          fc.integer({ min: 1, max: 255 }),
          (path, any, more) => {
            const bytes = files.get(path) ?? new Uint8Array();
            const place = any % bytes.byteLength;
            const other = ((bytes[place] ?? 0) + more) % 256;
            expect(namedAfter(files, by, path, place, other)).toContain(path);
          },
        ),
        { numRuns: propertyRuns(300) },
      );
    },
  );
});
