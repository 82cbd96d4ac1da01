import { useEffect, useState } from "preact/hooks";
import type { CheckState } from "../../../flows/page/running-checks.ts";
import { post } from "../api.ts";
import { useAttempt } from "../use-attempt.ts";
import { ProblemView } from "./asked-view.tsx";

function progressWords({ progress }: Extract<CheckState, { state: "running" }>): string {
  if (progress === null) return "beginning";
  const { phase, examined, inScope, secondsLeft } = progress;
  const people =
    inScope === null ? "" : `, ${examined.toLocaleString()} of ${inScope.toLocaleString()} people`;
  return `reading ${phase}${people}${secondsLeft === null ? "" : `, about ${secondsLeft} s left`}`;
}

/** Has the org checked, and tells how far it is. @param onDone called when a new report is there */
export function CheckNow({ onDone }: { readonly onDone: () => void }) {
  const [state, setState] = useState<CheckState>({ state: "idle" });
  const { failure, attempt } = useAttempt();
  useEffect(() => {
    const events = new EventSource("/api/v1/checks/events");
    let before = "idle";
    events.addEventListener("state", ({ data }) => {
      const next: CheckState = JSON.parse(data);
      setState(next);
      if (next.state === "done" && before === "running") onDone();
      before = next.state;
    });
    return () => events.close();
  }, [onDone]);
  const begin = () =>
    attempt(async () => {
      await post("/checks", {});
    });
  return (
    <>
      <button type="button" disabled={state.state === "running"} onClick={begin}>
        Check now
      </button>{" "}
      <span role="status" class="soft">
        {state.state === "running" ? `${progressWords(state)} (asked by ${state.by})` : ""}
        {state.state === "failed" ? `the check failed: ${state.message}. To do: ${state.remedy}` : ""}
      </span>
      {failure === null ? null : <ProblemView problem={failure.problem} />}
    </>
  );
}
