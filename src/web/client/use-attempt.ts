import { useState } from "preact/hooks";
import { NotAnswered } from "./api.ts";

/** Something that a button does: whether it goes on, and why it failed last. */
interface Attempt {
  readonly isBusy: boolean;
  readonly failure: NotAnswered | null;
  readonly attempt: (work: () => Promise<void>) => Promise<void>;
}

/** Does what is asked for at the server, and keeps why that was not answered, for the page to show. */
export function useAttempt(): Attempt {
  const [failure, setFailure] = useState<NotAnswered | null>(null);
  const [isBusy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
      setFailure(null);
    } catch (error) {
      if (!(error instanceof NotAnswered)) throw error;
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, failure, attempt };
}
