import type { ReadProgress } from "../../okta/reading/read-progress.ts";
import type { Caller } from "../caller.ts";

/** Tells how far a fleet is: `reading acme-prod, acme-us (3 of 12 orgs done)`. */
export function fleetProgress(
  orgs: number,
  { progress }: Pick<Caller, "progress">,
): { begin(name: string): void; end(name: string): void } {
  const running = new Set<string>();
  let done = 0;
  const tell = (): void => {
    const phase = `${[...running].join(", ")} (${done} of ${orgs} orgs done)`;
    const read: ReadProgress = { phase, examined: 0, inScope: null, callsLeft: null, secondsLeft: null };
    progress(read);
  };
  return {
    begin: (name) => {
      running.add(name);
      tell();
    },
    end: (name) => {
      running.delete(name);
      done += 1;
      tell();
    },
  };
}
