import type { Check } from "../../../checks/contract/check.ts";
import { loadBaseline } from "../../../policy/load-baseline.ts";
import { featureDifferences } from "../../answers/fleet/diff-features.ts";
import {
  comparedSlices,
  differencesOf,
  liveDifferences,
  type NamedSnapshot,
} from "../../answers/fleet/diff-orgs.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { FleetOrg } from "../../model/fleet.ts";
import type { FeaturesDiff, FleetDiff } from "../../model/fleet-diff.ts";
import { type FeaturesRead, readFeatures } from "../../okta/read-features.ts";
import { type KnownName, knownNames } from "../../report/redaction/known-names.ts";
import type { Caller } from "../caller.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import type { PlanFor } from "../check/read-org.ts";
import { wholeOrg } from "../snapshot/reading-plan.ts";
import { callerFor, orgFailure } from "./org-environment.ts";
import { orgReading, type SnapshotOptions } from "./org-snapshot.ts";

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

interface Looked extends NamedSnapshot {
  /** Null: no org was asked. */
  readonly features: FeaturesRead | null;
}

/** An org as it is, and which features Okta offers it; of a saved snapshot those are not known. */
async function lookAt(
  org: FleetOrg,
  plan: PlanFor,
  options: SnapshotOptions,
  caller: Caller,
): Promise<Looked> {
  const { name } = org;
  const { snapshot, live } = await orgReading(org, plan, options, caller);
  const features = live === null ? null : await readFeatures(live.connection, live.signal);
  return { name, snapshot, features };
}

function featuresDiff(first: Looked, second: Looked): FeaturesDiff | null {
  const unread = [first, second].flatMap(({ name, features }) =>
    features?.kind === "unread" ? [{ org: name, reason: features.reason }] : [],
  );
  if (first.features === null || second.features === null) return null;
  if (first.features.kind === "unread" || second.features.kind === "unread")
    return { differences: [], unread };
  return { differences: featureDifferences(first.features.statuses, second.features.statuses), unread };
}

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
  const read = (org: FleetOrg) =>
    lookAt(org, declaredParts(options.checks), options, callerFor(org, caller)).catch((error: unknown) => {
      throw error instanceof PlumblineError ? orgFailure(error, org) : error;
    });
  const snapshots = only === true ? null : await Promise.all([read(first), read(second)]);
  const live = snapshots === null ? { live: null, gaps: [], notCompared: [] } : liveDifferences(...snapshots);
  const diff: FleetDiff = {
    schemaVersion: 1,
    tool: { name: "plumbline", version: packageVersion() },
    orgs: orgs.map(({ name, url, baseline }) => ({ name, url, baseline })),
    baselines: differencesOf(one, other),
    ...live,
    features: snapshots === null ? null : featuresDiff(...snapshots),
  };
  const known = function* (): Iterable<KnownName> {
    yield* knownNames({ baselines: [one, other], snapshot: null, stack: null });
    for (const { snapshot } of snapshots ?? []) {
      yield* knownNames({ baselines: [], snapshot, stack: null });
    }
  };
  return { diff, names: known };
}
