import type { AlertChange } from "../../alerts/lifecycle/alert-record.ts";
import { acknowledge, resolveByHand } from "../../alerts/lifecycle/by-hand.ts";
import type { AlertRecord } from "../../ledger/alert-record.ts";
import type { Alert } from "../../model/alert.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { Caller } from "../caller.ts";
import { type LedgerOption, withLedger } from "../ledger.ts";

/** Who says something of an alert, and what. */
export interface Remark extends LedgerOption {
  readonly by?: string;
  readonly note?: string;
}

/** Notes that somebody looks into an alert. Throws USAGE when it is not open, ALERT_NOT_FOUND, LEDGER_*. */
export function acknowledgeAlert(id: string, remark: Remark, caller: Caller): Promise<Alert> {
  const words = wordsOf(remark, caller);
  return change(id, remark, caller, (record) => acknowledge(record, words === "" ? null : words));
}

/** Closes an alert. Throws USAGE when it is resolved already, ALERT_NOT_FOUND, LEDGER_*. */
export function resolveAlert(id: string, remark: Remark, caller: Caller): Promise<Alert> {
  const words = wordsOf(remark, caller);
  const reason = words === "" ? "resolved by hand" : words;
  return change(id, remark, caller, (record) => resolveByHand(record, reason, caller.now()));
}

/** `nia@acme.example: keys are ordered`. */
function wordsOf({ by, note }: Remark, { env }: Caller): string {
  const who = by ?? env["USER"] ?? "";
  return [who, note ?? ""].filter((one) => one.trim() !== "").join(": ");
}

async function change(
  id: string,
  remark: Remark,
  caller: Caller,
  make: (record: AlertRecord) => AlertChange | null,
): Promise<Alert> {
  const { alert } = await withLedger({ ...remark, create: false }, caller, (ledger) =>
    ledger.changeRecord(
      id,
      (record) => {
        const changed = make(record);
        if (changed !== null) return changed.record;
        throw new PlumblineError("USAGE", `alert ${id} is ${record.alert.state} already`, {
          remedy: `see it with plumbline alerts show ${id}`,
        });
      },
      caller.now(),
    ),
  );
  return alert;
}
