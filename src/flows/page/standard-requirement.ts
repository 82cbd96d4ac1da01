import { PlumblineError } from "../../model/errors.ts";
import type { KeptStandard, KeptStatuses } from "../../model/kept-standard.ts";
import type { Finding } from "../../model/report.ts";
import type { RequirementResult } from "../../model/standards.ts";
import type { PageSource } from "./page-source.ts";
import { type Standing, whyStale } from "./standards.ts";

/** Runs in a row that said the same of a requirement, by the first of them. */
export interface RequirementSpan extends Pick<KeptStandard, "by" | "version"> {
  readonly since: string;
  readonly statuses: KeptStatuses;
  /** The kept report that goes with it. */
  readonly run: string | null;
}

/** All that is known of one requirement of a standard. */
export interface RequirementPage {
  readonly standing: Standing;
  readonly requirement: RequirementResult;
  /** Why it is to be judged anew; null where it holds for today. */
  readonly stale: string | null;
  /** The finding on it, where a check judged it. */
  readonly finding: Finding | null;
  /** Latest first. */
  readonly history: readonly RequirementSpan[];
}

interface AskedRequirement {
  readonly standard: string;
  readonly requirement: string;
  /** Name in the fleet; left out: the page's own. */
  readonly org?: string | undefined;
}

/**
 * Gathers what the kept runs say of a requirement.
 *
 * @throws PlumblineError REQUIREMENT_NOT_FOUND
 */
export async function requirementPage(
  source: PageSource,
  { standard, requirement: id, org }: AskedRequirement,
  now: Date,
): Promise<RequirementPage> {
  const { standings, known } = await source.standards();
  const standing = standings.find(
    ({ orgName, latest }) => latest.id === standard && orgName === (org ?? null),
  );
  const requirement = standing?.latest.requirements.find((one) => one.id === id);
  if (standing === undefined || requirement === undefined) {
    throw new PlumblineError("REQUIREMENT_NOT_FOUND", `no run judged ${standard} ${id}`, {
      remedy: "look for it in the list of standards, or run plumbline standards --ledger",
    });
  }
  const kept = new Set((await source.runs()).map((run) => run.id));
  return {
    standing,
    requirement,
    stale: whyStale(standing, known, now),
    finding: await findingOn(source, standing, id, kept),
    history: historyOf(standing, id, kept),
  };
}

async function findingOn(
  { ledger }: PageSource,
  { orgName, latest }: Standing,
  requirement: string,
  kept: ReadonlySet<string>,
): Promise<Finding | null> {
  if (orgName !== null || latest.run === null || !kept.has(latest.run)) return null;
  const { report } = await ledger.run(latest.run);
  return (
    report.findings.find(
      ({ subject }) =>
        subject.type === "standard-requirement" &&
        subject.standard === latest.id &&
        subject.requirement === requirement,
    ) ?? null
  );
}

function historyOf(
  { latest, earlier }: Standing,
  id: string,
  kept: ReadonlySet<string>,
): readonly RequirementSpan[] {
  const spans: RequirementSpan[] = [];
  for (const { asOf, by, version, run, statuses: all } of [latest, ...earlier]) {
    const statuses = all[id];
    if (statuses === undefined) continue;
    const later = spans.at(-1);
    if (later?.version === version && later.statuses.join() === statuses.join()) spans.pop();
    spans.push({ since: asOf, by, version, statuses, run: run !== null && kept.has(run) ? run : null });
  }
  return spans;
}
