import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../../http/problem.ts";

const lookMs = 10_000;

/** Why the ledger does not answer; null where it does. */
async function troubleNow(): Promise<Problem | null> {
  const response = await fetch("/readyz");
  return response.ok ? null : response.json();
}

/** Says on every page that the ledger is away, for as long as it is. */
export function LedgerBanner() {
  const [trouble, setTrouble] = useState<Problem | null>(null);
  useEffect(() => {
    // A server that does not answer at all is told of by what was asked for.
    const look = () => void troubleNow().then(setTrouble, () => {});
    look();
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, []);
  if (trouble === null) return null;
  return (
    <p class="banner" role="alert">
      <b>The ledger is away:</b> {trouble.message}. What is shown is from before. To do: {trouble.remedy}.
    </p>
  );
}
