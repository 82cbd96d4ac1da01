import { z } from "zod";
import type { Check } from "../../../checks/contract/check.ts";
import { bundleFile, jsonIn, type ReadableFiles, sha256Of, toText } from "../../evidence/bundle-files.ts";
import { fault } from "../../evidence/check-seal.ts";
import { compareReports, differences, firstDifference } from "../../evidence/compare-reports.ts";
import { countsOf, whatDoesNotAddUp } from "../../evidence/counts.ts";
import { exemptionRegister } from "../../evidence/exemption-register.ts";
import { judgementIn, judgementText } from "../../evidence/judgement-file.ts";
import { logIn, logText } from "../../evidence/log-file.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { EvidenceFault, EvidenceManifest } from "../../model/evidence.ts";
import type { Report } from "../../model/report.ts";
import { parseSnapshot, snapshotPieces } from "../../okta/snapshot-file.ts";
import { jsonText } from "../../report/text/json-text.ts";
import type { Framework } from "../../standards/contract/framework.ts";
import { baselineIn } from "./bundled-baseline.ts";
import { checksOfEvidence, type JudgedEvidence, judgeEvidence } from "./judge-evidence.ts";
import { rejudgedStandards } from "./rejudge-standards.ts";
import type { Rejudged } from "./rejudged.ts";

/** Everything that this version judges by, and the version. */
export interface JudgingTools {
  readonly checks: readonly Check[];
  readonly frameworks: readonly Framework[];
  readonly version: string;
}

/**
 * Judges the snapshot of a bundle by its baseline, as of then, and holds report, answers to standards, register and counts
 * against that. Where another version made the bundle, what differs may be that version's: then it is not known whether it holds.
 */
export async function rejudge(
  files: ReadableFiles,
  manifest: EvidenceManifest,
  { checks, frameworks, version }: JudgingTools,
): Promise<Rejudged> {
  const isSameVersion = manifest.tool.version === version;
  const failed = (file: string, detail: string): Rejudged => ({
    faults: [fault(isSameVersion ? "unreadable" : "other-version", file, detail)],
    reworded: false,
  });
  const head = reportIn(files, headOf);
  if (head === null) return failed(bundleFile.report, "");
  // Every check of this version, be it of more than were asked then: whoever leaves one out leaves out what it finds, and only
  // the version that made the bundle can tell that it had no such check.
  const evidence = await evidenceIn(files, manifest, head, checksOfEvidence(checks));
  if ("file" in evidence) return failed(evidence.file, evidence.detail);
  const anew = judgeEvidence(evidence);
  const digest = digestOf(manifest, bundleFile.report);
  const compared = compareReports(digest, () => reportIn(files, keptReport), anew);
  const differing = differences(bundleFile.report, compared, isSameVersion);
  if (differing.length > 0) return { faults: differing, reworded: false };
  const standards = rejudgedStandards(files, manifest, { frameworks, evidence, isSameVersion });
  const derived = [
    ...derivedFaults(files, manifest, evidence, anew),
    ...unjudged(manifest, evidence.baselineFiles),
    ...(isSameVersion ? inOtherBytes(files, manifest, evidence) : []),
  ];
  const others = isSameVersion ? derived : derived.map((one) => ({ ...one, kind: "other-version" as const }));
  return {
    faults: [...standards.faults, ...others],
    reworded: compared.kind === "reworded" || standards.reworded,
  };
}

/** A file of the bundle as it was held against its seal; empty where it has none such. */
const digestOf = ({ files }: EvidenceManifest, file: string): string =>
  files.find(({ path }) => path === file)?.sha256 ?? "";

/** Parts of a report that judging it again takes. */
const headOf = z.looseObject({
  tool: z.looseObject({ name: z.literal("plumbline"), version: z.string() }),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  source: z.enum(["live", "snapshot"]),
  cost: z.looseObject({}),
});

/** Parts that are compared with what they come to again; whatever else a version has in it is compared, too. */
const keptReport = headOf.extend({
  summary: z.looseObject({}),
  outcomes: z.array(z.looseObject({ check: z.string() })),
  findings: z.array(z.looseObject({})),
  gaps: z.array(z.looseObject({})),
  people: z.array(z.looseObject({})),
});

function reportIn(files: ReadableFiles, schema: typeof headOf): Report | null {
  const text = toText(files.get(bundleFile.report) ?? new Uint8Array()) ?? "";
  const json = schema === headOf ? withoutLists(text) : jsonIn(text);
  return schema.safeParse(json).success ? (json as Report) : null;
}

/** The two lists that are as long as the org is large. */
const longLists = ["findings", "people"] as const;

/** A report but for its long lists, which stand there as reports are written; else all of it. */
function withoutLists(text: string): unknown {
  const short = longLists.reduce((rest, list) => {
    const start = rest.indexOf(`\n  "${list}": [\n`);
    const end = start < 0 ? -1 : rest.indexOf("\n  ],\n", start);
    return end < 0 ? rest : rest.slice(0, start) + rest.slice(end + "\n  ],".length);
  }, text);
  return jsonIn(short) ?? jsonIn(text);
}

/** A judgement as a bundle has it, and which of its files the baseline is. */
interface FoundEvidence extends JudgedEvidence {
  readonly baselineFiles: ReadonlySet<string>;
}

async function evidenceIn(
  files: ReadableFiles,
  manifest: EvidenceManifest,
  { tool, startedAt, finishedAt, clock, source, asOf = manifest.asOf, cost }: Report,
  checks: readonly Check[],
): Promise<FoundEvidence | { readonly file: string; readonly detail: string }> {
  const text = (name: string): string => toText(files.get(name) ?? new Uint8Array()) ?? "";
  const inputs = judgementIn(text(bundleFile.judgement));
  if (inputs === null) return { file: bundleFile.judgement, detail: "" };
  let file: string = bundleFile.snapshot;
  try {
    const org = parseSnapshot(text(file), file);
    file = manifest.baseline.path;
    const baselineFiles = new Set<string>();
    const noting = { get: (path: string) => files.get(baselineFiles.add(path) && path) };
    const loaded = await baselineIn(noting, file);
    const circumstances = {
      tool,
      startedAt,
      finishedAt,
      ...(clock === undefined ? {} : { clock }),
      source,
      asOf,
      cost,
    };
    return { checks, loaded, org, ...inputs, circumstances, baselineFiles };
  } catch (error) {
    if (error instanceof PlumblineError) return { file, detail: error.message };
    throw error;
  }
}

/** Manifest and register must follow from the report. */
function derivedFaults(
  files: ReadableFiles,
  manifest: EvidenceManifest,
  { loaded, judgedAt }: JudgedEvidence,
  report: Report,
): readonly EvidenceFault[] {
  const register = exemptionRegister(loaded.baseline, report.findings, judgedAt);
  const counts = countsOf(report, register);
  const { org, baseline, verdict, asOf } = manifest;
  const said = { org, baseline, verdict, asOf, counts: manifest.counts };
  const follows = {
    org: report.org,
    baseline: report.baseline,
    verdict: report.summary.verdict,
    asOf: report.asOf,
    counts,
  };
  return [
    ...(toText(files.get(bundleFile.exemptions) ?? new Uint8Array()) === jsonText(register)
      ? []
      : [fault("derived", bundleFile.exemptions)]),
    ...(firstDifference(said, follows, "may say more") === null
      ? []
      : [fault("derived", bundleFile.manifest)]),
    ...whatDoesNotAddUp(counts, report).map((detail) => fault("counts", bundleFile.report, detail)),
  ];
}

/** Files under the seal that nothing was held against: whoever reads the bundle would take them for proven. */
function unjudged(
  { files, standards }: EvidenceManifest,
  baselineFiles: ReadonlySet<string>,
): readonly EvidenceFault[] {
  const { standards: answers, assessment, ...others } = bundleFile;
  const known = new Set<string>([
    ...Object.values(others),
    ...(standards === undefined ? [] : [answers, assessment]),
    ...baselineFiles,
  ]);
  return files.flatMap(({ path }) => (known.has(path) ? [] : [fault("unjudged", path)]));
}

/** Inputs in other bytes than they are written in: a key that stands there twice, or a field that nobody judged. */
function inOtherBytes(
  files: ReadableFiles,
  manifest: EvidenceManifest,
  evidence: JudgedEvidence,
): readonly EvidenceFault[] {
  const written: readonly (readonly [string, Iterable<string>])[] = [
    [bundleFile.judgement, [judgementText(evidence)]],
    [bundleFile.log, [logText(logIn(files))]],
    [bundleFile.snapshot, snapshotPieces(evidence.org)],
  ];
  return written.flatMap(([path, pieces]) =>
    sha256Of(pieces) === digestOf(manifest, path)
      ? []
      : [fault("unreadable", path, "it says something twice, or something else")],
  );
}
