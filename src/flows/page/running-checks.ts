import type { Ledger } from "../../ledger/ledger.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { Verdict } from "../../model/report.ts";
import type { ReadProgress } from "../../okta/reading/read-progress.ts";
import type { Caller } from "../caller.ts";
import { loadChecks } from "../catalogue/load-checks.ts";
import { performCheck } from "../check/perform-check.ts";

/** How the check that somebody asked for stands. */
export type CheckState =
  | { readonly state: "idle" }
  | { readonly state: "running"; readonly by: string; readonly progress: ReadProgress | null }
  | { readonly state: "done"; readonly verdict: Verdict; readonly findings: number }
  | { readonly state: "failed"; readonly code: string; readonly message: string; readonly remedy: string };

/** Checks that are asked for on the page, one at a time. */
export interface RunningChecks {
  state(): CheckState;
  /** Begins a check in somebody's name, and does not wait for its end. Throws BUSY while one goes on. */
  begin(by: string): void;
  /** Told whenever the state changes, until the returned function is called. */
  listen(onChange: (state: CheckState) => void): () => void;
}

/** Checks the org by the baseline, as `plumbline check --ledger` does, with what the environment gives. */
export function runningChecks(
  baseline: string,
  ledger: Ledger,
  caller: Caller,
  alone: <Result>(work: () => Promise<Result>) => Promise<Result>,
): RunningChecks {
  let now: CheckState = { state: "idle" };
  const listeners = new Set<(state: CheckState) => void>();
  const become = (state: CheckState): void => {
    now = state;
    for (const listener of listeners) listener(state);
  };
  const check = async (by: string): Promise<void> => {
    const told: Caller = {
      ...caller,
      progress: (progress) => become({ state: "running", by, progress }),
    };
    const request = { baseline, checks: await loadChecks(), ledger };
    const { report } = await performCheck(request, told);
    become({ state: "done", verdict: report.summary.verdict, findings: report.summary.findings });
  };
  return {
    state: () => now,
    begin(by) {
      if (now.state === "running") throw busy();
      become({ state: "running", by, progress: null });
      alone(() => check(by)).catch((error: unknown) => become(failed(error)));
    },
    listen(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

function failed(error: unknown): CheckState {
  if (error instanceof PlumblineError) {
    const { code, message, remedy } = error;
    return { state: "failed", code, message, remedy };
  }
  return {
    state: "failed",
    code: "INTERNAL",
    message: "the check failed",
    remedy: "run plumbline check --debug",
  };
}

const busy = (): PlumblineError =>
  new PlumblineError("BUSY", "the org is being read already", { remedy: "wait until that is done" });

/** Lets one piece of work in at a time; throws BUSY for another. */
export function oneAtATime(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let isBusy = false;
  return async (work) => {
    if (isBusy) throw busy();
    isBusy = true;
    try {
      return await work();
    } finally {
      isBusy = false;
    }
  };
}
