import type { Check } from "../../../checks/contract/check.ts";
import { type AdoptRequest, adoptOrg } from "../../answers/adopt/adopt-org.ts";
import { stackImports } from "../../answers/adopt/stack-imports.ts";
import { summariseAdoption } from "../../answers/adopt/summarise-adoption.ts";
import type { AdoptionSummary } from "../../model/adoption.ts";
import { dayMs } from "../../model/durations.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { adoptionPage } from "../../report/pages/adoption-page.ts";
import type { Caller } from "../caller.ts";
import { loadChecks } from "../catalogue/load-checks.ts";
import { type OrgReading, readOrg } from "../check/read-org.ts";
import type { ReadingOptions } from "../check/reading-options.ts";
import { wholeOrg } from "../snapshot/reading-plan.ts";
import { refuseToOverwrite, writeAdoption } from "./adopt-files.ts";

/** How to adopt, and where to. */
export interface AdoptOptions extends Omit<ReadingOptions, "baseline"> {
  readonly out: string;
  readonly force?: boolean;
  /** Adopts also where something could not be read; a check is unknown there. */
  readonly partial?: boolean;
  /** Milliseconds. */
  readonly exemptFor: number;
  readonly maxExemptions: number;
  readonly now?: Date;
}

const files = { baseline: "baseline.yaml", imports: "imports.json", page: "ADOPTION.md" };

/**
 * Reads an org that nobody declared, and writes a baseline for it.
 *
 * @throws PlumblineError FILE_EXISTS, ADOPTION_INCOMPLETE, OUTPUT_FAILED, and what keeps from reading
 */
export async function adoptLive(options: AdoptOptions, caller: Caller): Promise<AdoptionSummary> {
  if (options.force !== true) await refuseToOverwrite(options.out, Object.values(files));
  const checks = await loadChecks();
  const reading = await readOrg(wholeOrg(checks), options, caller);
  const { snapshot } = reading;
  if (options.partial !== true) refuseGaps(snapshot);
  const adoption = adoptOrg(adoptRequest(reading, checks, options));
  const summary = summariseAdoption(adoption, snapshot);
  await writeAdoption(options.out, [
    { name: files.baseline, text: adoption.text },
    {
      name: files.imports,
      text: `${JSON.stringify({ resources: stackImports(snapshot, adoption.adopted) }, null, 2)}\n`,
    },
    { name: files.page, text: adoptionPage(summary) },
  ]);
  return summary;
}

/** Assembles the request for an adoption. */
export function adoptRequest(
  { snapshot, time }: OrgReading,
  checks: readonly Check[],
  { exemptFor, maxExemptions }: Pick<AdoptOptions, "exemptFor" | "maxExemptions">,
): AdoptRequest {
  return {
    org: snapshot,
    now: time.now,
    checks: checks.filter(({ needsStack }) => needsStack !== true),
    exemptForDays: Math.ceil(exemptFor / dayMs),
    maxExemptions,
  };
}

/** Refuses gaps: a part that could not be read must not look like something that the org does not have. */
export function refuseGaps({ gaps }: OrgSnapshot): void {
  if (gaps.length === 0) return;
  throw new PlumblineError("ADOPTION_INCOMPLETE", "not everything could be read, so nothing was written", {
    remedy: "grant what is missing (plumbline doctor says what), or adopt what could be read with --partial",
    details: gaps.map(({ slice, reason }) => `${slice}: ${reason}`),
  });
}
