import process from "node:process";
import { planReads } from "../../../checks/runner/plan-reads.ts";
import { type BundleFiles, bundleFile, bytesOf, toBytes } from "../../evidence/bundle-files.ts";
import { countsOf, whatDoesNotAddUp } from "../../evidence/counts.ts";
import { exemptionRegister } from "../../evidence/exemption-register.ts";
import { judgementText } from "../../evidence/judgement-file.ts";
import type { SigningKey } from "../../evidence/keys.ts";
import { logText } from "../../evidence/log-file.ts";
import { type SealedBundle, sealBundle } from "../../evidence/seal-bundle.ts";
import { filesOfStandards, namedStandards } from "../../evidence/standards-files.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { EvidenceLog } from "../../model/evidence.ts";
import { snapshotPieces } from "../../okta/snapshot-file.ts";
import { jsonText, jsonTextPieces } from "../../report/text/json-text.ts";
import type { Framework } from "../../standards/contract/framework.ts";
import type { Caller } from "../caller.ts";
import { loadChecks } from "../catalogue/load-checks.ts";
import { loadFrameworks } from "../catalogue/load-frameworks.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import { whoCameBack } from "../check/check-history.ts";
import { planOf, readOrg } from "../check/read-org.ts";
import type { ReadingOptions } from "../check/reading-options.ts";
import { withStandards } from "../snapshot/reading-plan.ts";
import { asBundled, type BundledEvidence, hiddenEvidence } from "./as-bundled.ts";
import { refuseFilledFolder, writeBundle } from "./bundle-folder.ts";
import { bundledBaseline } from "./bundled-baseline.ts";
import { checksOfEvidence, type JudgedEvidence } from "./judge-evidence.ts";
import { logOfPeriod } from "./log-of-period.ts";
import { periodAfter, previousOf, readPrevious } from "./read-previous.ts";

/** Request for a bundle: what to judge, besides how to read it, and how to seal it. */
export interface EvidenceRequest extends ReadingOptions {
  /** Folder that is made. */
  readonly out: string;
  /** Null: the bundle is not signed. */
  readonly key: SigningKey | null;
  /** Folder of the bundle before; none for the first. */
  readonly previous?: string | undefined;
  /** Key of the hashes that names are replaced by; null: names stay. */
  readonly redactionKey: string | null;
  /** Ids of standards that are answered in it, besides those that the baseline pins. */
  readonly standards: readonly string[];
  readonly ledger: Ledger | null;
}

/** A bundle that was made. */
export interface CreatedEvidence extends Omit<SealedBundle, "files"> {
  readonly log: EvidenceLog | null;
  /** Id of the key that signed it; null: nobody did. */
  readonly keyId: string | null;
}

/**
 * Reads an org, judges it, and writes the bundle that lets anybody judge it again: `plumbline evidence create`.
 *
 * @throws PlumblineError FILE_EXISTS, BASELINE_*, FRAMEWORK_NOT_FOUND, EVIDENCE_*, OUTPUT_FAILED, and what keeps from reading the org
 */
export async function createEvidence(request: EvidenceRequest, caller: Caller): Promise<CreatedEvidence> {
  const { out, key, redactionKey, ledger } = request;
  await refuseFilledFolder(out);
  const previous = request.previous === undefined ? null : await readPrevious(request.previous);
  const bundled = await bundledBaseline(request.baseline);
  const asked = [...request.standards, ...bundled.loaded.baseline.standards];
  const frameworks = asked.length === 0 ? [] : await loadFrameworks(asked);
  const asRead = read({ ...request, frameworks }, bundled.loaded, caller);
  const hidden = await hiddenEvidence(await asRead, bundled, { redactionKey, frameworks });
  const { asOf, finishedAt } = hidden.circumstances;
  const judged = asBundled(hidden, frameworks);
  const { url } = judged.report.org;
  const period = periodAfter(previous, url, asOf);
  const log = ledger === null ? null : await logOfPeriod(ledger, url, period);
  const { report, evidence, standards } = judged;
  const exemptions = exemptionRegister(evidence.loaded.baseline, report.findings, evidence.judgedAt);
  const counts = countsOf(report, exemptions);
  const wrong = whatDoesNotAddUp(counts, report);
  if (wrong.length > 0) throw new Error(`counts that do not add up: ${wrong.join("; ")}`);
  const { manifest, statement, files } = sealBundle(
    new Map([
      ...contentsOf(judged, log),
      [bundleFile.exemptions, toBytes(jsonText(exemptions))],
      ...bundled.files,
    ]),
    {
      schemaVersion: 1,
      tool: { ...report.tool, node: process.version },
      org: report.org,
      createdAt: finishedAt,
      asOf,
      period,
      previous: previousOf(previous),
      redacted: redactionKey !== null,
      verdict: report.summary.verdict,
      counts,
      ...(standards === null ? {} : { standards: namedStandards(standards) }),
      baseline: report.baseline,
    },
    key,
  );
  await writeBundle(out, files);
  return { manifest, statement, log, keyId: key?.id ?? null };
}

/** Reads what of an org is judged. */
async function read(
  request: EvidenceRequest & { readonly frameworks: readonly Framework[] },
  loaded: JudgedEvidence["loaded"],
  caller: Caller,
): Promise<JudgedEvidence> {
  const checks = checksOfEvidence(await loadChecks());
  const startedAt = caller.now();
  const plan = planReads(checks, loaded.baseline, null);
  const reading = await readOrg(
    withStandards(planOf(plan, loaded.baseline), request.frameworks),
    request,
    caller,
  );
  const { snapshot, time, source } = reading;
  const began = time.byThatClock(startedAt).toISOString();
  const circumstances = {
    tool: { name: "plumbline", version: packageVersion() },
    startedAt: began,
    finishedAt: time.byThatClock(caller.now()).toISOString(),
    ...(time.clock === null ? {} : { clock: time.clock }),
    source,
    asOf: source === "live" ? began : snapshot.takenAt,
    cost: reading.live?.connection.cost() ?? reading.cost,
  } as const;
  const reactivated = await whoCameBack(request.ledger, snapshot.org.url, time.now, caller);
  return { checks, loaded, org: snapshot, judgedAt: time.now, reactivated, circumstances };
}

const contentsOf = ({ evidence, report, standards }: BundledEvidence, log: EvidenceLog | null): BundleFiles =>
  new Map([
    [bundleFile.report, bytesOf(jsonTextPieces(report))],
    [bundleFile.snapshot, bytesOf(snapshotPieces(evidence.org))],
    [bundleFile.judgement, toBytes(judgementText(evidence))],
    [bundleFile.log, toBytes(logText(log))],
    ...filesOfStandards(standards),
  ]);
