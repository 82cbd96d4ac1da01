import { bundleFile, type ReadableFiles, toText } from "../../evidence/bundle-files.ts";
import { checkChain } from "../../evidence/chain.ts";
import { checkSeal, fault } from "../../evidence/check-seal.ts";
import { checkTimes } from "../../evidence/check-times.ts";
import { judgementIn } from "../../evidence/judgement-file.ts";
import type { VerifyingKey } from "../../evidence/keys.ts";
import { logIn } from "../../evidence/log-file.ts";
import { longestSilence } from "../../evidence/silence.ts";
import type { EvidenceFault, ExaminedEvidence, ShownEvidence, Silence } from "../../model/evidence.ts";
import { loadChecks } from "../catalogue/load-checks.ts";
import { loadFrameworks } from "../catalogue/load-frameworks.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import { readBundle } from "./bundle-folder.ts";
import { type JudgingTools, rejudge } from "./rejudge.ts";

/** How bundles are to be verified. */
export interface VerifyOptions {
  /** Keys of which one must have signed each of them; none: whoever did. */
  readonly publicKeys: readonly VerifyingKey[];
  /** Longest time without a check, in milliseconds; null: not asked. */
  readonly everyMs: number | null;
}

/**
 * Verifies bundles, each by itself and, of several, the chain between them: `plumbline evidence verify`. Reads these folders and
 * nothing else.
 *
 * @returns oldest first
 * @throws PlumblineError EVIDENCE_NOT_FOUND
 */
export async function verifyEvidence(
  folders: readonly string[],
  options: VerifyOptions,
  now: Date,
): Promise<readonly ExaminedEvidence[]> {
  const [checks, frameworks] = [await loadChecks(), await loadFrameworks()];
  const tools = { checks, frameworks, version: packageVersion() };
  const examined: ExaminedEvidence[] = [];
  for (const folder of folders) {
    const { files, faults } = await readBundle(folder);
    const found = await examineBundle(files, { ...options, ...tools, now });
    examined.push({ folder, ...found, faults: [...faults, ...found.faults] });
  }
  return checkChain(examined);
}

/** Verifies the files of one bundle. Judges nothing that was touched: that would say no more. */
export async function examineBundle(
  files: ReadableFiles,
  options: VerifyOptions & JudgingTools & { readonly now: Date },
): Promise<Omit<ExaminedEvidence, "folder">> {
  const sealed = checkSeal(files, options.publicKeys);
  const { manifest } = sealed;
  const isWhole = sealed.faults.every(({ kind }) => kind === "unsigned" || kind === "other-key");
  if (manifest === null || !isWhole) return { ...sealed, reworded: false, silence: null };
  const { faults, reworded } = await rejudge(files, manifest, options);
  const judgedAt =
    judgementIn(toText(files.get(bundleFile.judgement) ?? new Uint8Array()) ?? "")?.judgedAt ?? null;
  const silence = longestSilence(manifest.period, logIn(files));
  return {
    ...sealed,
    reworded,
    silence,
    faults: [
      ...sealed.faults,
      ...checkTimes(manifest, judgedAt, options.now),
      ...tooLong(silence, options.everyMs),
      ...faults,
    ],
  };
}

function tooLong(silence: Silence | null, everyMs: number | null): readonly EvidenceFault[] {
  if (everyMs === null || silence === null || silence.ms <= everyMs) return [];
  return [fault("long-silence", bundleFile.log, `${silence.from} to ${silence.to}`)];
}

/**
 * Reads a bundle, and whether it is as it was sealed: `plumbline evidence show`. Judges nothing.
 *
 * @throws PlumblineError EVIDENCE_NOT_FOUND
 */
export async function showEvidence(folder: string): Promise<ShownEvidence> {
  const { files, faults } = await readBundle(folder);
  const sealed = checkSeal(files, []);
  const { manifest } = sealed;
  const log = logIn(files);
  return {
    folder,
    ...sealed,
    faults: [...faults, ...sealed.faults],
    reworded: false,
    silence: manifest === null ? null : longestSilence(manifest.period, log),
    log,
  };
}
