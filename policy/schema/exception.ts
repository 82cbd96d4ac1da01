import { z } from "zod";
import { checkIds } from "../../src/model/check-ids.ts";
import { day, kebabCase, name, prose } from "./scalars.ts";

const until = day.describe("The last day in effect, UTC: YYYY-MM-DD");
const reason = prose.describe("Why");
const owner = prose.describe("Who answers for it");

/** One entry of `exemptions`: a person who need not meet a requirement for now. */
export const exemption = z.strictObject({
  user: name.describe("The person's login or user id"),
  requirement: kebabCase.describe("The id of the requirement"),
  until,
  reason,
  owner,
});

/** One entry of `accepted`: a deviation of the org itself that is known and let stand for now. */
export const acceptance = z.strictObject({
  check: z.enum(checkIds).describe("The id of the check that reports it"),
  // Whatever the org calls it, a line break and all: no name here is looked up in the baseline.
  subject: prose.describe("What it is about, as a finding names it: `Policy`, or `Policy / Rule`"),
  until,
  reason,
  owner,
});

/** One entry of `approvals`: a weakening that a review lets pass for now. */
export const approval = z.strictObject({
  change: name.describe("The id that a review prints for the change"),
  reason,
  owner,
  ticket: prose.describe("Where it was agreed"),
  until,
});
