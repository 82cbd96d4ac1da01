import type { Ledger } from "../../ledger/ledger.ts";
import { dayMs } from "../../model/durations.ts";
import type { Fleet } from "../../model/fleet.ts";
import type { KeptAnswers, KeptStandard, NotReached } from "../../model/kept-standard.ts";
import type { FrameworkResult, StandardStatus } from "../../model/standards.ts";
import { loadFrameworks } from "../catalogue/load-frameworks.ts";

/** How an org stands to a standard, by the latest run that judged it. */
export interface Standing {
  /** Its name in the fleet; null for the org that the page is of. */
  readonly orgName: string | null;
  readonly latest: KeptAnswers;
  /** Earlier runs, latest first. */
  readonly earlier: readonly KeptStandard[];
  /** Of other orgs nobody is told: their people are on their own page. */
  readonly notReached: NotReached | null;
}

/** A standard that this Plumbline knows. */
export type KnownStandard = Pick<FrameworkResult, "id" | "title" | "version" | "published">;

/** Standards as a page shows them. */
export interface PageStandards {
  readonly known: readonly KnownStandard[];
  /** By org, then in the order of the known ones. */
  readonly standings: readonly Standing[];
}

/** An org moves on: what is older than this is no answer for today. */
const staleAfterMs = 7 * dayMs;

/** Why an answer is to be given anew: `older than 7 days`; null where it is not. */
export function whyStale(standing: Standing, known: readonly KnownStandard[], now: Date): string | null {
  const { asOf, id, version } = standing.latest;
  if (now.getTime() - Date.parse(asOf) > staleAfterMs) return `older than ${staleAfterMs / dayMs} days`;
  const today = known.find((one) => one.id === id);
  return today === undefined || today.version === version ? null : `${today.version} is out`;
}

/** How a requirement stood in the run before; null where that did not judge it. */
export const statusBefore = ({ earlier: [before] }: Standing, requirement: string): StandardStatus | null =>
  before?.statuses[requirement]?.[0] ?? null;

/** Reads how an org stands: of each standard the latest run with all that decided, of earlier ones the statuses. */
export async function readStandings(
  ledger: Ledger,
  org: string,
  orgName: string | null,
): Promise<readonly Standing[]> {
  const kept = await ledger.standards(org);
  const standings: Standing[] = [];
  for (const id of new Set(kept.map((one) => one.id))) {
    const [latest, ...earlier] = kept.filter((one) => one.id === id);
    const answers = latest === undefined ? null : await ledger.answers(latest);
    if (latest === undefined || answers === null) continue;
    const notReached = orgName === null ? await ledger.notReached(latest) : null;
    standings.push({ orgName, latest: answers, earlier, notReached });
  }
  return standings;
}

/** The other orgs of a fleet. */
export const othersOf = (fleet: Fleet | null, org: string): Fleet["orgs"] =>
  (fleet?.orgs ?? []).filter(({ url }) => url !== org);

/** Puts together how orgs stand, in the order of the standards that are known; those that are not come last. */
export async function standardsOf(standings: readonly (readonly Standing[])[]): Promise<PageStandards> {
  const known = (await loadFrameworks()).map(({ id, title, version, published }) => ({
    id,
    title,
    version,
    published,
  }));
  const placeOf = ({ latest }: Standing): number => {
    const place = known.findIndex(({ id }) => id === latest.id);
    return place < 0 ? known.length : place;
  };
  return {
    known,
    standings: standings.flatMap((those) => those.toSorted((one, other) => placeOf(one) - placeOf(other))),
  };
}
