import { PlumblineError } from "../../model/errors.ts";

const ranOut = (reason: unknown): boolean =>
  reason instanceof PlumblineError
    ? reason.code === "TIMEOUT"
    : reason instanceof Error && reason.name === "TimeoutError";

/** Why work was stopped, as a clause for a gap: `--timeout` and AbortSignal.timeout name themselves. */
export function stopWords(signal: AbortSignal): string {
  return ranOut(signal.reason) ? "the time limit was reached" : "the run was interrupted";
}

/** The error for a run that was stopped before anything could be read. */
export function stoppedError(signal: AbortSignal): PlumblineError {
  if (signal.reason instanceof PlumblineError) return signal.reason;
  return ranOut(signal.reason)
    ? new PlumblineError("TIMEOUT", "the time limit was reached before anything could be read", {
        remedy: "give more time with --timeout",
      })
    : new PlumblineError("INTERRUPTED", "the run was interrupted before anything could be read", {
        remedy: "run it again",
      });
}
