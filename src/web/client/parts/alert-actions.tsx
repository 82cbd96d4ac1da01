import { useState } from "preact/hooks";
import { post } from "../api.ts";
import { useAttempt } from "../use-attempt.ts";
import { ProblemView } from "./asked-view.tsx";

interface AlertActionsProps {
  readonly ids: readonly string[];
  readonly onDone: () => void;
}

/** Says of alerts that somebody looks into them, or that they are settled, with a note, or a note alone. */
export function AlertActions({ ids, onDone }: AlertActionsProps) {
  const [note, setNote] = useState("");
  const { isBusy, failure, attempt } = useAttempt();
  const change = (what: "acknowledge" | "note" | "resolve") =>
    attempt(async () => {
      await post("/alerts/change", { ids, change: what, ...(note === "" ? {} : { note }) });
      setNote("");
      onDone();
    });
  return (
    <form class="act" aria-label="What to do with them" onSubmit={(event) => event.preventDefault()}>
      <b role="status">{ids.length === 1 ? "1 alert" : `${ids.length} alerts`}</b>
      <label>
        <span class="unseen">Note</span>
        <input
          type="text"
          placeholder="Note"
          value={note}
          maxLength={2000}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      <button type="button" disabled={isBusy || note.trim() === ""} onClick={() => change("note")}>
        Add note
      </button>
      <button type="button" disabled={isBusy} onClick={() => change("acknowledge")}>
        Acknowledge
      </button>
      <button type="button" class="main" disabled={isBusy} onClick={() => change("resolve")}>
        Resolve
      </button>
      {failure === null ? null : <ProblemView problem={failure.problem} />}
    </form>
  );
}
