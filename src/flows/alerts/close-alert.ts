import { acknowledge, addNote, resolveManually } from "../../alerts/lifecycle/manual-resolution.ts";
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

/** Notes that somebody looks into alerts. Throws USAGE when one is not open, ALERT_*, LEDGER_*; then none is changed. */
export function acknowledgeAlerts(
  ids: readonly string[],
  remark: Remark,
  caller: Caller,
): Promise<readonly Alert[]> {
  const words = wordsOf(remark, caller);
  return change(ids, remark, caller, (record) => acknowledge(record, words === "" ? null : words)?.record);
}

/** Adds a note to alerts, whose state stays as it is. Throws USAGE where there is nothing to say, ALERT_*, LEDGER_*. */
export async function noteAlerts(
  ids: readonly string[],
  remark: Remark,
  caller: Caller,
): Promise<readonly Alert[]> {
  if ((remark.note ?? "").trim() === "") {
    throw new PlumblineError("USAGE", "the note says nothing", { remedy: 'write --note "keys are ordered"' });
  }
  const words = wordsOf(remark, caller);
  return change(ids, remark, caller, (record) => addNote(record, words));
}

/** Closes alerts. Throws USAGE when one is resolved already, ALERT_*, LEDGER_*; then none is changed. */
export function resolveAlerts(
  ids: readonly string[],
  remark: Remark,
  caller: Caller,
): Promise<readonly Alert[]> {
  const words = wordsOf(remark, caller);
  const reason = words === "" ? "resolved by hand" : words;
  return change(ids, remark, caller, (record) => resolveManually(record, reason, caller.now())?.record);
}

/** `nia@acme.example: keys are ordered`. */
function wordsOf({ by, note }: Remark, { env }: Caller): string {
  const who = by ?? env["USER"] ?? "";
  return [who, note ?? ""].filter((one) => one.trim() !== "").join(": ");
}

async function change(
  ids: readonly string[],
  remark: Remark,
  caller: Caller,
  make: (record: AlertRecord) => AlertRecord | undefined,
): Promise<readonly Alert[]> {
  const changed = await withLedger({ ...remark, create: false }, caller, (ledger) =>
    ledger.changeRecords(
      ids,
      (record) => {
        const changed = make(record);
        if (changed !== undefined) return changed;
        const { id, state } = record.alert;
        throw new PlumblineError(
          "USAGE",
          `alert ${id} is ${state} already${ids.length > 1 ? ": none was changed" : ""}`,
          {
            remedy: `see it with plumbline alerts show ${id}${ids.length > 1 ? ", and leave it out" : ""}`,
          },
        );
      },
      caller.now(),
    ),
  );
  return changed.map(({ record }) => record.alert);
}
