import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { bundleFile } from "../../../src/evidence/bundle-files.ts";
import { checkSeal } from "../../../src/evidence/check-seal.ts";
import { packageVersion } from "../../../src/flows/catalogue/package-root.ts";
import { readBundle } from "../../../src/flows/evidence/bundle-folder.ts";
import { type EvidenceManifest, evidenceFaults } from "../../../src/model/evidence.ts";
import { remediesOf } from "../../../src/report/pages/evidence-words.ts";
import {
  aPlace,
  bundleIn,
  type EditableFiles,
  edited,
  publicKey,
  sealedAnew,
  verified,
} from "../../support/evidence-place.ts";

// The first test waits for the checks to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Two weeks of an org, the second with answers to standards. */
const weeks = (async () => {
  const place = await aPlace(await mkdtemp(join(tmpdir(), "plumbline-adversary-")));
  const first = await place.make(16);
  const second = await place.make(23, { previous: first, standards: ["stig"] });
  return { first, second, place };
})();
afterAll(async () => rm((await weeks).place.folder, { recursive: true }));

/** The second week in a folder of its own, to be touched. */
async function aCopy(): Promise<{ readonly folder: string; readonly first: string }> {
  const { first, second, place } = await weeks;
  const folder = join(place.folder, `copy-${crypto.randomUUID()}`);
  await cp(second, folder, { recursive: true });
  return { folder, first };
}

it("a byte of any file that was touched names that file", async () => {
  const files = await bundleIn((await aCopy()).folder);
  for (const [path, bytes] of files) {
    for (const place of [0, 1, 0.25, 0.5, 0.75].map((share) => Math.floor(share * (bytes.byteLength - 1)))) {
      const flipped = bytes.map((byte, index) => (index === place ? byte ^ 1 : byte));
      const { faults } = checkSeal(new Map([...files, [path, flipped]]), [publicKey]);
      expect(
        faults.map(({ file }) => file),
        `byte ${place} of ${path}`,
      ).toContain(path);
    }
  }
});

describe("a folder that was touched", () => {
  const rewritten = async (path: string, edit: (text: string) => string) =>
    writeFile(path, edit(await readFile(path, "utf8")));

  it.each<[string, (folder: string, first: string) => Promise<unknown>, readonly string[]]>([
    [
      "a file under another name",
      (folder) => rename(join(folder, "report.json"), join(folder, "Report.json")),
      ["missing report.json", "not-listed Report.json"],
    ],
    [
      "a file in another folder",
      async (folder) => {
        await mkdir(join(folder, "old"));
        await rename(join(folder, "log.json"), join(folder, "old", "log.json"));
      },
      ["missing log.json", "not-listed old/log.json"],
    ],
    [
      "the report of another week",
      (folder, first) => cp(join(first, "report.json"), join(folder, "report.json")),
      ["changed report.json"],
    ],
    [
      "the manifest of another week",
      (folder, first) => cp(join(first, "manifest.json"), join(folder, "manifest.json")),
      ["changed manifest.json"],
    ],
    [
      "a link to a folder",
      async (folder) => {
        await rename(join(folder, "baseline"), `${folder}-baseline`);
        await symlink(`${folder}-baseline`, join(folder, "baseline"));
      },
      ["no-file baseline", "missing baseline/common.yaml", "missing baseline/policy/baseline.yaml"],
    ],
    [
      "a file that was cut",
      (folder) => rewritten(join(folder, "snapshot.json"), (text) => text.slice(0, -100)),
      ["changed snapshot.json"],
    ],
    [
      "a file that nobody could read",
      (folder) => truncate(join(folder, "report.json"), 3 * 2 ** 30),
      ["no-file report.json", "missing report.json"],
    ],
    ["a file that was emptied", (folder) => writeFile(join(folder, "log.json"), ""), ["changed log.json"]],
    [
      "an envelope that was emptied",
      (folder) => writeFile(join(folder, "evidence.dsse.json"), ""),
      ["unreadable evidence.dsse.json"],
    ],
    ["nothing left", (folder) => rm(folder, { recursive: true }).then(() => mkdir(folder)), ["sealing -"]],
  ])("%s", async (_what, change, faults) => {
    const { folder, first } = await aCopy();
    await change(folder, first);
    expect(await verified([folder])).toEqual(faults);
  });

  it("other line ends are known for what they are", async () => {
    const { folder } = await aCopy();
    for (const file of ["report.json", "manifest.json"]) {
      await rewritten(join(folder, file), (text) => text.replaceAll("\n", "\r\n"));
    }
    const { faults } = checkSeal((await readBundle(folder)).files, [publicKey]);
    expect(faults).toMatchObject([
      { kind: "changed", file: "report.json", detail: "its line ends were" },
      { kind: "changed", file: "manifest.json", detail: "its line ends were" },
    ]);
    await rewritten(join(folder, "evidence.dsse.json"), (text) => text.replaceAll("\n", "\r\n"));
    const envelope = checkSeal((await readBundle(folder)).files, [publicKey]).faults;
    expect(envelope).toContainEqual({
      kind: "unreadable",
      file: "evidence.dsse.json",
      detail: "its line ends were changed",
    });
  });
});

describe("the key's owner", () => {
  const older = { tool: { name: "plumbline", version: "0.0.9", node: "v20.20.2" } } as const;

  /** Leaves a check out of the report, and everything that it found. */
  const without = (check: string) => (files: EditableFiles) =>
    edited(files, bundleFile.report, (text) => {
      const report = JSON.parse(text);
      const isOther = (one: { readonly check: string }) => one.check !== check;
      const { outcomes, findings } = report;
      const left = { ...report, outcomes: outcomes.filter(isOther), findings: findings.filter(isOther) };
      return `${JSON.stringify(left, null, 2)}\n`;
    });
  const asOlder = (files: EditableFiles) =>
    edited(files, bundleFile.report, (text) =>
      text.replace(`"version": "${packageVersion()}"`, '"version": "0.0.9"'),
    );

  it.each<[string, (files: EditableFiles) => void, Partial<EvidenceManifest>, readonly string[]]>([
    ["cannot leave a check out", without("factors"), {}, ["judgement report.json"]],
    ["cannot leave out one that finds nothing", without("group-missing"), {}, ["judgement report.json"]],
    [
      "cannot leave one out by the name of another version: that version is asked",
      (files) => {
        without("factors")(files);
        asOlder(files);
      },
      older,
      ["other-version report.json"],
    ],
    [
      "cannot say when it was judged twice",
      (files) =>
        edited(files, bundleFile.judgement, (text) =>
          text.replace("{", '{"judgedAt":"2020-01-01T00:00:00Z",'),
        ),
      {},
      ["unreadable judgement.json"],
    ],
    [
      "cannot show another person than the one who is judged",
      (files) =>
        edited(files, bundleFile.snapshot, (text) =>
          text.replace('"status":"ACTIVE"', '"status":"SUSPENDED","status":"ACTIVE"'),
        ),
      {},
      ["unreadable snapshot.json"],
    ],
    [
      "cannot write more into the snapshot than is judged",
      (files) => edited(files, bundleFile.snapshot, (text) => text.replace("{", '{"note":"all is well",')),
      {},
      ["unreadable snapshot.json"],
    ],
    [
      "cannot make up a log that nobody can read",
      (files) => edited(files, bundleFile.log, () => '{"checks":"every hour"}\n'),
      {},
      ["unreadable log.json"],
    ],
    [
      "cannot add a file that nothing proves",
      (files) => files.set("opinion.txt", new TextEncoder().encode("all is well")),
      {},
      ["unjudged opinion.txt"],
    ],
    [
      "cannot add a baseline that was not judged by",
      (files) => files.set("baseline/strict.yaml", new TextEncoder().encode("version: 1\n")),
      {},
      ["unjudged baseline/strict.yaml"],
    ],
  ])("%s", async (_what, change, about, expected) => {
    const { faults } = await sealedAnew(change, about);
    expect(faults.map(({ kind, file }) => `${kind} ${file}`)).toEqual(expected);
  });
});

it.each(["Asia/Kathmandu", "America/Los_Angeles"])("a bundle holds on a machine in %s", async (zone) => {
  vi.stubEnv("TZ", zone);
  try {
    const { folder, first } = await aCopy();
    expect(await verified([first, folder])).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
  }
});

it("every fault says how to go on, but for those of another version, of which the version is named", () => {
  const silent = Object.keys(evidenceFaults).filter(
    (kind) =>
      remediesOf([{ kind: kind as keyof typeof evidenceFaults, file: null, detail: "" }]).length === 0,
  );
  expect(silent).toEqual(["other-version"]);
});
