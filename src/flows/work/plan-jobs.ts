import type { JobQueue } from "../../jobs/job-queue.ts";
import { type Rhythm, slotAt } from "../../jobs/slots.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { FleetOrg } from "../../model/fleet.ts";

/** Posts that failed wait by themselves: this is how soon those are sent that wait for the first time. */
export const postsEveryMs = 10_000;

/** How often what is done for the orgs of a fleet. @param watchEveryMs null: their logs are not read */
export function rhythmsOf(orgs: readonly FleetOrg[], watchEveryMs: number | null): readonly Rhythm[] {
  return orgs.flatMap(({ url, everyMs }): readonly Rhythm[] => [
    { kind: "check", org: url, everyMs },
    ...(watchEveryMs === null ? [] : [{ kind: "watch", org: url, everyMs: watchEveryMs } as const]),
  ]);
}

/**
 * Puts in line what is due. Every worker of a fleet does: whoever comes first is as good as any, and nobody is needed.
 *
 * @returns a function to be called again and again, which asks only for what it does not know to be in line
 */
export function jobPlanner(rhythms: readonly Rhythm[], queue: JobQueue): () => Promise<void> {
  let inLine: ReadonlySet<string> = new Set();
  return async () => {
    const now = await queue.now();
    const slots = rhythms.map((rhythm) => slotAt(rhythm, now));
    const planned = await queue.plan(slots.filter(({ id }) => !inLine.has(id)));
    inLine = new Set(slots.map(({ id }) => id).filter((id) => inLine.has(id) || planned.has(id)));
  };
}

/** The same for posts, of orgs that have some to send. */
export function postsPlanner(
  orgs: readonly FleetOrg[],
  queue: JobQueue,
  ledger: Ledger,
): () => Promise<void> {
  const urls = new Set(orgs.map(({ url }) => url));
  return async () => {
    const now = await queue.now();
    const posting = (await ledger.outbox.orgs(now)).filter((org) => urls.has(org));
    await queue.plan(posting.map((org) => slotAt({ kind: "posts", org, everyMs: postsEveryMs }, now)));
  };
}
