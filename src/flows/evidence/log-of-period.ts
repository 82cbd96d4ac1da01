import type { Ledger } from "../../ledger/ledger.ts";
import type { EvidenceLog, EvidencePeriod } from "../../model/evidence.ts";

/** Reads from the ledger how far an org was watched in a period, and which checks of it are kept. Throws LEDGER_*. */
export async function logOfPeriod(
  ledger: Ledger,
  org: string,
  { from, to }: EvidencePeriod,
): Promise<EvidenceLog> {
  const after = from ?? "";
  const { org: memory } = await ledger.memory(org);
  const position = await ledger.position(org);
  const runs = await ledger.runs(org);
  const checks = runs
    .map(({ id, finishedAt, summary }) => ({ id, at: finishedAt, verdict: summary.verdict }))
    .filter(({ at }) => after < at && at <= to)
    .toReversed();
  return {
    watchedSince: memory.watchedSince,
    readUntil: position?.updatedAt ?? null,
    events: await ledger.seenSpan(org, { after, until: to }),
    checks,
  };
}
