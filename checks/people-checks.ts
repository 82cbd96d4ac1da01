import type { Requirement } from "../src/model/baseline.ts";
import type { PeopleCheckId } from "../src/model/check-ids.ts";
import type { PeopleCheck } from "./contract/check.ts";
import factors from "./factors.check.ts";
import governedBy from "./governed-by.check.ts";
import memberOf from "./member-of.check.ts";
import recovery from "./recovery.check.ts";
import signIn from "./sign-in.check.ts";

const byId: Readonly<Record<PeopleCheckId, PeopleCheck>> = {
  "member-of": memberOf,
  "governed-by": governedBy,
  factors,
  "sign-in": signIn,
  recovery,
};

/** The checks that judge people, in the order in which a requirement reads. */
export const peopleChecks: readonly PeopleCheck[] = Object.values(byId);

/** The checks that a requirement is made of. */
export const checksOf = (requirement: Requirement): readonly PeopleCheck[] =>
  peopleChecks.filter((check) => check.asks(requirement));
