import type { FleetOrg } from "../../model/fleet.ts";
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
