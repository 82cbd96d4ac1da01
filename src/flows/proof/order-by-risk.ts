import type { UserId } from "../../model/ids.ts";
import type { OrgSlices } from "../../model/snapshot.ts";
import type { EnrolmentsOf } from "../../okta/reading/read-enrolments.ts";
import type { Caller } from "../caller.ts";
import { loadSeedReport } from "./seed-report.ts";

/** Tells of a login how soon to read it: lower is sooner. */
export type RiskOf = (login: string) => number;

const noRisk: RiskOf = () => 0;

/**
 * By a report of the console: whoever has nothing in it, or is not in it, is read first.
 *
 * @throws PlumblineError SEED_REPORT_INVALID
 */
export async function riskBy(file: string | undefined, { remark }: Pick<Caller, "remark">): Promise<RiskOf> {
  if (file === undefined) return noRisk;
  const { name, risks } = await loadSeedReport(file);
  const strong = [...risks.values()].filter((risk) => risk === 2).length;
  remark(
    `${name} names ${risks.size} people: the ${strong} with a strong factor are read last, and nobody is believed`,
  );
  return (login) => risks.get(login.toLowerCase()) ?? 0;
}

/** The same by user id, for people of an org. */
export function risksBy(riskOf: RiskOf, { users }: OrgSlices): (user: UserId) => number {
  if (riskOf === noRisk) return () => 0;
  const risks = new Map((users?.people ?? []).map(({ id, login }) => [id, riskOf(login)]));
  return (user) => risks.get(user) ?? 0;
}

/** Reads everybody, the riskiest first. */
export const riskiestFirst =
  (riskOf: RiskOf): EnrolmentsOf =>
  ({ people, slices, read }) => {
    const risk = risksBy(riskOf, slices);
    return read(people.toSorted((left, right) => risk(left) - risk(right)));
  };
