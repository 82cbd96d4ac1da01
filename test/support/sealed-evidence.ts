import { bundleFile, toBytes } from "../../src/evidence/bundle-files.ts";
import type { SigningKey } from "../../src/evidence/keys.ts";
import { type SealedBundle, sealBundle } from "../../src/evidence/seal-bundle.ts";
import type { EvidenceManifest } from "../../src/model/evidence.ts";

const noAnswers = { drift: 0, unknown: 0, pending: 0, exempted: 0, "in-line": 0, "not-asked": 0 };

/** A manifest of a small org in line, without its files. */
export const aboutAcme: Omit<EvidenceManifest, "files"> = {
  schemaVersion: 1,
  tool: { name: "plumbline", version: "0.1.0", node: "v20.20.2" },
  org: { url: "https://acme.okta.com", id: "00oAcme", engine: "identity" },
  createdAt: "2026-11-23T10:05:00.000Z",
  asOf: "2026-11-23T10:00:00.000Z",
  period: { from: null, to: "2026-11-23T10:00:00.000Z" },
  previous: null,
  redacted: true,
  verdict: "in-line",
  counts: {
    people: {
      listed: 1,
      byStatus: { ACTIVE: 1 },
      inScope: 1,
      pending: 0,
      suspended: 0,
      deprovisioned: null,
      gone: 0,
      answers: { ...noAnswers, "in-line": 1 },
    },
    requirements: [{ id: "everyone", answers: { ...noAnswers, "in-line": 1 } }],
    exemptions: { declared: 0, inEffect: 0, ended: 0 },
  },
  baseline: { path: "baseline/baseline.yaml", sha256: "0".repeat(64) },
};

/** A sealed bundle of short files: enough for whoever does not look into them. */
export const aSealedBundle = (
  key: SigningKey | null,
  about: Partial<Omit<EvidenceManifest, "files">> = {},
): SealedBundle =>
  sealBundle(
    new Map([
      [bundleFile.report, toBytes("{}\n")],
      [bundleFile.snapshot, toBytes('{"a":1}\n')],
      ["baseline/baseline.yaml", toBytes("version: 1\n")],
    ]),
    { ...aboutAcme, ...about },
    key,
  );
