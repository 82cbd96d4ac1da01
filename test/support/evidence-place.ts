import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BundleFiles, bundleFile, toBytes, toText } from "../../src/evidence/bundle-files.ts";
import { signingKey, verifyingKey } from "../../src/evidence/keys.ts";
import { sealBundle } from "../../src/evidence/seal-bundle.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import { loadFrameworks } from "../../src/flows/catalogue/load-frameworks.ts";
import { packageVersion } from "../../src/flows/catalogue/package-root.ts";
import { readBundle } from "../../src/flows/evidence/bundle-folder.ts";
import { createEvidence, type EvidenceRequest } from "../../src/flows/evidence/create-evidence.ts";
import { examineBundle, verifyEvidence } from "../../src/flows/evidence/verify-evidence.ts";
import { PlumblineError } from "../../src/model/errors.ts";
import type { EvidenceManifest } from "../../src/model/evidence.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import { snapshotToJson } from "../../src/okta/snapshot-file.ts";
import { ed25519 } from "./evidence-keys.ts";
import { anOrg, aPerson, enrolments, theDefaultPolicy } from "./org-builder.ts";
import { temporaryFolder } from "./seeded-ledger.ts";

/** Address of the org that bundles are of. */
export const url = "https://acme.okta.com";
const key = signingKey(ed25519.privateKey, "evidence.pem", undefined);
export const publicKey = verifyingKey(ed25519.publicKey, "evidence.pub.pem");
/** Ten o'clock on a day of November. */
export const at = (day: number): string => `2026-11-${String(day).padStart(2, "0")}T10:00:00.000Z`;

const common = `version: 1
org: { engine: identity }
groups:
  - { name: Staff, managed: false }
`;
export const baseline = `version: 1
extends: ../common.yaml
org: { engine: identity }
requirements:
  - id: everyone
    title: Everyone has a key
    appliesTo: { everyone: true }
    factors: { anyOf: [webauthn] }
    within: 24h
exemptions:
  - { user: svc-backup@acme.example, requirement: everyone, until: 2026-12-31, reason: batch, owner: nia@acme.example }
`;

/** The org as it is on that day. */
export const orgAt = (day: number, change: Partial<OrgSnapshot> = {}): OrgSnapshot => ({
  ...anOrg({
    people: [
      aPerson("kim@acme.example"),
      aPerson("dana@acme.example"),
      aPerson("svc-backup@acme.example"),
      aPerson("omar@acme.example", { status: "SUSPENDED" }),
    ],
    groups: { Staff: ["kim@acme.example"] },
    policies: [theDefaultPolicy()],
    authenticators: { webauthn: "ACTIVE", okta_password: "ACTIVE", okta_verify: "ACTIVE" },
    adminRoles: { users: { "kim@acme.example": ["SUPER_ADMIN"] } },
    enrolments: {
      "kim@acme.example": enrolments(["webauthn"]),
      "dana@acme.example": enrolments([]),
      "svc-backup@acme.example": enrolments([]),
    },
  }),
  takenAt: at(day),
  ...change,
});

const callerAt = (day: number) => ({
  env: {},
  signal: new AbortController().signal,
  now: () => new Date(at(day)),
  warn: () => {},
  remark: () => {},
  progress: () => {},
});

/** A folder with a baseline, in which bundles are made; unless one is given, it is gone after the test. */
export interface Place {
  readonly folder: string;
  /** Makes a bundle of the org as it is on that day; its folder. */
  make(day: number, change?: Partial<EvidenceRequest>, org?: OrgSnapshot): Promise<string>;
}

export async function aPlace(given?: string): Promise<Place> {
  const folder = given ?? (await temporaryFolder());
  await mkdir(join(folder, "policy"));
  await writeFile(join(folder, "common.yaml"), common);
  await writeFile(join(folder, "policy", "baseline.yaml"), baseline);
  return {
    folder,
    make: async (day, change = {}, org = orgAt(day)) => {
      const snapshot = join(folder, `org-${day}.json`);
      await writeFile(snapshot, snapshotToJson(org));
      const out = join(folder, `bundle-${day}`);
      const request = {
        out,
        baseline: join(folder, "policy", "baseline.yaml"),
        snapshot,
        key,
        redactionKey: "k",
        standards: [],
        ledger: null,
      };
      await createEvidence({ ...request, ...change }, callerAt(day));
      return out;
    },
  };
}

/** Verifies bundles; what is wrong with them, each as its kind and file. */
export const verified = async (
  folders: readonly string[],
  day = 30,
  options: { everyMs?: number; trusted?: boolean } = {},
) => {
  const wanted = {
    publicKeys: options.trusted === false ? [] : [publicKey],
    everyMs: options.everyMs ?? null,
  };
  const found = await verifyEvidence(folders, wanted, new Date(at(day)));
  return found.flatMap(({ faults }) => faults.map(({ kind, file }) => `${kind} ${file ?? "-"}`));
};

/** The words in which something is refused. */
export const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (failure: unknown) => failure,
  );
  if (error instanceof PlumblineError) return `${error.code}: ${error.message}; ${error.remedy}`;
  throw error ?? new Error("it was done");
};

const tools = Promise.all([loadChecks(), loadFrameworks()]);

/** Files of a bundle as somebody changes them. */
export type EditableFiles = Map<string, Uint8Array>;

/** Changes the text of one. */
export function edited(files: EditableFiles, path: string, edit: (text: string) => string): void {
  files.set(path, toBytes(edit(toText(files.get(path) ?? new Uint8Array()) ?? "")));
}

/** All files of a bundle. */
export async function bundleIn(folder: string): Promise<BundleFiles> {
  const { files } = await readBundle(folder);
  return new Map([...files.keys()].map((path) => [path, files.get(path) ?? new Uint8Array()]));
}

/** How a bundle is made that is changed then; by which version it is looked at. */
interface MadeBy extends Partial<EvidenceRequest> {
  readonly version?: string;
  readonly org?: OrgSnapshot;
}

/** Makes a bundle, changes it, and seals it again with the same key, as who owns the key could; what is found then. */
export async function sealedAnew(
  change: (files: EditableFiles) => void,
  about: Partial<EvidenceManifest> = {},
  { version = packageVersion(), org, ...request }: MadeBy = {},
) {
  const place = await aPlace();
  const files = await bundleIn(await place.make(23, request, org));
  const manifest: EvidenceManifest = JSON.parse(
    toText(files.get(bundleFile.manifest) ?? new Uint8Array()) ?? "",
  );
  const contents = new Map(files);
  for (const own of [bundleFile.manifest, bundleFile.envelope, bundleFile.key]) contents.delete(own);
  change(contents);
  const { files: _files, ...facts } = manifest;
  const sealed = sealBundle(contents, { ...facts, ...about }, key);
  const [checks, frameworks] = await tools;
  const options = {
    publicKeys: [publicKey],
    everyMs: null,
    now: new Date(at(30)),
    checks,
    frameworks,
    version,
  };
  return examineBundle(sealed.files, options);
}
