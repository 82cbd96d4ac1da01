import type { KeptRun, RunChanges } from "../model/kept-run.ts";
import type { Finding, Report } from "../model/report.ts";

/** Compares two reports on one org: three-valued, since what was not judged did not go. */
export function compareRuns(
  before: { readonly run: KeptRun; readonly report: Report },
  after: { readonly run: KeptRun; readonly report: Report },
): RunChanges {
  const [earlier, later] = [byFingerprint(before.report), byFingerprint(after.report)];
  const added = after.report.findings.filter(({ fingerprint }) => !earlier.has(fingerprint));
  const gone = before.report.findings.filter(({ fingerprint }) => !later.has(fingerprint));
  const [wasJudged, isJudged] = [judgedIn(before.report), judgedIn(after.report)];
  return {
    org: after.run.org,
    from: before.run,
    to: after.run,
    verdict: { from: before.report.summary.verdict, to: after.report.summary.verdict },
    isOtherBaseline: before.report.baseline.sha256 !== after.report.baseline.sha256,
    appeared: added.filter(wasJudged),
    firstJudged: added.filter((finding) => !wasJudged(finding)),
    settled: gone.filter(isJudged),
    notJudged: gone.filter((finding) => !isJudged(finding)),
    changed: after.report.findings.flatMap((to) => {
      const from = earlier.get(to.fingerprint);
      return from === undefined || isSame(from, to) ? [] : [{ from, to }];
    }),
  };
}

const byFingerprint = ({ findings }: Report): ReadonlyMap<string, Finding> =>
  new Map(findings.map((finding) => [finding.fingerprint, finding]));

/** Whether a report answers for a finding's check: it was run, and nothing of it stayed unknown. */
function judgedIn({ outcomes }: Report): (finding: Finding) => boolean {
  const judged = new Set(
    outcomes
      .filter(({ status, reason }) => status !== "unknown" && reason === null)
      .map(({ check }) => check),
  );
  return ({ check }) => judged.has(check);
}

const isSame = (left: Finding, right: Finding): boolean => told(left) === told(right);

const told = ({ status, severity, expected, actual }: Finding): string =>
  JSON.stringify([status, severity, expected, actual]);
