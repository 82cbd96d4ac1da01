import { useCallback, useEffect, useState } from "preact/hooks";
import { get, NotAnswered } from "./api.ts";

/** An answer that is waited for, there, or not to be had. */
export type Asked<Answer> =
  | { readonly state: "loading" }
  | { readonly state: "there"; readonly answer: Answer }
  | { readonly state: "failed"; readonly failure: NotAnswered };

/** Asks whenever the path changes, and again when told to; what was there stays until the new answer is. */
export function useAnswer<Answer>(path: string): readonly [Asked<Answer>, again: () => void] {
  const [asked, setAsked] = useState<Asked<Answer>>({ state: "loading" });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    get<Answer>(path, stop.signal).then(
      (answer) => setAsked({ state: "there", answer }),
      (failure: unknown) => {
        if (!stop.signal.aborted && failure instanceof NotAnswered) setAsked({ state: "failed", failure });
      },
    );
    return () => stop.abort();
  }, [path, turn]);
  return [asked, useCallback(() => setTurn((before) => before + 1), [])];
}
