import type { ShownRun } from "../../flows/page/page-source.ts";
import { type PageStandards, type Standing, statusBefore, whyStale } from "../../flows/page/standards.ts";
import type { FoundRun } from "../../ledger/kept-runs.ts";
import { hourMs } from "../../model/durations.ts";
import { type RequirementResult, type StandardStatus, standardStatuses } from "../../model/standards.ts";
import { severities } from "../../model/words.ts";
import { statusWords } from "../../report/standards/standards-words.ts";
import { byIdentity, byIdentityInTime } from "../listing/by-identity.ts";

/** A requirement of a standard in the list. */
export interface RequirementRow {
  /** Its page, below `/standards/`; other orgs of a fleet go by name. */
  readonly id: string;
  readonly requirement: RequirementResult;
  readonly standing: Standing;
  /** Null: it holds for today. */
  readonly stale: string | null;
  /** `was pass`, `unchanged` or `judged for the first time`. */
  readonly change: string;
  /** Last day on which the baseline lets it stand; null where it does not, or no check judged it. */
  readonly acceptedUntil: string | null;
  /** Whether the page knows who is not reached. */
  readonly namesPeople: boolean;
}

/** The worst first. */
export const rankOf = (status: StandardStatus): number => standardStatuses.indexOf(status);

const byUrgency = (one: RequirementResult, other: RequirementResult): number =>
  rankOf(one.status) - rankOf(other.status) ||
  severities.indexOf(one.severity) - severities.indexOf(other.severity);

function changeOf(standing: Standing, { id, status }: RequirementResult): string {
  const before = statusBefore(standing, id);
  if (before === null) return "judged for the first time";
  return before === status ? "unchanged" : `was ${statusWords[before]}`;
}

const idOf = ({ orgName, latest }: Standing, { id }: RequirementResult): string =>
  `${latest.id}/${encodeURIComponent(id)}${orgName === null ? "" : `?org=${encodeURIComponent(orgName)}`}`;

/** Stands for a run that there is none of. */
const noRun = {};

/** Last days by `stig V-273186`. */
const acceptedIn = byIdentity((latest: FoundRun): ReadonlyMap<string, string> => {
  const days = new Map<string, string>();
  for (const { subject, exemption } of latest.report.findings) {
    if (subject.type === "standard-requirement" && exemption !== null)
      days.set(subject.name, exemption.until);
  }
  return days;
});

const rowsOf = byIdentityInTime(hourMs, (standards: PageStandards, now) =>
  byIdentity((latest: FoundRun | typeof noRun) =>
    byIdentity((shown: ShownRun | typeof noRun) => work(standards, now, latest, shown)),
  ),
);

function work(
  { standings, known }: PageStandards,
  now: Date,
  latest: FoundRun | typeof noRun,
  shown: ShownRun | typeof noRun,
): readonly RequirementRow[] {
  return standings.flatMap((standing) => {
    const stale = whyStale(standing, known, now);
    const { id, run, requirements } = standing.latest;
    const isOfLatest = "report" in latest && standing.orgName === null && latest.id === run;
    const accepted = isOfLatest ? acceptedIn(latest) : new Map<string, string>();
    return requirements.toSorted(byUrgency).map((requirement) => ({
      id: idOf(standing, requirement),
      requirement,
      standing,
      stale,
      change: changeOf(standing, requirement),
      acceptedUntil: accepted.get(`${id} ${requirement.id}`) ?? null,
      namesPeople: standing.notReached !== null && shown !== noRun,
    }));
  });
}

/** The rows of standards; equal ones are the same array for an hour. */
export const requirementRows = (
  standards: PageStandards,
  { latest, shown }: { readonly latest: FoundRun | null; readonly shown: ShownRun | null },
  now: Date,
): readonly RequirementRow[] => rowsOf(standards, now)(latest ?? noRun)(shown ?? noRun);
