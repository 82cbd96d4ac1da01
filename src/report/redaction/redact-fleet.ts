import type { FleetOrg } from "../../model/fleet.ts";
import type { FleetDiff, OrgDifference } from "../../model/fleet-diff.ts";
import type { FleetReport, OrgAnswer, SharedPerson } from "../../model/fleet-report.ts";
import type { FleetReview } from "../../model/fleet-review.ts";
import { hostOf } from "./known-names.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

/**
 * The report of a fleet with people, owners and addresses replaced by keyed hashes; the reports in it are redacted
 * already. Orgs keep the names that the fleet gives them. Sorted by the hashes: an order by login tells of logins.
 */
export function redactFleet(fleet: FleetReport, pseudonyms: Pseudonyms): FleetReport {
  const { people } = fleet;
  const hidden = (those: readonly SharedPerson[]): readonly SharedPerson[] =>
    those
      .map((person) => ({ ...person, login: pseudonyms.whole(person.login, "person") }))
      .toSorted((left, right) => (left.login < right.login ? -1 : 1));
  return {
    ...fleet,
    fleet: pseudonyms.within(fleet.fleet),
    orgs: fleet.orgs.map((org) => redactOrg(org, pseudonyms)),
    people: {
      ...people,
      administrators: hidden(people.administrators),
      uneven: hidden(people.uneven),
    },
  };
}

/** The same of a review, whose reviews are redacted already. */
export function redactFleetReview(fleet: FleetReview, pseudonyms: Pseudonyms): FleetReview {
  const { within } = pseudonyms;
  return {
    ...fleet,
    fleet: within(fleet.fleet),
    orgs: fleet.orgs.map((org) => ({ ...redactOrg(org, pseudonyms), baseline: within(org.baseline) })),
  };
}

/** The differences of two orgs, with every name and id of either replaced by keyed hashes. */
export function redactFleetDiff(diff: FleetDiff, { whole, entry, within }: Pseudonyms): FleetDiff {
  const value = (one: OrgDifference["from"]): OrgDifference["from"] =>
    one === null || typeof one === "string" ? (one === null ? null : entry(one)) : one.map(entry);
  // The parts of the union differ in `where` alone, which keeps its keys.
  const hidden = (difference: OrgDifference): OrgDifference =>
    ({
      ...difference,
      id: within(difference.id),
      where: Object.fromEntries(Object.entries(difference.where).map(([key, name]) => [key, entry(name)])),
      from: value(difference.from),
      to: value(difference.to),
    }) as OrgDifference;
  return {
    ...diff,
    orgs: diff.orgs.map(({ name, url, baseline }) => ({
      name,
      url: `https://${whole(hostOf(url), "org")}.invalid`,
      baseline: within(baseline),
    })),
    baselines: diff.baselines.map(hidden),
    live: diff.live?.map(hidden) ?? null,
    features:
      diff.features === null
        ? null
        : {
            ...diff.features,
            unread: diff.features.unread.map(({ org, reason }) => ({ org, reason: within(reason) })),
          },
    gaps: diff.gaps.map((gap) => ({ ...gap, reason: within(gap.reason) })),
    notCompared: diff.notCompared.map(({ org, what }) => ({ org, what: within(what) })),
  };
}

function redactOrg<Org extends Pick<FleetOrg, "url" | "owner"> & Pick<OrgAnswer, "error">>(
  org: Org,
  { whole, within }: Pseudonyms,
): Org {
  const { url, owner, error } = org;
  return {
    ...org,
    url: `https://${whole(hostOf(url), "org")}.invalid`,
    owner: owner === null ? null : whole(owner, "person"),
    error:
      error === null
        ? null
        : {
            code: error.code,
            message: within(error.message),
            details: error.details.map(within),
            remedy: within(error.remedy),
          },
  };
}
