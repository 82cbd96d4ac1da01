import { guideBy } from "../../alerts/guidance/guidance.ts";
import type { PostHistory } from "../../ledger/outbox.ts";
import type { Alert } from "../../model/alert.ts";
import type { AlertGuidance } from "../../model/alert-guidance.ts";
import type { Caller } from "../caller.ts";
import { loadDetections } from "../catalogue/load-detections.ts";
import { type LedgerOption, withLedger } from "../ledger.ts";
import { type PublicUrlOption, publicUrlOf } from "../public-url.ts";

/** An alert with all that is known beside it. */
export interface ShownAlert {
  readonly alert: Alert;
  readonly guidance: AlertGuidance;
  /** Posts about it to each destination. */
  readonly told: readonly PostHistory[];
}

/** One alert, by the beginning of its id. Throws ALERT_NOT_FOUND, ALERT_AMBIGUOUS, LEDGER_*. */
export async function showAlert(
  id: string,
  options: LedgerOption & PublicUrlOption,
  caller: Caller,
): Promise<ShownAlert> {
  const guide = guideBy(await loadDetections(), publicUrlOf(options, caller.env));
  const { found, told } = await withLedger({ ...options, create: false }, caller, async (ledger) => {
    const found = await ledger.record(id);
    return { found, told: await ledger.outbox.history(found.record.alert.id) };
  });
  return { alert: found.record.alert, guidance: guide(found.record.alert, found.org), told };
}
