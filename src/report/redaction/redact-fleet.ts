import type { FleetReport, SharedPerson } from "../../model/fleet-report.ts";
import { hostOf } from "./known-names.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

/**
 * The report of a fleet with people, owners and addresses replaced by keyed hashes; the reports in it are redacted
 * already. Orgs keep the names that the fleet gives them. Sorted by the hashes: an order by login tells of logins.
 */
export function redactFleet(fleet: FleetReport, { whole, within }: Pseudonyms): FleetReport {
  const hidden = (people: readonly SharedPerson[]): readonly SharedPerson[] =>
    people
      .map((person) => ({ ...person, login: whole(person.login, "person") }))
      .toSorted((left, right) => (left.login < right.login ? -1 : 1));
  return {
    ...fleet,
    fleet: within(fleet.fleet),
    orgs: fleet.orgs.map(({ url, owner, error, ...org }) => ({
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
    })),
    people: {
      ...fleet.people,
      administrators: hidden(fleet.people.administrators),
      uneven: hidden(fleet.people.uneven),
    },
  };
}
