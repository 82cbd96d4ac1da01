import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { bundleFile, toText } from "../../../src/evidence/bundle-files.ts";
import { namedStandards } from "../../../src/evidence/standards-files.ts";
import { loadFrameworks } from "../../../src/flows/catalogue/load-frameworks.ts";
import { packageVersion } from "../../../src/flows/catalogue/package-root.ts";
import { showEvidence } from "../../../src/flows/evidence/verify-evidence.ts";
import type { EvidenceManifest, EvidenceStandard } from "../../../src/model/evidence.ts";
import type { Framework } from "../../../src/standards/contract/framework.ts";
import { judgeStandards } from "../../../src/standards/judge-standards.ts";
import { standardsSnapshot } from "../../support/answered-standards.ts";
import {
  aPlace,
  at,
  baseline,
  bundleIn,
  type EditableFiles,
  edited,
  sealedAnew,
  url,
  verified,
} from "../../support/evidence-place.ts";
import { temporaryFolder } from "../../support/seeded-ledger.ts";
import { failingOrg } from "../../support/standards-orgs.ts";

// The first test waits for the checks to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const frameworks = await loadFrameworks();
const read = await standardsSnapshot(failingOrg, frameworks);
const org = { ...read, org: { ...read.org, url }, takenAt: at(23) };
const standards = frameworks.map(({ id }) => id);
const asked = { standards, org };

const textsOf = (files: ReadonlyMap<string, Uint8Array>): string =>
  [...files.values()].map(toText).join("\n");

describe("a bundle with answers to standards", () => {
  it("holds them for programs and as OSCAL, named under its seal, and is judged again to the same bytes", async () => {
    const place = await aPlace();
    const made = await place.make(23, { standards }, org);
    expect(await verified([made])).toEqual([]);
    const { manifest } = await showEvidence(made);
    const paths = manifest?.files.map(({ path }) => path) ?? [];
    expect(paths).toEqual(expect.arrayContaining([bundleFile.standards, bundleFile.assessment]));
    const answered = JSON.parse(await readFile(join(made, bundleFile.standards), "utf8"));
    expect(manifest?.standards).toEqual(namedStandards(answered));
    const oscal = JSON.parse(await readFile(join(made, bundleFile.assessment), "utf8"));
    expect(oscal["assessment-results"].results).toHaveLength(frameworks.length);
  });

  it("answers as the org itself does, and names nobody", async () => {
    const place = await aPlace();
    const made = await place.make(23, { standards }, org);
    const { manifest } = await showEvidence(made);
    const real = judgeStandards(frameworks, org, new Date(at(23)), []);
    expect(manifest?.standards?.map(({ id }) => id)).toEqual(real.map(({ id }) => id));
    const bare = await showEvidence(await place.make(24, { standards, redactionKey: null }, org));
    expect(bare.manifest?.standards).toEqual(manifest?.standards);
    const hidden = textsOf(await bundleIn(made));
    const logins = (org.slices.users?.people ?? []).map(({ login }) => login);
    const unnamed = logins.filter((login) => !baseline.includes(login));
    expect(unnamed.length).toBeGreaterThan(0);
    expect(unnamed.filter((login) => hidden.includes(login))).toEqual([]);
  });

  it("holds those that its baseline pins, which nobody can leave out", async () => {
    const folder = await temporaryFolder();
    const pinned = join(folder, "pinned.yaml");
    await writeFile(pinned, "version: 1\norg: { engine: identity }\nstandards: [stig]\n");
    const place = await aPlace();
    const made = await place.make(23, { baseline: pinned }, org);
    expect(await verified([made])).toEqual([]);
    const { manifest } = await showEvidence(made);
    expect(manifest?.standards?.map(({ id }) => id)).toEqual(["stig"]);
    const { faults } = await sealedAnew(
      (files) => {
        files.delete(bundleFile.standards);
        files.delete(bundleFile.assessment);
      },
      { standards: undefined } as object,
      { baseline: pinned, org },
    );
    expect(faults).toEqual([{ kind: "derived", file: "manifest.json", detail: "standards" }]);
  });

  it("and without it is as it ever was", async () => {
    const place = await aPlace();
    const files = await bundleIn(await place.make(23, {}, org));
    expect([...files.keys()].join(" ")).not.toMatch(/standards|assessment/);
    expect(toText(files.get(bundleFile.manifest) ?? new Uint8Array())).not.toContain("standards");
  });
});

const inAnswers = (file: string, from: string | RegExp, to: string) => (files: EditableFiles) =>
  edited(files, file, (text) => text.replace(from, to));

describe("answers that are not what the bundle comes to", () => {
  const named = (change: Partial<EvidenceStandard>): Partial<EvidenceManifest> => {
    const { id, title, version, published } = frameworks[0] as Framework;
    const counts = { pass: 99, open: 0, notReviewed: 0 };
    return { standards: [{ id, title, version, published, counts, ...change }] };
  };

  it.each<[string, (files: EditableFiles) => void, Partial<EvidenceManifest>, string]>([
    [
      "a requirement that was prettied",
      inAnswers(bundleFile.standards, '"status": "open"', '"status": "pass"'),
      {},
      "judgement standards.json [",
    ],
    [
      "answers in other words",
      inAnswers(bundleFile.standards, '"reason": "', '"reason": "Well: '),
      {},
      "judgement standards.json a word or a field",
    ],
    [
      "answers that are none",
      inAnswers(bundleFile.standards, /^.*$/s, "{}"),
      {},
      "judgement standards.json ",
    ],
    [
      "an assessment that was prettied",
      inAnswers(bundleFile.assessment, '"state": "not-satisfied"', '"state": "satisfied"'),
      {},
      "judgement assessment-results.json [",
    ],
    [
      "no assessment",
      (files) => files.delete(bundleFile.assessment),
      {},
      "judgement assessment-results.json ",
    ],
    ["a manifest that counts otherwise", () => undefined, named({}), "derived manifest.json standards"],
    [
      "a standard that nobody knows",
      () => undefined,
      named({ id: "acme" }),
      "derived manifest.json standards",
    ],
  ])("%s", async (_what, change, about, expected) => {
    const { faults } = await sealedAnew(change, about, asked);
    expect(faults.map(({ kind, file, detail }) => `${kind} ${file} ${detail}`).join("\n")).toContain(
      expected,
    );
  });

  it("and answers that the manifest does not name are not proven by it", async () => {
    const { faults } = await sealedAnew(() => undefined, { standards: undefined } as object, asked);
    expect(faults.map(({ kind, file }) => `${kind} ${file}`)).toEqual([
      "unjudged assessment-results.json",
      "unjudged standards.json",
    ]);
  });

  const older = { tool: { name: "plumbline", version: "0.0.9", node: "v20.20.2" } } as const;
  const asOlder = (files: EditableFiles) => {
    for (const file of [bundleFile.report, bundleFile.standards]) {
      edited(files, file, (text) => text.replace(`"version": "${packageVersion()}"`, '"version": "0.0.9"'));
    }
    edited(files, bundleFile.assessment, (text) =>
      text.replace(`plumbline ${packageVersion()}`, "plumbline 0.0.9"),
    );
  };

  it("another version's hold in other words, and that is said", async () => {
    expect(await sealedAnew(asOlder, older, asked)).toMatchObject({ faults: [], reworded: false });
    const found = await sealedAnew(
      (files) => {
        asOlder(files);
        inAnswers(bundleFile.standards, '"reason": "', '"reason": "Well: ')(files);
        inAnswers(bundleFile.assessment, '"description": "', '"description": "Well: ')(files);
      },
      older,
      asked,
    );
    expect(found).toMatchObject({ faults: [], reworded: true });
  });

  it.each<[string, (files: EditableFiles) => void, string]>([
    [
      "another answer",
      inAnswers(bundleFile.standards, '"status": "open"', '"status": "pass"'),
      "standards.json",
    ],
    ["no answers", inAnswers(bundleFile.assessment, /^.*$/s, "{}"), "assessment-results.json"],
    ["a file more", (files) => files.set("notes.txt", new Uint8Array()), "notes.txt"],
  ])("and with %s it is not known whether they do", async (_what, change, file) => {
    const { faults } = await sealedAnew(
      (files) => {
        asOlder(files);
        change(files);
      },
      older,
      asked,
    );
    expect(faults).toMatchObject([{ kind: "other-version", file }]);
  });
});
