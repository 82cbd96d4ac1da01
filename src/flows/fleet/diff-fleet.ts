import type { Check } from "../../../checks/contract/check.ts";
import { loadBaseline } from "../../../policy/load-baseline.ts";
import { comparedSlices, differencesOf, liveDifferences } from "../../answers/fleet/diff-orgs.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { FleetOrg } from "../../model/fleet.ts";
import type { FleetDiff } from "../../model/fleet-diff.ts";
import { type KnownName, knownNames } from "../../report/redaction/known-names.ts";
import type { Caller } from "../caller.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import type { PlanFor } from "../check/read-org.ts";
import { wholeOrg } from "../snapshot/reading-plan.ts";
import { callerFor, orgFailure } from "./org-environment.ts";
import { type SnapshotOptions, snapshotOf } from "./org-snapshot.ts";

/** Request for what two orgs differ in. */
export interface FleetDiffRequest extends SnapshotOptions {
  readonly orgs: readonly [FleetOrg, FleetOrg];
  readonly checks: readonly Check[];
  /** Compares the baselines alone, and reads no org. */
  readonly baselines?: boolean;
}

/** Reads what is compared, and nobody's factors. */
const declaredParts =
  (checks: readonly Check[]): PlanFor =>
  (org) => {
    const plan = wholeOrg(checks)(org);
    const slices = new Set([...plan.slices].filter((slice) => comparedSlices.has(slice)));
    return { ...plan, slices, enrolmentsNeededFor: () => [] };
  };

/**
 * Compares the baselines of two orgs, and the orgs as they are.
 *
 * @throws PlumblineError what keeps from reading either, in the words of the fleet
 */
export async function diffFleet(
  { orgs, baselines: only, ...options }: FleetDiffRequest,
  caller: Caller,
): Promise<{ readonly diff: FleetDiff; readonly names: () => Iterable<KnownName> }> {
  const [first, second] = orgs;
  const [one, other] = [
    (await loadBaseline(first.baseline)).baseline,
    (await loadBaseline(second.baseline)).baseline,
  ];
  const read = async (org: FleetOrg) => ({
    name: org.name,
    snapshot: await snapshotOf(org, declaredParts(options.checks), options, callerFor(org, caller)).catch(
      (error: unknown) => {
        throw error instanceof PlumblineError ? orgFailure(error, org) : error;
      },
    ),
  });
  const snapshots = only === true ? null : await Promise.all([read(first), read(second)]);
  const live = snapshots === null ? { live: null, gaps: [], notCompared: [] } : liveDifferences(...snapshots);
  const diff: FleetDiff = {
    schemaVersion: 1,
    tool: { name: "plumbline", version: packageVersion() },
    orgs: orgs.map(({ name, url, baseline }) => ({ name, url, baseline })),
    baselines: differencesOf(one, other),
    ...live,
  };
  const known = function* (): Iterable<KnownName> {
    yield* knownNames({ baselines: [one, other], snapshot: null, stack: null });
    for (const { snapshot } of snapshots ?? []) {
      yield* knownNames({ baselines: [], snapshot, stack: null });
    }
  };
  return { diff, names: known };
}
