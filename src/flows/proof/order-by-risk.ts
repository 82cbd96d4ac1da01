import type { UserId } from "../../model/ids.ts";
import type { OrgSlices } from "../../model/snapshot.ts";
import type { EnrolmentsOf } from "../../okta/reading/read-enrolments.ts";
import type { Caller } from "../caller.ts";
import { loadSeedReport } from "./seed-report.ts";

/** Tells of the people of an org how soon to read them: lower is sooner. */
export type RiskOf = (slices: Pick<OrgSlices, "users">) => (user: UserId) => number;

/**
 * By a report of the console: whoever has nothing in it, or is not in it, is read first.
 *
 * @throws PlumblineError SEED_REPORT_INVALID
 */
export async function riskBy(
  file: string | undefined,
  { remark, warn }: Pick<Caller, "remark" | "warn">,
): Promise<RiskOf> {
  if (file === undefined) return () => () => 0;
  const { name, risks } = await loadSeedReport(file);
  const strong = [...risks.values()].filter((risk) => risk === 2).length;
  remark(
    `${name} names ${risks.size} people: the ${strong} with a strong factor are read last, and nobody is believed`,
  );
  return ({ users }) => {
    const people = users?.people ?? [];
    const named = new Map(people.map(({ id, login }) => [id, risks.get(login.toLowerCase())]));
    if (people.length > 0 && people.every(({ id }) => named.get(id) === undefined))
      warn(`${file} names nobody of this org, and orders nothing: is it of another org?`);
    return (user) => named.get(user) ?? 0;
  };
}

/** Reads everybody, the riskiest first. */
export const riskiestFirst =
  (riskOf: RiskOf): EnrolmentsOf =>
  ({ people, slices, read }) => {
    const risk = riskOf(slices);
    return read(people.toSorted((left, right) => risk(left) - risk(right)));
  };
