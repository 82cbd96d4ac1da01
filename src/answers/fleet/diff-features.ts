import type { FeatureDifference } from "../../model/fleet-diff.ts";

/** Statuses of an org's features by name. */
type Features = ReadonlyMap<string, string>;

/** Features that two orgs do not have alike, by name: one that is not offered to an org it can have no settings of. Pure. */
export function featureDifferences(first: Features, second: Features): readonly FeatureDifference[] {
  const names = [...new Set([...first.keys(), ...second.keys()])].toSorted();
  return names
    .map((name) => ({ name, from: first.get(name) ?? null, to: second.get(name) ?? null }))
    .filter(({ from, to }) => from !== to);
}
